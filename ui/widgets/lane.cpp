#include "ui/widgets/lane.h"

#include <cmath>

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace ui::widgets {

namespace {

constexpr int kLeftGutterDigits = 13;
constexpr int kRightGutterDigits = 9;

}  // namespace

Lane::Lane(TimeAxis* axis, TimeCursor* cursor, QWidget* parent) : DrawnView(parent), m_axis(axis), m_cursor(cursor)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::ClickFocus);
    connect(axis, &TimeAxis::rangeChanged, this, [this] { invalidate(); });
    connect(cursor, &TimeCursor::changed, this, qOverload<>(&QWidget::update));
}

QRect Lane::plotRect() const
{
    return lanePlotRect(*this);
}

double Lane::secondsAtX(double x) const
{
    const QRect plot = plotRect();
    return m_axis->secondsAt(x - plot.left(), plot.width());
}

double Lane::xAtSeconds(double seconds) const
{
    const QRect plot = plotRect();
    return plot.left() + m_axis->xAt(seconds, plot.width());
}

QString Lane::readout(const QPointF&) const
{
    return {};
}

void Lane::fillBackground(QPainter& painter) const
{
    const LaneColours c = colours();
    painter.fillRect(rect(), c.gutter);
    painter.fillRect(plotRect(), c.background);
}

void Lane::drawLaneName(QPainter& painter, const QString& name) const
{
    painter.setPen(colours().quietText);
    const QRect gutter(4, 0, plotRect().left() - 12, height());
    painter.drawText(gutter, Qt::AlignRight | Qt::AlignVCenter | Qt::TextWordWrap, name);
}

void Lane::drawOverlay(QPainter& painter)
{
    if (m_axis->durationSeconds() <= 0) return;
    painter.save();
    painter.setClipRect(plotRect());
    drawSelection(painter);
    if (m_cursor->overlay() != TimeCursor::Overlay::Nothing) {
        if (const auto hover = m_cursor->hoverSeconds()) {
            const double x = std::floor(xAtSeconds(*hover)) + 0.5;
            painter.setPen(QPen(QColor(255, 255, 255, 150), 1));
            painter.setCompositionMode(QPainter::CompositionMode_Difference);
            painter.drawLine(QPointF(x, 0), QPointF(x, height()));
            painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        }
        if (m_cursor->overlay() == TimeCursor::Overlay::Everything) drawExtraOverlay(painter);
    }
    drawPlayhead(painter);
    painter.restore();
}

void Lane::drawSelection(QPainter& painter) const
{
    const auto selection = m_cursor->selection();
    if (!selection) return;
    const LaneColours c = colours();
    const QRectF area(QPointF(xAtSeconds(selection->startSeconds), 0), QPointF(xAtSeconds(selection->endSeconds), height()));
    painter.fillRect(area, c.selection);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.drawLine(area.topLeft(), area.bottomLeft());
    painter.drawLine(area.topRight(), area.bottomRight());
}

void Lane::drawPlayhead(QPainter& painter) const
{
    const double x = std::floor(xAtSeconds(m_cursor->playheadSeconds()));
    // A dark rim keeps the line visible on bright cells of a melgram, too.
    painter.fillRect(QRectF(x - 1, 0, 3, height()), QColor(0, 0, 0, 80));
    painter.fillRect(QRectF(x, 0, 1, height()), colours().playhead);
}

void Lane::mousePressEvent(QMouseEvent* event)
{
    if (m_axis->durationSeconds() <= 0 || !plotRect().contains(event->position().toPoint())) return;
    m_pressedAt = event->position();
    m_pressedSeconds = secondsAtX(event->position().x());
    const bool pans = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier);
    if (pans) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        m_drag = Drag::Pressed;
    }
}

void Lane::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    const bool far = std::abs(position.x() - m_pressedAt.x()) >= QApplication::startDragDistance();
    if (m_drag == Drag::Pressed && far) m_drag = Drag::Select;
    if (m_drag == Drag::Select) {
        const double end = std::clamp(secondsAtX(position.x()), 0.0, m_axis->durationSeconds());
        m_cursor->setSelection(TimeSpan{m_pressedSeconds, end});
    } else if (m_drag == Drag::Pan) {
        const double step = m_axis->secondsPerPixel(plotRect().width());
        m_axis->scrollBy((m_pressedAt.x() - position.x()) * step);
        m_pressedAt = position;
    }
    m_hovered = plotRect().contains(position.toPoint()) && m_axis->durationSeconds() > 0;
    m_hoverPosition = position;
    m_cursor->setHoverSeconds(m_hovered ? std::optional(secondsAtX(position.x())) : std::nullopt);
    update();
    Q_EMIT readoutChanged(m_hovered ? readout(position) : QString());
}

void Lane::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_drag == Drag::Pressed) Q_EMIT m_cursor->seekRequested(std::clamp(secondsAtX(event->position().x()), 0.0, m_axis->durationSeconds()));
    if (m_drag == Drag::Pan) unsetCursor();
    m_drag = Drag::None;
}

void Lane::mouseDoubleClickEvent(QMouseEvent*)
{
    m_cursor->setSelection(std::nullopt);
}

void Lane::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    const double sideways = event->angleDelta().x() / 120.0;
    if (event->modifiers() & Qt::ControlModifier) {
        m_axis->zoomBy(std::pow(1.25, notches), secondsAtX(event->position().x()));
    } else {
        m_axis->scrollBy(-0.1 * (notches + sideways) * m_axis->visibleSeconds());
    }
    event->accept();
}

void Lane::leaveEvent(QEvent* event)
{
    DrawnView::leaveEvent(event);
    m_hovered = false;
    m_cursor->setHoverSeconds(std::nullopt);
    update();
    Q_EMIT readoutChanged(QString());
}

QRect lanePlotRect(const QWidget& widget)
{
    const int digit = widget.fontMetrics().horizontalAdvance(QLatin1Char('0'));
    return widget.rect().adjusted(kLeftGutterDigits * digit, 0, -kRightGutterDigits * digit, 0);
}

void drawPlate(QPainter& painter, const QPointF& topLeft, const QString& text, const LaneColours& colours)
{
    const QRectF plate(topLeft, QSizeF(painter.fontMetrics().horizontalAdvance(text) + 10, painter.fontMetrics().height() + 4));
    QColor back = colours.gutter;
    back.setAlpha(240);
    painter.setPen(Qt::NoPen);
    painter.setBrush(back);
    painter.drawRoundedRect(plate, 3, 3);
    painter.setPen(colours.text);
    painter.drawText(plate, Qt::AlignCenter, text);
}

}  // namespace ui::widgets
