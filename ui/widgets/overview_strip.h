#pragma once
#include "ui/widgets/lane.h"
#include "ui/widgets/peaks.h"

namespace ui::widgets {

/// The whole file in a thin strip; the visible part is a frame that can be dragged by its middle and by its sides. A click outside
/// the frame centres it there. Has the lanes' gutters, but its own scale: left to right is always the whole file.
class OverviewStrip : public DrawnView {
    Q_OBJECT
public:
    OverviewStrip(TimeAxis* axis, TimeCursor* cursor, QWidget* parent = nullptr);

    void clear() { setPeaks(nullptr); }
    void setPeaks(PeaksPtr peaks);
    /// The frame around the visible part, in widget coordinates.
    QRectF frameRect() const;
    QString valueText() const override;
    QSize sizeHint() const override;

protected:
    void drawContent(QPainter& painter) override;
    void drawOverlay(QPainter& painter) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Grip { None, Start, Middle, End };
    QRect plotRect() const;
    Grip gripAt(const QPointF& position) const;
    double secondsAtX(double x) const;

    TimeAxis* m_axis;
    TimeCursor* m_cursor;
    PeaksPtr m_peaks;
    Grip m_grip = Grip::None;
    double m_grabOffset = 0;    ///< seconds from the frame's start to where it was taken
};

}  // namespace ui::widgets
