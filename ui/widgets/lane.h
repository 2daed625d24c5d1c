#pragma once
#include "ui/widgets/drawn_view.h"
#include "ui/widgets/style.h"
#include "ui/widgets/time_axis.h"
#include "ui/widgets/time_cursor.h"

namespace ui::widgets {

/// One horizontal picture over time. All lanes have the same gutters left (axis, names) and right (colour bar), made from the
/// font, and the same TimeAxis: same x = same time.
///
/// Mouse: a click seeks, a drag selects, Shift-drag or the middle button pans; the wheel scrolls, Ctrl+wheel zooms about
/// the pointer. A double click clears the selection.
class Lane : public DrawnView {
    Q_OBJECT
public:
    Lane(TimeAxis* axis, TimeCursor* cursor, QWidget* parent = nullptr);

    /// The picture without gutters, logical pixels.
    QRect plotRect() const;
    double secondsAtX(double x) const;   ///< x in widget coordinates
    double xAtSeconds(double seconds) const;

    /// The read-out at a place in the widget: what lies under the pointer, in words; empty outside the picture.
    virtual QString readout(const QPointF& position) const;

Q_SIGNALS:
    /// The pointer moved over the picture; `text` is the read-out there. Empty when it left.
    void readoutChanged(const QString& text);

protected:
    TimeAxis& axis() const { return *m_axis; }
    TimeCursor& cursor() const { return *m_cursor; }
    LaneColours colours() const { return LaneColours(palette()); }
    bool isHovered() const { return m_hovered; }
    QPointF hoverPosition() const { return m_hoverPosition; }

    void fillBackground(QPainter& painter) const;
    /// A name in the left gutter, beside the middle of the picture.
    void drawLaneName(QPainter& painter, const QString& name) const;
    void drawOverlay(QPainter& painter) override;
    /// Cross-hair, labels: painted over the picture when the overlay shows everything.
    virtual void drawExtraOverlay(QPainter&) {}

    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Drag { None, Pressed, Select, Pan };
    void drawSelection(QPainter& painter) const;
    void drawPlayhead(QPainter& painter) const;

    TimeAxis* m_axis;
    TimeCursor* m_cursor;
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    double m_pressedSeconds = 0;
    QPointF m_hoverPosition;
    bool m_hovered = false;
};

/// Where a lane of this widget's size and font has its picture, between the gutters.
QRect lanePlotRect(const QWidget& widget);

/// A small text on a plate, readable on any picture.
void drawPlate(QPainter& painter, const QPointF& topLeft, const QString& text, const LaneColours& colours);

}  // namespace ui::widgets
