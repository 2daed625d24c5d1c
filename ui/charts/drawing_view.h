#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "engine/report/drawing.h"
#include "ui/widgets/drawn_view.h"

class QScrollBar;

namespace ui {

/// Shows an engine's Drawing, so that screen, page and paper agree. Larger than its room, it scrolls. Marks can be pointed at; arrow keys step
/// from one to the next. One that was made zoomable also follows Ctrl+wheel, +, -, 0 (whole) and 1 (as large as the window's text), and is dragged.
class DrawingView : public widgets::DrawnView {
    Q_OBJECT
public:
    explicit DrawingView(QWidget* parent = nullptr);

    /// Switches of this drawing alone, hidden until the caller gives them a place; none by default.
    virtual QWidget* controls() { return nullptr; }
    /// What is drawn now.
    const engine::report::Drawing& drawing() const;
    /// The values behind it.
    virtual std::string csv() const = 0;
    /// As .svg, .png or .csv by the name's ending, on light paper. Throws Error.
    void writeTo(const std::filesystem::path& path) const;
    /// Where a mark is in this widget, scrolled as it is.
    QRectF placeOf(const engine::report::Mark& mark) const;
    QString valueText() const override;

    void setZoomable(bool on);
    /// Always all of it, as far as it can still be read.
    void setFitted(bool on);
    double zoom() const { return m_zoom; }
    /// Around a point of this widget, which stays where it is.
    void setZoom(double zoom, QPointF around);
    /// All of it in the room there is, never larger than its natural size.
    void zoomToWhole();

protected:
    /// Made for this room; may be larger.
    virtual engine::report::Drawing draw(QSizeF room) const = 0;
    virtual QString tipOf(const engine::report::Mark& mark) const = 0;
    virtual QString emptyText() const;
    /// The mark that stays outlined.
    virtual std::optional<std::size_t> chosenMark() const { return {}; }
    /// The user clicked a mark, or stepped to it.
    virtual void pick(const engine::report::Mark& mark) = 0;
    /// The drawing is to be made again.
    void redraw();

    void drawContent(QPainter& painter) override;
    void drawOverlay(QPainter& painter) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Pixels of one unit of a drawing: text is as large as the window's, times the zoom.
    double unit() const;
    double naturalUnit() const;
    QSize room() const;
    QPointF offset() const;
    std::optional<std::size_t> markAt(QPointF position) const;
    /// Of the mark there, else what the drawing itself says of its uppermost shape.
    QString tipAt(QPointF position) const;
    bool zoomByKey(int key);
    void arrange();
    void step(int by);

    mutable engine::report::Drawing m_drawing;
    mutable bool m_drawn = false;
    std::optional<std::size_t> m_hovered;
    std::optional<QPointF> m_dragged;   ///< where the pointer was last while it drags
    QScrollBar* m_vertical;
    QScrollBar* m_horizontal;
    double m_zoom = 1;
    bool m_isZoomable = false, m_isFitted = false;
};

}  // namespace ui
