#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QWheelEvent>

#include "engine/retrieval/path_walk.h"
#include "ui/widgets/map_view.h"

/// What the pointer and the keys do on the map.
namespace ui::widgets {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kMoveStep = 0.1;              // of the view, by an arrow key
constexpr double kPointReach = 9;              // pixels from the pointer to the point it means
constexpr double kClickSlack = 4;              // pixels that a click may move
constexpr double kLassoStep = 3;               // pixels between two corners of a lasso
constexpr std::size_t kTracksOfPath = 25;      // about an hour and a half of music

}  // namespace

QPointF MapView::positionOf(std::uint32_t point) const
{
    const auto& points = *m_scene.points;
    return m_transform.toView({static_cast<double>(points[2 * point]), static_cast<double>(points[2 * point + 1])}, size());
}

std::optional<std::uint32_t> MapView::pointAt(const QPointF& pixel)
{
    if (m_scene.size() == 0) return {};
    return grid().nearest(m_transform.toPlane(pixel, size()), kPointReach / m_transform.scale);
}

void MapView::point(std::optional<std::uint32_t> point)
{
    if (point == m_pointed) return;
    m_pointed = point;
    m_pointedText.clear();
    update();
    Q_EMIT pointedChanged(point ? static_cast<int>(*point) : -1);
}

void MapView::wheelEvent(QWheelEvent* event)
{
    // A trackpad scrolls in small steps; one notch of a wheel is 120.
    zoomBy(std::pow(kZoomStep, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = m_last = event->position();
    m_isClick = event->button() == Qt::LeftButton;
    const bool draws = event->button() == Qt::LeftButton && m_tool != Tool::Move;
    m_drag = draws ? Drag::Area : event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton ? Drag::Move : Drag::None;
    m_area.clear();
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (QLineF(at, m_pressed).length() > kClickSlack) m_isClick = false;
    if (m_drag == Drag::None) {
        point(pointAt(at));
        return;
    }
    if (m_isClick) return;
    point({});
    if (m_drag == Drag::Move) {
        moveBy(at - m_last);
        m_last = at;
        return;
    }
    if (m_tool == Tool::Box) {
        m_area = QPolygonF(QRectF(m_pressed, at).normalized());
        m_area.removeLast();   // Qt closes it by its first corner once more
    } else if (m_area.isEmpty() || QLineF(m_area.last(), at).length() >= kLassoStep) {
        if (m_area.isEmpty()) m_area << m_pressed;
        m_area << at;
    }
    update();
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    const auto drag = m_drag;
    m_drag = Drag::None;
    if (m_isClick && event->button() == Qt::LeftButton) {
        m_area.clear();
        if (const auto hit = pointAt(event->position())) Q_EMIT pointClicked(*hit);
    } else if (drag == Drag::Area) {
        closeArea(event->modifiers().testFlag(Qt::ShiftModifier));
    }
    m_isClick = false;
    update();
}

void MapView::closeArea(bool add)
{
    QPolygonF plane;
    for (const auto& corner : std::as_const(m_area))
        plane << m_transform.toPlane(corner, size());
    m_area.clear();
    if (m_tool == Tool::Path && m_scene.size() > 0) {
        std::vector<float> path;
        for (const auto& at : std::as_const(plane))
            path.insert(path.end(), {static_cast<float>(at.x()), static_cast<float>(at.y())});
        if (!path.empty()) Q_EMIT pathChosen(engine::retrieval::pointsAlong(*m_scene.points, path, kTracksOfPath));
        return;
    }
    if (plane.size() < 3 || m_scene.size() == 0) return;
    Q_EMIT areaChosen(m_tool == Tool::Box ? grid().inBox(plane.boundingRect()) : grid().inPolygon(plane), add);
}

void MapView::leaveEvent(QEvent*)
{
    if (m_drag == Drag::None) point({});
}

// --- keys ---

void MapView::stepTo(const QPointF& direction)
{
    if (m_scene.size() == 0) return;
    const QPointF from = m_pointed ? positionOf(*m_pointed) : QPointF(width() / 2.0, height() / 2.0);
    std::optional<std::uint32_t> best;
    double bestCost = 1e300;
    for (std::uint32_t i = 0; i < m_scene.size(); ++i) {
        if (m_pointed == i) continue;
        const auto away = positionOf(i) - from;
        const double along = QPointF::dotProduct(away, direction);
        const double aside = std::abs(away.x() * direction.y() - away.y() * direction.x());
        // Within a quarter circle around the direction; the nearer and the straighter the better.
        if (along <= 0 || aside > along) continue;
        if (const double cost = along + 2 * aside; cost < bestCost) {
            best = i;
            bestCost = cost;
        }
    }
    if (best) pointTo(*best);
}

void MapView::pointTo(std::uint32_t index)
{
    if (index >= m_scene.size()) return;
    const auto at = positionOf(index);
    if (!QRectF(rect()).contains(at)) moveBy(QPointF(width() / 2.0, height() / 2.0) - at);
    point(index);
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    const bool steps = event->modifiers().testFlag(Qt::ControlModifier);
    const auto arrow = [&](double x, double y) {
        if (steps) stepTo({x, y});
        else moveBy({-x * kMoveStep * width(), -y * kMoveStep * height()});
    };
    const QPointF middle(width() / 2.0, height() / 2.0);
    switch (event->key()) {
    case Qt::Key_Left: arrow(-1, 0); break;
    case Qt::Key_Right: arrow(1, 0); break;
    case Qt::Key_Up: arrow(0, -1); break;
    case Qt::Key_Down: arrow(0, 1); break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(kZoomStep, middle); break;
    case Qt::Key_Minus: zoomBy(1 / kZoomStep, middle); break;
    case Qt::Key_F: fit(); break;
    case Qt::Key_Escape:
        m_area.clear();
        m_drag = Drag::None;
        update();
        Q_EMIT clearWanted();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_pointed) Q_EMIT pointClicked(*m_pointed);
        break;
    default: DrawnView::keyPressEvent(event);
    }
}

void MapView::focusInEvent(QFocusEvent* event)
{
    update();
    DrawnView::focusInEvent(event);
}

void MapView::focusOutEvent(QFocusEvent* event)
{
    update();
    DrawnView::focusOutEvent(event);
}

}  // namespace ui::widgets
