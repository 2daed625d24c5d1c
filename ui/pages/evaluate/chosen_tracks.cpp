#include "ui/pages/evaluate/chosen_tracks.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/store/workspace.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

namespace ui {

ChosenTracks::ChosenTracks(PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_source(context.store), m_model(m_source), m_title(new QLabel), m_table(new QTableView)
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    const auto button = [](const char* icon, const QString& text, const QString& tip) {
        auto* made = new QPushButton(Theme::icon(QString::fromLatin1(icon)), text);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        return made;
    };
    m_play = button("play", tr("Play"), tr("Play the first of these tracks, or the one under the cursor of the table (Return)"));
    m_inspect = button("inspect", tr("Inspect"), tr("See the current track with all its predicted tags"));
    m_clear = button("cancel", tr("Clear"), tr("Choose nothing (Esc)"));
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Tracks behind the choice"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    using Model = TrackTableModel;
    for (const int column : {Model::Album, Model::Rate, Model::Channels, Model::Format, Model::Split, Model::State})
        m_table->setColumnHidden(column, true);
    const int em = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(Model::Title, em * 26);
    m_table->setColumnWidth(Model::Artist, em * 20);
    m_table->setColumnWidth(Model::Length, em * 10);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 4, 8, 4);
    top->addWidget(m_title, 1);
    top->addWidget(m_play);
    top->addWidget(m_inspect);
    top->addWidget(m_clear);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    m_table->setMinimumHeight(fontMetrics().height() * 7);
    connect(m_play, &QPushButton::clicked, this, &ChosenTracks::play);
    connect(m_clear, &QPushButton::clicked, this, &ChosenTracks::clearWanted);
    connect(m_inspect, &QPushButton::clicked, this, [this] { m_context.showPage(QStringLiteral("inspect")); });
    connect(m_table, &QTableView::doubleClicked, this, [this] { m_context.showPage(QStringLiteral("inspect")); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid() && !m_model.isLoading()) m_context.selection.setTracks(m_model.ids(), m_model.idAt(current.row()));
    });
    showChoice({}, {});
}

void ChosenTracks::showChoice(const QString& what, const std::vector<engine::TrackId>& tracks)
{
    m_source.setIds(tracks);
    m_model.reload();
    const bool some = !tracks.empty();
    m_title->setText(what.isEmpty() ? tr("Click a bar, a point of a curve or a cell: its tracks appear here. Return plays the first, Esc clears.")
                                    : tr("%1. Tracks: %2").arg(what, QLocale().toString(static_cast<qulonglong>(tracks.size()))));
    m_play->setEnabled(some && m_context.player.isAvailable());
    if (!m_context.player.isAvailable()) m_play->setToolTip(m_context.player.unavailableReason());
    m_inspect->setEnabled(some);
    m_clear->setEnabled(!what.isEmpty());
    m_table->setVisible(!what.isEmpty());
}

void ChosenTracks::play()
{
    if (m_model.ids().empty()) return;
    if (!m_context.player.isAvailable()) {
        m_context.say(m_context.player.unavailableReason());
        return;
    }
    const auto current = m_table->currentIndex();
    const auto wanted = m_table->hasFocus() && current.isValid() ? m_model.idAt(current.row()) : m_model.ids().front();
    struct Found {
        std::filesystem::path path;
        double seconds = 0;
    };
    m_context.selection.setTracks(m_model.ids(), wanted);
    m_context.store.ask(
        this, "play",
        [wanted](StoreThread::Workspace& workspace) {
            const auto track = workspace.tracks().find(wanted);
            return track ? Found{workspace.tracks().absolutePath(*track), track->durationSeconds} : Found{};
        },
        [this](const Found& found) {
            if (found.path.empty()) return;
            m_context.player.setSource(found.path, found.seconds);
            m_context.player.play();
        });
}

}  // namespace ui
