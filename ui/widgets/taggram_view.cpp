#include "ui/widgets/taggram_view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QPainter>

#include "ui/widgets/ticks.h"

namespace ui::widgets {

TaggramView::TaggramView(TimeAxis* axis, TimeCursor* cursor, QWidget* parent)
    : Lane(axis, cursor, parent), m_colours(colourMaps()[1].make())
{
    setAccessibleName(tr("Taggram"));
    setAccessibleDescription(tr("Predicted probability of each tag over time. Click to move the playhead."));
}

void TaggramView::setContent(TaggramContent content)
{
    m_content = std::move(content);
    const std::size_t tags = m_content.tags.size();
    std::vector<double> sums(tags, 0);
    for (std::size_t chunk = 0; chunk < m_content.chunks(); ++chunk) {
        for (std::size_t tag = 0; tag < tags; ++tag) sums[tag] += m_content.at(chunk, tag);
    }
    m_order.resize(tags);
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) { return sums[a] > sums[b]; });
    invalidate();
}

void TaggramView::setColourMap(const ColourMap& map)
{
    m_colours = map.make();
    invalidate();
}

std::vector<std::size_t> TaggramView::shownTags() const
{
    const auto rows = static_cast<std::size_t>(std::max(1, height() / (fontMetrics().height() + 1)));
    return {m_order.begin(), m_order.begin() + static_cast<std::ptrdiff_t>(std::min(rows, m_order.size()))};
}

double TaggramView::rowHeight() const
{
    const std::size_t rows = shownTags().size();
    return rows > 0 ? static_cast<double>(height()) / static_cast<double>(rows) : height();
}

std::size_t TaggramView::chunkAt(double seconds) const
{
    const auto& starts = m_content.startsSeconds;
    const double start = seconds - m_content.chunkSeconds / 2;
    const auto above = std::lower_bound(starts.begin(), starts.end(), start);
    if (above == starts.begin()) return 0;
    if (above == starts.end()) return starts.size() - 1;
    const auto index = static_cast<std::size_t>(above - starts.begin());
    return start - starts[index - 1] < starts[index] - start ? index - 1 : index;
}

void TaggramView::drawContent(QPainter& painter)
{
    fillBackground(painter);
    const QRect plot = plotRect();
    const LaneColours c = colours();
    const std::vector<std::size_t> rows = shownTags();
    if (rows.empty() || m_content.chunks() == 0 || plot.width() <= 0) {
        drawLaneName(painter, tr("Taggram"));
        return;
    }
    QImage picture(plot.width(), static_cast<int>(rows.size()), QImage::Format_RGB32);
    const double step = axis().secondsPerPixel(plot.width());
    const qint64 firstColumn = axis().firstColumn(plot.width());
    for (int x = 0; x < plot.width(); ++x) {
        const std::size_t chunk = chunkAt((static_cast<double>(firstColumn + x) + 0.5) * step);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const auto index = static_cast<std::size_t>(colourIndex(m_content.at(chunk, rows[row]), 0, 255));
            picture.setPixel(x, static_cast<int>(row), m_colours[index]);
        }
    }
    painter.drawImage(plot, picture);
    painter.setPen(c.text);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const QRectF name(4, static_cast<double>(row) * rowHeight(), plot.left() - 11, rowHeight());
        painter.drawText(name, Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_content.tags[rows[row]], Qt::ElideRight, plot.left() - 11));
        if (row > 0) painter.fillRect(QRectF(plot.left(), name.top(), plot.width(), 1), c.gutter);
    }
    drawScale(painter);
}

void TaggramView::drawScale(QPainter& painter) const
{
    const LaneColours c = colours();
    const int line = painter.fontMetrics().height();
    const QRect bar(plotRect().right() + 8, 4, 12, height() - 8);
    if (bar.height() < 2 * line) return;
    QImage gradient(1, 256, QImage::Format_RGB32);
    for (int i = 0; i < 256; ++i) gradient.setPixel(0, 255 - i, m_colours[static_cast<std::size_t>(i)]);
    painter.drawImage(bar, gradient);
    painter.setPen(c.quietText);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    painter.setPen(c.text);
    const QRect labels(bar.right() + 5, 0, width() - bar.right() - 5, height());
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignTop, QStringLiteral("1"));
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignBottom, QStringLiteral("0"));
}

QString TaggramView::readout(const QPointF& position) const
{
    const std::vector<std::size_t> rows = shownTags();
    if (rows.empty() || m_content.chunks() == 0 || !plotRect().contains(position.toPoint())) return {};
    const auto row = std::min(rows.size() - 1, static_cast<std::size_t>(std::max(0.0, position.y() / rowHeight())));
    const double seconds = secondsAtX(position.x());
    const std::size_t chunk = chunkAt(seconds);
    return tr("%1  %2  %3  (chunk %4)").arg(timeText(seconds, 0.001), m_content.tags[rows[row]],
        QString::number(m_content.at(chunk, rows[row]), 'f', 3)).arg(chunk + 1);
}

QString TaggramView::valueText() const
{
    if (m_content.chunks() == 0) return tr("no taggram");
    return tr("%1 tags over %2 chunks, strongest %3").arg(m_content.tags.size()).arg(m_content.chunks()).arg(m_content.tags[m_order.front()]);
}

}  // namespace ui::widgets
