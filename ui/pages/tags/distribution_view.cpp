#include "ui/pages/tags/distribution_view.h"

#include <algorithm>

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "ui/format.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr int kMargin = 12;
constexpr int kLegend = 26;
constexpr std::size_t kResampled = 1;

}  // namespace

DistributionView::DistributionView(Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Tags in the parts of the split"));
    viewport()->setMouseTracking(true);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void DistributionView::show(const engine::Json& distribution)
{
    m_bars.clear();
    m_most = 0;
    m_resampled = false;
    if (distribution.is_object()) {
        const auto& tracks = distribution["tracks"];
        const std::vector<double> sizes{tracks["train"]["before"].get<double>(), tracks["train"]["after"].get<double>(), tracks["valid"]["before"].get<double>(), tracks["test"]["before"].get<double>()};
        m_resampled = sizes[0] != sizes[1];
        for (const auto& tag : distribution["tags"]) {
            Bar bar{QString::fromStdString(tag["tag"].get<std::string>()), QString::fromStdString(tag["type"].get<std::string>()),
                    {tag["train"]["before"].get<qlonglong>(), tag["train"]["after"].get<qlonglong>(), tag["valid"].get<qlonglong>(), tag["test"].get<qlonglong>()},
                    {}};
            for (std::size_t i = 0; i < sizes.size(); ++i)
                bar.shares.push_back(sizes[i] > 0 ? static_cast<double>(bar.counts[i]) / sizes[i] : 0);
            m_most = std::max(m_most, *std::max_element(bar.shares.begin(), bar.shares.end()));
            m_bars.push_back(std::move(bar));
        }
    }
    updateScrollBar();
    viewport()->update();
}

std::vector<QColor> DistributionView::colours() const
{
    // Told apart by colour-blind eyes too; resampled training is the same hue, lighter.
    auto resampled = m_theme.accent();
    resampled.setAlphaF(0.45F);
    return {m_theme.accent(), resampled, m_theme.warning(), m_theme.good()};
}

int DistributionView::barHeight() const
{
    return 5;
}

int DistributionView::rowHeight() const
{
    return std::max(fontMetrics().height() + 8, (m_resampled ? 4 : 3) * (barHeight() + 1) + 8);
}

void DistributionView::updateScrollBar()
{
    const int all = static_cast<int>(m_bars.size()) * rowHeight();
    const int seen = std::max(0, viewport()->height() - kLegend);
    verticalScrollBar()->setRange(0, std::max(0, all - seen));
    verticalScrollBar()->setPageStep(seen);
    verticalScrollBar()->setSingleStep(rowHeight());
}

void DistributionView::resizeEvent(QResizeEvent*)
{
    updateScrollBar();
}

void DistributionView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
    const auto paints = colours();
    const std::vector<QString> names{tr("training"), tr("training, resampled"), tr("validation"), tr("test")};
    int x = kMargin;
    painter.setPen(palette().color(QPalette::Text));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i == kResampled && !m_resampled) continue;
        painter.fillRect(x, kLegend / 2 - 4, 12, 8, paints[i]);
        painter.drawText(QRect(x + 18, 0, 400, kLegend), Qt::AlignLeft | Qt::AlignVCenter, names[i]);
        x += 18 + fontMetrics().horizontalAdvance(names[i]) + 20;
    }
    painter.setClipRect(0, kLegend, viewport()->width(), viewport()->height() - kLegend);
    const int labels = std::min(viewport()->width() / 3, fontMetrics().averageCharWidth() * 26);
    const int numbers = fontMetrics().horizontalAdvance(QStringLiteral("100.0 %")) + kMargin;
    const int room = std::max(10, viewport()->width() - labels - numbers - 2 * kMargin);
    const int offset = verticalScrollBar()->value();
    for (std::size_t row = static_cast<std::size_t>(offset / rowHeight()); row < m_bars.size(); ++row) {
        const auto& bar = m_bars[row];
        const int top = kLegend + static_cast<int>(row) * rowHeight() - offset;
        if (top > viewport()->height()) break;
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(kMargin, top, labels - kMargin, rowHeight()), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(bar.tag, Qt::ElideRight, labels - kMargin - 6));
        int y = top + (rowHeight() - (m_resampled ? 4 : 3) * (barHeight() + 1)) / 2;
        for (std::size_t i = 0; i < bar.shares.size(); ++i) {
            if (i == kResampled && !m_resampled) continue;
            const int width = m_most > 0 ? static_cast<int>(bar.shares[i] / m_most * room) : 0;
            painter.fillRect(labels, y, std::max(bar.counts[i] > 0 ? 1 : 0, width), barHeight(), paints[i]);
            y += barHeight() + 1;
        }
        painter.setPen(m_theme.faintText());
        painter.drawText(QRect(viewport()->width() - numbers - kMargin / 2, top, numbers, rowHeight()), Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1 %").arg(QLocale().toString(100 * bar.shares[0], 'f', 1)));
    }
}

QString DistributionView::tip(const Bar& bar) const
{
    auto text = tr("%1 (%2)\ntraining %3, validation %4, test %5")
                    .arg(bar.tag, bar.type, QLocale().toString(bar.counts[0]), QLocale().toString(bar.counts[2]), QLocale().toString(bar.counts[3]));
    if (m_resampled) text += QLatin1Char('\n') + tr("%1 in training after resampling").arg(QLocale().toString(bar.counts[kResampled]));
    return plainTip(text);
}

bool DistributionView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = (help->pos().y() - kLegend + verticalScrollBar()->value()) / rowHeight();
        if (help->pos().y() >= kLegend && row >= 0 && row < static_cast<int>(m_bars.size()))
            QToolTip::showText(help->globalPos(), tip(m_bars[static_cast<std::size_t>(row)]), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace ui
