#include "ui/widgets/overview_strip.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

#include "ui/widgets/ticks.h"

namespace ui::widgets {

namespace {

constexpr double kGripPixels = 5;
constexpr double kNarrowestFrame = 3;

}  // namespace

OverviewStrip::OverviewStrip(TimeAxis* axis, TimeCursor* cursor, QWidget* parent) : DrawnView(parent), m_axis(axis), m_cursor(cursor)
{
    setAccessibleName(tr("Overview"));
    setAccessibleDescription(tr("The whole track. Drag the frame to choose the part that is shown."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    connect(axis, &TimeAxis::rangeChanged, this, qOverload<>(&QWidget::update));
    connect(cursor, &TimeCursor::changed, this, qOverload<>(&QWidget::update));
}

QSize OverviewStrip::sizeHint() const
{
    return {200, 2 * fontMetrics().height() + 12};
}

void OverviewStrip::setPeaks(PeaksPtr peaks)
{
    m_peaks = std::move(peaks);
    invalidate();
}

QRect OverviewStrip::plotRect() const
{
    return lanePlotRect(*this);
}

double OverviewStrip::secondsAtX(double x) const
{
    const QRect plot = plotRect();
    return plot.width() > 0 ? (x - plot.left()) / plot.width() * m_axis->durationSeconds() : 0;
}

QRectF OverviewStrip::frameRect() const
{
    const QRectF plot = plotRect();
    const double duration = m_axis->durationSeconds();
    if (duration <= 0) return {};
    const double left = plot.left() + m_axis->startSeconds() / duration * plot.width();
    const double width = std::max(kNarrowestFrame, m_axis->visibleSeconds() / duration * plot.width());
    return {left, 0.0, width, static_cast<double>(height())};
}

QString OverviewStrip::valueText() const
{
    return tr("%1 to %2 of %3 shown").arg(timeText(m_axis->startSeconds(), 0.1), timeText(m_axis->endSeconds(), 0.1),
                                          timeText(m_axis->durationSeconds(), 0.1));
}

void OverviewStrip::drawContent(QPainter& painter)
{
    const LaneColours c(palette());
    const QRect plot = plotRect();
    painter.fillRect(rect(), c.gutter);
    painter.fillRect(plot, c.background);
    painter.setPen(c.quietText);
    painter.drawText(QRect(0, 0, plot.left() - 6, height()), Qt::AlignRight | Qt::AlignVCenter, tr("Whole track"));
    if (!m_peaks || m_axis->durationSeconds() <= 0) return;
    painter.drawText(QRect(plot.right() + 7, 0, width() - plot.right() - 7, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     timeText(m_axis->durationSeconds(), 1));
    const double perPixel = m_axis->durationSeconds() * m_peaks->rateHz / std::max(1, plot.width());
    const int level = peakLevelFor(*m_peaks, perPixel);
    const double middle = height() / 2.0;
    for (int x = 0; x < plot.width(); ++x) {
        const PeakColumn column = peakColumn(*m_peaks, level, x * perPixel, (x + 1) * perPixel);
        if (!column.known) continue;
        const double top = middle - std::min(1.0F, column.maximum) * (middle - 2);
        const double bottom = std::max(top + 1, middle - std::max(-1.0F, column.minimum) * (middle - 2));
        painter.fillRect(QRectF(plot.left() + x, top, 1, bottom - top), c.wave);
    }
}

void OverviewStrip::drawOverlay(QPainter& painter)
{
    if (m_axis->durationSeconds() <= 0) return;
    const LaneColours c(palette());
    const QRectF plot = plotRect();
    const QRectF frame = frameRect();
    QColor shade = c.gutter;
    shade.setAlpha(150);
    painter.fillRect(QRectF(plot.left(), 0, frame.left() - plot.left(), height()), shade);
    painter.fillRect(QRectF(frame.right(), 0, plot.right() + 1 - frame.right(), height()), shade);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame.adjusted(1, 1, -1, -1));
    const double x = plot.left() + m_cursor->playheadSeconds() / m_axis->durationSeconds() * plot.width();
    painter.fillRect(QRectF(std::floor(x), 0, 1, height()), c.playhead);
}

OverviewStrip::Grip OverviewStrip::gripAt(const QPointF& position) const
{
    const QRectF frame = frameRect();
    const double reach = std::min(kGripPixels, frame.width() / 4);
    if (std::abs(position.x() - frame.left()) <= reach) return Grip::Start;
    if (std::abs(position.x() - frame.right()) <= reach) return Grip::End;
    return frame.contains(position) ? Grip::Middle : Grip::None;
}

void OverviewStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_axis->durationSeconds() <= 0) return;
    m_grip = gripAt(event->position());
    const double seconds = secondsAtX(event->position().x());
    if (m_grip == Grip::None) {
        m_axis->setRange(seconds - m_axis->visibleSeconds() / 2, m_axis->visibleSeconds());
        m_grip = Grip::Middle;
    }
    m_grabOffset = seconds - m_axis->startSeconds();
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event)
{
    const double seconds = std::clamp(secondsAtX(event->position().x()), 0.0, m_axis->durationSeconds());
    const double end = m_axis->endSeconds();
    switch (m_grip) {
        case Grip::Middle: m_axis->setRange(seconds - m_grabOffset, m_axis->visibleSeconds()); break;
        case Grip::Start: m_axis->setRange(std::min(seconds, end - m_axis->shortestVisibleSeconds()), end - seconds); break;
        case Grip::End: m_axis->setRange(m_axis->startSeconds(), seconds - m_axis->startSeconds()); break;
        case Grip::None: {
            const Grip below = gripAt(event->position());
            setCursor(below == Grip::Middle ? Qt::OpenHandCursor : below == Grip::None ? Qt::ArrowCursor : Qt::SizeHorCursor);
        }
    }
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent*)
{
    m_grip = Grip::None;
}

void OverviewStrip::wheelEvent(QWheelEvent* event)
{
    m_axis->zoomBy(std::pow(1.25, event->angleDelta().y() / 120.0), secondsAtX(event->position().x()));
    event->accept();
}

}  // namespace ui::widgets
