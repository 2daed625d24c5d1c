#include "ui/pages/explore/map_legend.h"

#include <algorithm>

#include <QEvent>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTimer>

#include "ui/widgets/map_renderer.h"

namespace ui::explore {

namespace {

constexpr double kLegendRadius = 5;
constexpr int kMostLegendRows = 4;

}  // namespace

MapLegend::MapLegend(QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(tr("Groups by colour and shape. A row that is chosen stands out on the map; Return selects its tracks."));
    setToolTip(tr("Click: this group stands out. Double click: its tracks are selected."));
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setFrameShape(QFrame::NoFrame);
    setSpacing(2);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) { Q_EMIT emphasisWanted(markOf(row)); });
    // The same row once more: nothing stands out.
    connect(this, &QListWidget::itemPressed, this, [this, last = -1](const QListWidgetItem* item) mutable {
        if (row(item) == last && currentRow() == last) release();
        last = currentRow();
    });
    connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) { Q_EMIT groupChosen(markOf(row(item))); });
    hide();
}

void MapLegend::setGroups(std::vector<Group> groups)
{
    m_groups = std::move(groups);
    fill();
    setVisible(!m_groups.empty());
}

void MapLegend::fill()
{
    {
        const QSignalBlocker quiet(this);
        clear();
        const widgets::MapLook look(palette());
        for (const auto& group : m_groups) {
            const auto mark = widgets::MapRenderer::mark(group.mark, kLegendRadius, devicePixelRatioF(), look);
            const auto number = QLocale().toString(static_cast<qulonglong>(group.tracks));
            auto* item = new QListWidgetItem(QPixmap::fromImage(mark), QStringLiteral("%1  %2").arg(group.name, number), this);
            item->setData(Qt::AccessibleTextRole, tr("%1, %Ln track(s)", nullptr, static_cast<int>(group.tracks)).arg(group.name));
        }
        release();
    }
    Q_EMIT emphasisWanted(-1);
    QTimer::singleShot(0, this, &MapLegend::fitHeight);   // the list lays its rows out first
}

void MapLegend::fitHeight()
{
    if (count() == 0) return;
    const int row = visualItemRect(item(0)).height() + 2 * spacing();
    const int needed = visualItemRect(item(count() - 1)).bottom() + verticalScrollBar()->value() + 2 * spacing();
    setFixedHeight(std::clamp(needed, row, kMostLegendRows * row) + 4);
}

void MapLegend::changeEvent(QEvent* event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) fill();
}

void MapLegend::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &MapLegend::fitHeight);
}

}  // namespace ui::explore
