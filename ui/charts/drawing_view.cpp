#include "ui/charts/drawing_view.h"

#include <algorithm>
#include <cmath>

#include <QFontInfo>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "ui/charts/drawing_painter.h"
#include "ui/format.h"

namespace ui {

namespace {

using engine::report::Mark;

constexpr double kUnitText = 12.5;       // the size of a drawing's text in its units
constexpr double kPointReach = 10;       // how near, in pixels, a click must be to a point of a curve
constexpr double kLeastZoom = 0.05, kMostZoom = 4;
constexpr double kZoomStep = 1.25;
constexpr double kLeastFit = 0.55;       // smaller text nobody reads

}  // namespace

DrawingView::DrawingView(QWidget* parent) : DrawnView(parent), m_vertical(new QScrollBar(Qt::Vertical, this)), m_horizontal(new QScrollBar(Qt::Horizontal, this))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 140);
    for (auto* bar : {m_vertical, m_horizontal}) {
        bar->hide();
        bar->setCursor(Qt::ArrowCursor);
        connect(bar, &QScrollBar::valueChanged, this, [this] { invalidate(); });
    }
}

void DrawingView::redraw()
{
    m_drawn = false;
    m_hovered.reset();
    arrange();
    invalidate();
}

const engine::report::Drawing& DrawingView::drawing() const
{
    if (!m_drawn) m_drawing = draw(QSizeF(room()) / naturalUnit());
    m_drawn = true;
    return m_drawing;
}

void DrawingView::writeTo(const std::filesystem::path& path) const
{
    const auto ending = path.extension();
    if (ending == ".svg") {
        engine::writeFileAtomically(path, engine::report::toSvgFile(drawing()));
    } else if (ending == ".csv") {
        engine::writeFileAtomically(path, csv());
    } else if (ending == ".png") {
        writePng(drawing(), path);
    } else {
        throw engine::Error(engine::ErrorCode::InvalidArgument, path.string(), "a chart is written as .svg, .png or .csv");
    }
}

QString DrawingView::emptyText() const
{
    return tr("Nothing to draw.");
}

QString DrawingView::valueText() const
{
    if (drawing().empty()) return emptyText();
    const auto mark = m_hovered ? m_hovered : chosenMark();
    if (mark) return tipOf(drawing().marks()[*mark]);
    return drawing().marks().empty() ? QString() : tr("The arrow keys go from one value to the next.");
}

void DrawingView::setZoomable(bool on)
{
    m_isZoomable = on;
    m_zoom = 1;
    redraw();
}

void DrawingView::setFitted(bool on)
{
    m_isFitted = on;
    redraw();
}

void DrawingView::setZoom(double zoom, QPointF around)
{
    if (!m_isZoomable) return;
    const auto place = (around - offset()) / unit();
    m_zoom = std::clamp(zoom, kLeastZoom, kMostZoom);
    arrange();
    const auto now = place * unit() - around;
    m_horizontal->setValue(qRound(now.x() + 4));
    m_vertical->setValue(qRound(now.y() + 4));
    invalidate();
}

void DrawingView::zoomToWhole()
{
    if (drawing().empty()) return;
    const double wide = room().width() / (drawing().width() * naturalUnit());
    const double tall = room().height() / (drawing().height() * naturalUnit());
    setZoom(std::min({1.0, wide, tall}), {});
}

double DrawingView::naturalUnit() const
{
    return QFontInfo(font()).pixelSize() / kUnitText;
}

double DrawingView::unit() const
{
    return naturalUnit() * m_zoom;
}

QSize DrawingView::room() const
{
    return {width() - m_vertical->sizeHint().width() - 8, height() - 8};
}

QPointF DrawingView::offset() const
{
    return {4.0 - m_horizontal->value(), 4.0 - m_vertical->value()};
}

void DrawingView::arrange()
{
    if (m_isFitted && !drawing().empty())
        m_zoom = std::max(kLeastFit, std::min({1.0, (room().width() + 10) / (drawing().width() * naturalUnit()), (room().height() + 4) / (drawing().height() * naturalUnit())}));
    const auto whole = (QSizeF(drawing().width(), drawing().height()) * unit()).toSize();
    const int thick = m_vertical->sizeHint().width();
    const bool wide = whole.width() > room().width() + 1;
    const int seen = room().height() - (wide ? thick : 0);
    const bool tall = whole.height() > seen + 1;
    m_vertical->setVisible(tall);
    m_horizontal->setVisible(wide);
    m_vertical->setGeometry(width() - thick, 0, thick, height() - (wide ? thick : 0));
    m_horizontal->setGeometry(0, height() - thick, width() - (tall ? thick : 0), thick);
    m_vertical->setRange(0, std::max(0, whole.height() - seen));
    m_vertical->setPageStep(std::max(1, seen));
    m_horizontal->setRange(0, std::max(0, whole.width() - room().width()));
    m_horizontal->setPageStep(std::max(1, room().width()));
    m_vertical->setSingleStep(static_cast<int>(24 * unit()));
    m_horizontal->setSingleStep(static_cast<int>(24 * unit()));
}

void DrawingView::drawContent(QPainter& painter)
{
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (drawing().empty()) {
        painter.setPen(ChartColours::screen(palette()).soft);
        painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        return;
    }
    painter.translate(offset());
    painter.scale(unit(), unit());
    const auto part = QTransform::fromScale(1 / unit(), 1 / unit()).mapRect(QRectF(rect()).translated(-offset()));
    paintDrawing(painter, drawing(), {ChartColours::screen(palette()), font(), true}, part);
}

QRectF DrawingView::placeOf(const Mark& mark) const
{
    return {QPointF(mark.x, mark.y) * unit() + offset(), QSizeF(mark.width, mark.height) * unit()};
}

