#pragma once
#include <optional>
#include <vector>

#include <QPolygonF>

#include "ui/widgets/drawn_view.h"
#include "ui/widgets/map_grid.h"
#include "ui/widgets/map_renderer.h"

namespace ui::widgets {

/// Points of a plane to be looked at, zoomed, chosen by box or lasso, and pointed at. It knows indices, not tracks.
///
/// Another thread draws; this one moves and stretches the newest picture, so that a turn of it costs a blit however many points
/// there are. Keys: arrows move, + and - zoom, F fits, Esc clears, Ctrl+arrows go from point to point, Return chooses one.
class MapView : public DrawnView {
    Q_OBJECT
public:
    enum class Tool { Move, Box, Lasso, Path };
    using Indices = std::vector<std::uint32_t>;

    explicit MapView(QWidget* parent = nullptr);

    /// [n, 2], finite. The view follows (fits) until the user zooms or moves; another number of points fits again.
    /// Marks and groups of another number of points are dropped.
    void setPoints(std::shared_ptr<const std::vector<float>> points);
    /// One a point, below kMapGroups; null = all alike.
    void setGroups(std::shared_ptr<const std::vector<std::uint8_t>> groups);
    void setSelected(const Indices& indices) { setMark(kSelectedMark, indices); }
    void setFound(const Indices& indices) { setMark(kFoundMark, indices); }
    /// A group that stands out; -1 = none.
    void setEmphasised(int group);
    bool isEmphasised() const { return m_scene.emphasised >= 0; }
    void setTool(Tool tool);
    Tool tool() const { return m_tool; }
    /// Shown beside the point that is pointed at; plain text, lines are kept. Empty = none.
    void setPointedText(const QString& text);
    /// Said in the middle while there are no points.
    void setEmptyText(const QString& text);

    void fit();
    /// Keeps the place of the plane at `at` where it is.
    void zoomBy(double factor, const QPointF& at);
    void moveBy(const QPointF& pixels);

    std::size_t pointCount() const { return m_scene.size(); }
    std::size_t selectedCount() const { return m_selectedCount; }
    std::optional<std::uint32_t> pointed() const { return m_pointed; }
    /// As if the pointer were there; out of sight, the view moves there. Nothing for a point that is not there.
    void pointTo(std::uint32_t point);
    const MapTransform& transform() const { return m_transform; }
    const std::vector<std::uint8_t>* marks() const { return m_scene.marks.get(); }
    QPointF positionOf(std::uint32_t point) const;   ///< logical pixels
    /// The newest picture shows what is wanted now; for tests and benchmarks.
    bool isUpToDate() const { return m_picture.number == m_wantedNumber; }
    double lastDrawMilliseconds() const { return m_picture.milliseconds; }

    QString valueText() const override;
    QSize minimumSizeHint() const override { return {200, 160}; }
    QSize sizeHint() const override { return {640, 480}; }

Q_SIGNALS:
    /// A box or lasso was closed; `add` = to what is selected already.
    void areaChosen(const ui::widgets::MapView::Indices& points, bool add);
    /// A path was drawn: points along it, in its order.
    void pathChosen(const ui::widgets::MapView::Indices& points);
    void pointClicked(quint32 point);
    /// Another point is pointed at; -1 = none.
    void pointedChanged(int point);
    /// Esc.
    void clearWanted();

protected:
    void drawContent(QPainter& painter) override;
    void drawOverlay(QPainter& painter) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setMark(MapMark mark, const Indices& indices);
    void wantPicture();
    void takePicture(const MapRenderer::Picture& picture);
    const MapGrid& grid();
    double radius() const;
    std::optional<std::uint32_t> pointAt(const QPointF& pixel);
    void point(std::optional<std::uint32_t> point);
    void stepTo(const QPointF& direction);
    void closeArea(bool add);
    void drawEmpty(QPainter& painter);
    void drawPointed(QPainter& painter);

    MapRenderer m_renderer;
    MapScene m_scene;
    MapTransform m_transform;
    MapRenderer::Picture m_picture;
    quint64 m_wantedNumber = 0;
    std::optional<MapGrid> m_grid;              ///< made when first asked for
    QRectF m_planeBounds;
    std::size_t m_selectedCount = 0, m_foundCount = 0;
    bool m_follows = true;                      ///< nobody zoomed or moved: new points are fitted
    Tool m_tool = Tool::Move;
    enum class Drag { None, Move, Area } m_drag = Drag::None;
    QPointF m_pressed, m_last;
    bool m_isClick = false;
    QPolygonF m_area;                           ///< logical pixels while a box or lasso is drawn
    std::optional<std::uint32_t> m_pointed;
    QString m_pointedText, m_emptyText;
};

}  // namespace ui::widgets
