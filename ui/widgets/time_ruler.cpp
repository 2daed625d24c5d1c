#include "ui/widgets/time_ruler.h"

#include <cmath>

#include <QPainter>

#include "ui/widgets/ticks.h"

namespace ui::widgets {

TimeRuler::TimeRuler(TimeAxis* axis, TimeCursor* cursor, QWidget* parent) : Lane(axis, cursor, parent)
{
    setAccessibleName(tr("Time ruler"));
    setAccessibleDescription(tr("Times of the visible part of the track. A click moves the playhead."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize TimeRuler::sizeHint() const
{
    return {200, fontMetrics().height() + 8};
}

QString TimeRuler::valueText() const
{
    return tr("%1 to %2, playhead at %3").arg(timeText(axis().startSeconds(), 0.001), timeText(axis().endSeconds(), 0.001),
                                             timeText(cursor().playheadSeconds(), 0.001));
}

void TimeRuler::drawContent(QPainter& painter)
{
    const LaneColours c = colours();
    painter.fillRect(rect(), c.gutter);
    const QRect plot = plotRect();
    if (axis().durationSeconds() <= 0 || plot.width() < 10) return;
    const double labelWidth = fontMetrics().horizontalAdvance(QStringLiteral("00:00:00.00"));
    const TickScale ticks = timeTicks(axis().visibleSeconds(), plot.width(), labelWidth);
    painter.setPen(c.quietText);
    for (double n = std::ceil(axis().startSeconds() / ticks.minor - 1e-6); n * ticks.minor <= axis().endSeconds(); ++n) {
        const double x = std::floor(xAtSeconds(n * ticks.minor)) + 0.5;
        painter.drawLine(QPointF(x, height() - 4), QPointF(x, height()));
    }
    for (double n = std::ceil(axis().startSeconds() / ticks.major - 1e-6); n * ticks.major <= axis().endSeconds(); ++n) {
        const double x = std::floor(xAtSeconds(n * ticks.major)) + 0.5;
        painter.setPen(c.quietText);
        painter.drawLine(QPointF(x, height() - 9), QPointF(x, height()));
        painter.setPen(c.text);
        painter.drawText(QRectF(x + 3, 0, labelWidth, height() - 3), Qt::AlignLeft | Qt::AlignVCenter, timeText(n * ticks.major, ticks.major));
    }
}

void TimeRuler::drawExtraOverlay(QPainter& painter)
{
    const auto hover = cursor().hoverSeconds();
    if (!hover) return;
    const QString text = timeText(*hover, 0.001);
    const double width = painter.fontMetrics().horizontalAdvance(text) + 10;
    const double x = std::min(xAtSeconds(*hover) + 4, plotRect().right() - width);
    drawPlate(painter, QPointF(x, 1), text, colours());
}

}  // namespace ui::widgets
