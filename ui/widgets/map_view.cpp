#include "ui/widgets/map_view.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QPainter>

#include "ui/widgets/style.h"

namespace ui::widgets {

namespace {

constexpr double kFitMargin = 0.06;            // of the view, left free around all points
constexpr double kPictureMargin = 0.2;         // of the view, drawn beyond each edge, so that moving shows points at once
constexpr std::size_t kMostRings = 2000;
constexpr double kDeepestZoom = 400, kWidestZoom = 0.25;   // of the scale that fits

}  // namespace

MapView::MapView(QWidget* parent) : DrawnView(parent)
{
    setAccessibleName(tr("Map of tracks"));
    setAccessibleDescription(tr("Tracks that are alike lie together. Arrow keys move, plus and minus zoom, F fits, Esc clears the selection; "
                                "Ctrl with an arrow key goes to the next point, Return chooses it."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&m_renderer, &MapRenderer::drawn, this, &MapView::takePicture);
}

void MapView::setPoints(std::shared_ptr<const std::vector<float>> points)
{
    const bool another = !points || points->size() / 2 != m_scene.size();
    m_scene.points = std::move(points);
    m_grid.reset();
    if (another) {
        m_scene.groups.reset();
        m_scene.marks.reset();
        m_selectedCount = m_foundCount = 0;
        m_scene.dims = false;
        m_follows = true;
        point({});
    }
    m_planeBounds = m_scene.size() > 0 ? grid().bounds() : QRectF();
    if (m_follows) fit();
    else wantPicture();
}

void MapView::setGroups(std::shared_ptr<const std::vector<std::uint8_t>> groups)
{
    m_scene.groups = groups && groups->size() == m_scene.size() ? std::move(groups) : nullptr;
    m_scene.emphasised = -1;
    wantPicture();
}

void MapView::setMark(MapMark mark, const Indices& indices)
{
    auto marks = m_scene.marks ? std::make_shared<std::vector<std::uint8_t>>(*m_scene.marks) : std::make_shared<std::vector<std::uint8_t>>(m_scene.size());
    for (auto& bits : *marks)
        bits = static_cast<std::uint8_t>(bits & ~mark);
    std::size_t count = 0;
    for (const auto index : indices)
        if (index < marks->size()) {
            count += ((*marks)[index] & mark) == 0 ? 1 : 0;
            (*marks)[index] = static_cast<std::uint8_t>((*marks)[index] | mark);
        }
    (mark == kSelectedMark ? m_selectedCount : m_foundCount) = count;
    m_scene.dims = m_selectedCount + m_foundCount > 0;
    m_scene.rings = m_selectedCount + m_foundCount <= kMostRings;
    m_scene.marks = m_scene.dims ? std::move(marks) : nullptr;
    wantPicture();
}

void MapView::setEmphasised(int group)
{
    if (group == m_scene.emphasised) return;
    m_scene.emphasised = group;
    wantPicture();
}

void MapView::setTool(Tool tool)
{
    m_tool = tool;
    m_area.clear();
    m_drag = Drag::None;
    setCursor(tool == Tool::Move ? Qt::ArrowCursor : Qt::CrossCursor);
    update();
}

void MapView::setPointedText(const QString& text)
{
    m_pointedText = text;
    update();
}

void MapView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

const MapGrid& MapView::grid()
{
    if (!m_grid) m_grid.emplace(m_scene.points);
    return *m_grid;
}

void MapView::fit()
{
    m_follows = true;
    if (m_scene.size() > 0) {
        const double widest = std::max(m_planeBounds.width(), 1e-6), highest = std::max(m_planeBounds.height(), 1e-6);
        m_transform.centre = m_planeBounds.center();
        m_transform.scale = (1 - 2 * kFitMargin) * std::min(width() / widest, height() / highest);
    }
    wantPicture();
}

void MapView::zoomBy(double factor, const QPointF& at)
{
    if (m_scene.size() == 0) return;
    const double fits = std::min(width() / std::max(m_planeBounds.width(), 1e-6), height() / std::max(m_planeBounds.height(), 1e-6));
    const auto under = m_transform.toPlane(at, size());
    m_transform.scale = std::clamp(m_transform.scale * factor, fits * kWidestZoom, fits * kDeepestZoom);
    const auto now = m_transform.toPlane(at, size());
    m_transform.centre += under - now;
    m_follows = false;
    wantPicture();
}

void MapView::moveBy(const QPointF& pixels)
{
    if (m_scene.size() == 0) return;
    m_transform.centre += QPointF(-pixels.x(), pixels.y()) / m_transform.scale;
    // Some of the points always stay in reach.
    m_transform.centre.setX(std::clamp(m_transform.centre.x(), m_planeBounds.left(), m_planeBounds.right()));
    m_transform.centre.setY(std::clamp(m_transform.centre.y(), m_planeBounds.top(), m_planeBounds.bottom()));
    m_follows = false;
    wantPicture();
}

double MapView::radius() const
{
    const double fits = std::min(width() / std::max(m_planeBounds.width(), 1e-6), height() / std::max(m_planeBounds.height(), 1e-6));
    const double room = std::sqrt(width() * static_cast<double>(height()) / static_cast<double>(std::max<std::size_t>(1, m_scene.size())));
    const double base = std::clamp(room * 0.16, 1.2, 5.5);
    return std::clamp(base * std::pow(std::max(1.0, m_transform.scale / fits), 0.35), 1.2, 9.0);
}

void MapView::wantPicture()
{
    ++m_wantedNumber;
    if (m_scene.size() == 0 || width() <= 0 || height() <= 0) {
        m_picture = {};
        m_picture.number = m_wantedNumber;
    } else {
        const QSize withMargin(static_cast<int>(width() * (1 + 2 * kPictureMargin)), static_cast<int>(height() * (1 + 2 * kPictureMargin)));
        m_renderer.want({m_scene, m_transform, withMargin, devicePixelRatioF(), radius(), MapLook(palette()), m_wantedNumber});
    }
    invalidate();
}

void MapView::takePicture(const MapRenderer::Picture& picture)
{
    if (m_scene.size() == 0) return;
    m_picture = picture;
    invalidate();
}

void MapView::drawContent(QPainter& painter)
{
    painter.fillRect(rect(), palette().color(QPalette::Active, QPalette::Base));
    if (m_picture.image.isNull()) {
        drawEmpty(painter);
        return;
    }
    // Where the picture's middle lies now, and how much it is stretched, until the one that is being drawn arrives.
    const double stretch = m_transform.scale / m_picture.transform.scale;
    const QSizeF shown = QSizeF(m_picture.size) * stretch;
    const QPointF middle = m_transform.toView(m_picture.transform.centre, size());
    QPointF corner = middle - QPointF(shown.width(), shown.height()) / 2;
    if (std::abs(stretch - 1) < 1e-9) {
        const qreal ratio = devicePixelRatioF();
        corner = QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio);
        painter.drawImage(corner, m_picture.image);
        return;
    }
    painter.drawImage(QRectF(corner, shown), m_picture.image);
}

void MapView::drawEmpty(QPainter& painter)
{
    if (m_scene.size() > 0 || m_emptyText.isEmpty()) return;
    const LaneColours colours(palette());
    painter.setPen(colours.quietText);
    const int side = std::min(width() / 8, fontMetrics().averageCharWidth() * 8);
    painter.drawText(rect().adjusted(side, 0, -side, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

void MapView::drawOverlay(QPainter& painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Active, QPalette::Highlight);
    if (m_area.size() > 1) {
        QColor fill = accent;
        fill.setAlpha(40);
        painter.setBrush(fill);
        painter.setPen(QPen(accent, 1.5, Qt::DashLine));
        if (m_tool == Tool::Path) painter.drawPolyline(m_area);
        else painter.drawPolygon(m_area);
    }
    if (m_pointed) drawPointed(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(accent, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void MapView::drawPointed(QPainter& painter)
{
    const auto at = positionOf(*m_pointed);
    const QColor text = palette().color(QPalette::Active, QPalette::Text);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Active, QPalette::Base), 4));
    painter.drawEllipse(at, radius() + 4, radius() + 4);
    painter.setPen(QPen(text, 2));
    painter.drawEllipse(at, radius() + 4, radius() + 4);
    if (m_pointedText.isEmpty()) return;
    const int pad = fontMetrics().averageCharWidth();
    QStringList lines = m_pointedText.split(QLatin1Char('\n'));
    int widest = 0;
    for (auto& line : lines) {
        line = fontMetrics().elidedText(line, Qt::ElideRight, std::max(80, width() / 2));
        widest = std::max(widest, fontMetrics().horizontalAdvance(line));
    }
    QRectF box(at.x() + 12, at.y() + 12, widest + 2 * pad, static_cast<qreal>(lines.size()) * fontMetrics().height() + pad);
    if (box.right() > width()) box.moveRight(at.x() - 12);
    if (box.bottom() > height()) box.moveBottom(at.y() - 12);
    box.moveLeft(std::max(2.0, box.left()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Active, QPalette::ToolTipBase));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(palette().color(QPalette::Active, QPalette::ToolTipText));
    painter.drawText(box.adjusted(pad, pad / 2.0, -pad, 0), Qt::AlignLeft | Qt::AlignTop, lines.join(QLatin1Char('\n')));
}

QString MapView::valueText() const
{
    if (m_scene.size() == 0) return m_emptyText;
    auto text = tr("%Ln point(s)", nullptr, static_cast<int>(m_scene.size()));
    if (m_selectedCount > 0) text += QStringLiteral(", ") + tr("%Ln selected", nullptr, static_cast<int>(m_selectedCount));
    if (m_foundCount > 0) text += QStringLiteral(", ") + tr("%Ln found", nullptr, static_cast<int>(m_foundCount));
    if (m_pointed && !m_pointedText.isEmpty()) text += QStringLiteral("; ") + m_pointedText;
    return text;
}

void MapView::resizeEvent(QResizeEvent*)
{
    if (m_follows) fit();
    else wantPicture();
}

void MapView::changeEvent(QEvent* event)
{
    DrawnView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) wantPicture();
}

}  // namespace ui::widgets
