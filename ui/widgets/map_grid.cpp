#include "ui/widgets/map_grid.h"

#include <algorithm>
#include <cmath>

namespace ui::widgets {

namespace {

constexpr double kPointsPerCell = 4;

/// Even-odd rule with half-open edges: a point on an edge between two polygons is in one of them only.
bool isInside(const QPolygonF& polygon, const QPointF& p)
{
    bool inside = false;
    for (qsizetype i = 0, before = polygon.size() - 1; i < polygon.size(); before = i++) {
        const QPointF &a = polygon[i], &b = polygon[before];
        if ((a.y() > p.y()) == (b.y() > p.y())) continue;
        if (p.x() < (b.x() - a.x()) * (p.y() - a.y()) / (b.y() - a.y()) + a.x()) inside = !inside;
    }
    return inside;
}

QRectF boundsOf(const std::vector<float>& points)
{
    if (points.size() < 2) return {};
    float left = points[0], right = points[0], top = points[1], bottom = points[1];
    for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
        left = std::min(left, points[i]);
        right = std::max(right, points[i]);
        top = std::min(top, points[i + 1]);
        bottom = std::max(bottom, points[i + 1]);
    }
    return {QPointF(static_cast<double>(left), static_cast<double>(top)), QPointF(static_cast<double>(right), static_cast<double>(bottom))};
}

}  // namespace

MapGrid::MapGrid(std::shared_ptr<const std::vector<float>> points) : m_points(std::move(points)), m_bounds(boundsOf(*m_points))
{
    const auto count = m_points->size() / 2;
    m_side = std::max(1, static_cast<int>(std::sqrt(static_cast<double>(count) / kPointsPerCell)));
    // A plane that is a line or a point still has cells of some size.
    m_cellWidth = std::max(m_bounds.width() / m_side, 1e-9);
    m_cellHeight = std::max(m_bounds.height() / m_side, 1e-9);
    const auto cellOf = [this](std::uint32_t i) {
        const auto p = point(i);
        return static_cast<std::size_t>(rowOf(p.y())) * static_cast<std::size_t>(m_side) + static_cast<std::size_t>(columnOf(p.x()));
    };
    std::vector<std::uint32_t> cell(count);
    m_start.assign(static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side) + 1, 0);
    for (std::uint32_t i = 0; i < count; ++i)
        ++m_start[(cell[i] = static_cast<std::uint32_t>(cellOf(i))) + 1];
    for (std::size_t c = 1; c < m_start.size(); ++c)
        m_start[c] += m_start[c - 1];
    m_order.resize(count);
    auto next = m_start;
    for (std::uint32_t i = 0; i < count; ++i)
        m_order[next[cell[i]]++] = i;
}

int MapGrid::columnOf(double x) const
{
    return static_cast<int>(std::clamp((x - m_bounds.left()) / m_cellWidth, 0.0, static_cast<double>(m_side - 1)));
}

int MapGrid::rowOf(double y) const
{
    return static_cast<int>(std::clamp((y - m_bounds.top()) / m_cellHeight, 0.0, static_cast<double>(m_side - 1)));
}

MapGrid::Cells MapGrid::cellsOf(const QRectF& box) const
{
    return {columnOf(box.left()), rowOf(box.top()), columnOf(box.right()), rowOf(box.bottom())};
}

template <typename Visit>
void MapGrid::forEachIn(int column, int row, const Visit& visit) const
{
    const auto cell = static_cast<std::size_t>(row) * static_cast<std::size_t>(m_side) + static_cast<std::size_t>(column);
    for (auto at = m_start[cell]; at < m_start[cell + 1]; ++at)
        visit(m_order[at]);
}

std::optional<std::uint32_t> MapGrid::nearest(const QPointF& at, double reach) const
{
    std::optional<std::uint32_t> best;
    double bestSquared = reach * reach;
    const auto cells = cellsOf(QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach));
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            forEachIn(column, row, [&](std::uint32_t i) {
                const auto away = point(i) - at;
                const double squared = QPointF::dotProduct(away, away);
                const bool onTop = squared == bestSquared && (!best || i > *best);
                if (squared > bestSquared || (squared == bestSquared && !onTop)) return;
                best = i;
                bestSquared = squared;
            });
    return best;
}

std::vector<std::uint32_t> MapGrid::inBox(const QRectF& box) const
{
    const auto wanted = box.normalized();
    std::vector<std::uint32_t> found;
    const auto cells = cellsOf(wanted);
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            forEachIn(column, row, [&](std::uint32_t i) {
                const auto p = point(i);
                if (p.x() >= wanted.left() && p.x() <= wanted.right() && p.y() >= wanted.top() && p.y() <= wanted.bottom()) found.push_back(i);
            });
    std::sort(found.begin(), found.end());
    return found;
}

/// Cells that an edge may run through (those of its bounding box, cut into short pieces), in the frame of `cells`.
std::vector<bool> MapGrid::crossedCells(const QPolygonF& polygon, const Cells& cells) const
{
    const int columns = cells.right - cells.left + 1;
    std::vector<bool> crossed(static_cast<std::size_t>(columns) * static_cast<std::size_t>(cells.bottom - cells.top + 1), false);
    for (qsizetype i = 0, before = polygon.size() - 1; i < polygon.size(); before = i++) {
        const QPointF from = polygon[before], along = polygon[i] - from;
        // Fewer pieces than cells only mark more cells than needed: an edge far beyond all points, or cells of no size.
        const double longest = std::max(std::abs(along.x()) / m_cellWidth, std::abs(along.y()) / m_cellHeight);
        const int pieces = 1 + static_cast<int>(std::min(longest, 4.0 * m_side));
        for (int piece = 0; piece < pieces; ++piece) {
            const QPointF a = from + along * piece / pieces, b = from + along * (piece + 1) / pieces;
            const auto touched = cellsOf(QRectF(QPointF(std::min(a.x(), b.x()), std::min(a.y(), b.y())), QPointF(std::max(a.x(), b.x()), std::max(a.y(), b.y()))));
            for (int row = std::max(touched.top, cells.top); row <= std::min(touched.bottom, cells.bottom); ++row)
                for (int column = std::max(touched.left, cells.left); column <= std::min(touched.right, cells.right); ++column)
                    crossed[static_cast<std::size_t>(row - cells.top) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column - cells.left)] = true;
        }
    }
    return crossed;
}

std::vector<std::uint32_t> MapGrid::inPolygon(const QPolygonF& polygon) const
{
    std::vector<std::uint32_t> found;
    if (polygon.size() < 3 || m_order.empty()) return found;
    const auto cells = cellsOf(polygon.boundingRect());
    const auto crossed = crossedCells(polygon, cells);
    const int columns = cells.right - cells.left + 1;
    for (int row = cells.top; row <= cells.bottom; ++row) {
        // A cell that no edge touches is inside or outside as a whole, and so is its neighbour: one test serves a run of them.
        std::optional<bool> runInside;
        for (int column = cells.left; column <= cells.right; ++column) {
            const auto at = static_cast<std::size_t>(row - cells.top) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column - cells.left);
            if (crossed[at]) {
                runInside.reset();
                forEachIn(column, row, [&](std::uint32_t i) { if (isInside(polygon, point(i))) found.push_back(i); });
                continue;
            }
            if (!runInside)
                runInside = isInside(polygon, {m_bounds.left() + (column + 0.5) * m_cellWidth, m_bounds.top() + (row + 0.5) * m_cellHeight});
            if (*runInside) forEachIn(column, row, [&](std::uint32_t i) { found.push_back(i); });
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace ui::widgets
