#pragma once
#include <QImage>
#include <QWidget>

namespace ui::widgets {

/// A view that draws itself: one cached image of the content, and an overlay painted over it at every repaint.
///
/// The image is made again only after `invalidate()`, a new size, palette, font or device pixel ratio; moving the playhead or the
/// pointer costs one blit. A screen reader gets accessibleName, accessibleDescription and `valueText()`.
class DrawnView : public QWidget {
    Q_OBJECT
public:
    explicit DrawnView(QWidget* parent = nullptr);

    /// What the view says now, in words; the value of its QAccessibleInterface.
    virtual QString valueText() const { return {}; }
    /// How often the content was drawn; for tests and benchmarks.
    int contentDrawCount() const { return m_contentDrawCount; }

protected:
    /// Draws everything that changes seldom. `painter` is scaled to logical pixels.
    virtual void drawContent(QPainter& painter) = 0;
    virtual void drawOverlay(QPainter&) {}
    void invalidate();

    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QImage m_content;
    bool m_stale = true;
    int m_contentDrawCount = 0;
};

}  // namespace ui::widgets