void DrawingView::drawOverlay(QPainter& painter)
{
    const auto outline = [&](std::size_t index, double width) {
        const auto& mark = drawing().marks()[index];
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Text), width));
        painter.setBrush(Qt::NoBrush);
        const auto place = placeOf(mark);
        if (mark.kind == Mark::Kind::Point) painter.drawEllipse(place.topLeft(), 6, 6);
        else painter.drawRect(place.adjusted(1, 1, -1, -1));
    };
    if (const auto chosen = chosenMark()) outline(*chosen, 2);
    if (m_hovered) outline(*m_hovered, 1);
    if (!hasFocus()) return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

std::optional<std::size_t> DrawingView::markAt(QPointF position) const
{
    std::optional<std::size_t> nearest;
    double best = kPointReach;
    const auto& marks = drawing().marks();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto place = placeOf(marks[i]);
        if (marks[i].kind != Mark::Kind::Point) {
            if (place.contains(position)) return i;
            continue;
        }
        const double distance = std::hypot(place.x() - position.x(), place.y() - position.y());
        if (distance < best) best = distance, nearest = i;
    }
    return nearest;
}

QString DrawingView::tipAt(QPointF position) const
{
    if (const auto mark = markAt(position)) return tipOf(drawing().marks()[*mark]);
    const auto place = (position - offset()) / unit();
    const auto& shapes = drawing().shapes();
    const auto found = std::find_if(shapes.rbegin(), shapes.rend(), [&](const auto& shape) {
        return !shape.tip.empty() && QRectF(shape.x, shape.y, shape.width, shape.height).contains(place);
    });
    return found == shapes.rend() ? QString() : QString::fromStdString(found->tip);
}

bool DrawingView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto tip = tipAt(help->pos());
        if (tip.isEmpty()) QToolTip::hideText();
        else QToolTip::showText(help->globalPos(), plainTip(tip), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return DrawnView::event(event);
}

void DrawingView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) redraw();
    DrawnView::changeEvent(event);
}

void DrawingView::resizeEvent(QResizeEvent* event)
{
    DrawnView::resizeEvent(event);
    redraw();
}

void DrawingView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return;
    if (const auto mark = markAt(event->position())) pick(drawing().marks()[*mark]);
    else if (m_isZoomable) m_dragged = event->position();
}

void DrawingView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged) {
        const auto way = (event->position() - *m_dragged).toPoint();
        m_dragged = event->position();
        m_horizontal->setValue(m_horizontal->value() - way.x());
        m_vertical->setValue(m_vertical->value() - way.y());
        return;
    }
    const auto mark = markAt(event->position());
    if (mark == m_hovered) return;
    m_hovered = mark;
    setCursor(mark ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void DrawingView::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragged.reset();
    DrawnView::mouseReleaseEvent(event);
}

void DrawingView::leaveEvent(QEvent* event)
{
    m_hovered.reset();
    update();
    DrawnView::leaveEvent(event);
}

void DrawingView::wheelEvent(QWheelEvent* event)
{
    if (m_isZoomable && event->modifiers().testFlag(Qt::ControlModifier)) {
        setZoom(m_zoom * std::pow(kZoomStep, event->angleDelta().y() / 120.0), event->position());
        event->accept();
        return;
    }
    const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y());
    auto* bar = sideways ? m_horizontal : m_vertical;
    const int turned = sideways && event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
    bar->setValue(bar->value() - turned * 3 * bar->singleStep() / 120);
    event->accept();
}

void DrawingView::step(int by)
{
    const auto count = static_cast<std::ptrdiff_t>(drawing().marks().size());
    if (count == 0) return;
    const auto now = chosenMark();
    const auto next = now ? std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(*now) + by, 0, count - 1) : 0;
    const auto& mark = drawing().marks()[static_cast<std::size_t>(next)];
    const auto place = placeOf(mark);
    if (place.top() < 0 || place.bottom() > room().height())
        m_vertical->setValue(m_vertical->value() + static_cast<int>(place.center().y()) - room().height() / 2);
    if (place.left() < 0 || place.right() > room().width())
        m_horizontal->setValue(m_horizontal->value() + static_cast<int>(place.center().x()) - room().width() / 2);
    pick(mark);
}

bool DrawingView::zoomByKey(int key)
{
    if (!m_isZoomable) return false;
    const QPointF middle(room().width() / 2.0, room().height() / 2.0);
    switch (key) {
    case Qt::Key_Plus: setZoom(m_zoom * kZoomStep, middle); return true;
    case Qt::Key_Minus: setZoom(m_zoom / kZoomStep, middle); return true;
    case Qt::Key_0: zoomToWhole(); return true;
    case Qt::Key_1: setZoom(1, middle); return true;
    default: return false;
    }
}

void DrawingView::keyPressEvent(QKeyEvent* event)
{
    if (zoomByKey(event->key())) return;
    const auto& marks = drawing().marks();
    // Cells lie in a square, the others in a row.
    const bool cells = !marks.empty() && marks.front().kind == Mark::Kind::Cell;
    const int row = cells ? static_cast<int>(std::lround(std::sqrt(static_cast<double>(marks.size())))) : 1;
    switch (event->key()) {
    case Qt::Key_Left: step(-1); break;
    case Qt::Key_Right: step(1); break;
    case Qt::Key_Up: step(-row); break;
    case Qt::Key_Down: step(row); break;
    case Qt::Key_Home: step(-static_cast<int>(marks.size())); break;
    case Qt::Key_End: step(static_cast<int>(marks.size())); break;
    default: DrawnView::keyPressEvent(event);
    }
}

}  // namespace ui
