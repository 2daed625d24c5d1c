#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <QPolygonF>
#include <QRectF>

namespace ui::widgets {

/// Points of a plane in square cells, so that a pointer, a box or a lasso looks at few of them.
class MapGrid {
public:
    /// points: [n, 2], finite.
    explicit MapGrid(std::shared_ptr<const std::vector<float>> points);

    /// The nearest point within `reach`; of equally near ones the last, which is drawn on top.
    std::optional<std::uint32_t> nearest(const QPointF& at, double reach) const;
    /// Points in the rectangle, its edges included; ascending.
    std::vector<std::uint32_t> inBox(const QRectF& box) const;
    /// Points inside the closed polygon by the even-odd rule; ascending. Fewer than three corners hold nothing.
    std::vector<std::uint32_t> inPolygon(const QPolygonF& polygon) const;

    /// Smallest rectangle around all points.
    const QRectF& bounds() const { return m_bounds; }

private:
    struct Cells { int left, top, right, bottom; };   // inclusive
    Cells cellsOf(const QRectF& box) const;
    int columnOf(double x) const;
    int rowOf(double y) const;
    QPointF point(std::uint32_t i) const { return {static_cast<double>((*m_points)[2 * i]), static_cast<double>((*m_points)[2 * i + 1])}; }
    std::vector<bool> crossedCells(const QPolygonF& polygon, const Cells& cells) const;
    template <typename Visit>
    void forEachIn(int column, int row, const Visit& visit) const;

    std::shared_ptr<const std::vector<float>> m_points;
    QRectF m_bounds;
    int m_side = 1;                        // cells a row and column
    double m_cellWidth = 1, m_cellHeight = 1;
    std::vector<std::uint32_t> m_start;    // [cells + 1]
    std::vector<std::uint32_t> m_order;    // points by cell, ascending inside
};

}  // namespace ui::widgets
