#include "ui/pages/train/parallel_coordinates.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace ui {

namespace {

constexpr double kReach = 12;          ///< pixels from a line or an axis at which the pointer means it
constexpr double kShortestDrag = 0.02; ///< of an axis; less is a click

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int from, int to) { return static_cast<int>(std::lround(from + share * (to - from))); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

double distanceToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a, to = p - a;
    const double length = QPointF::dotProduct(along, along);
    const double share = length > 0 ? std::clamp(QPointF::dotProduct(to, along) / length, 0.0, 1.0) : 0;
    const QPointF gap = to - share * along;
    return std::hypot(gap.x(), gap.y());
}

}  // namespace

ParallelCoordinates::ParallelCoordinates(QWidget* parent) : DrawnView(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Trials as lines across their settings"));
    setWhatsThis(tr("A line is a trial, the right axis what came of it. Drag along an axis to keep the trials through that stretch; a click takes it away."));
}

void ParallelCoordinates::show(std::vector<TrialAxis> axes, std::vector<TrialLine> lines)
{
    if (axes.size() != m_axes.size()) {
        m_stretches.assign(axes.size(), std::nullopt);
        m_axis = 0;
    }
    if (lines.size() != m_lines.size()) {
        m_marked.reset();
        m_hovered.reset();
    }
    m_axes = std::move(axes);
    m_lines = std::move(lines);
    m_ranges.assign(m_axes.size(), {});
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
        for (const auto& line : m_lines)
            if (std::isfinite(line.values[axis])) range = {std::min(range.low, line.values[axis]), std::max(range.high, line.values[axis])};
        if (!m_axes[axis].words.isEmpty()) range = {0, std::max(1.0, static_cast<double>(m_axes[axis].words.size() - 1))};
        m_ranges[axis] = range.low <= range.high ? range : Range{};
    }
    setAccessibleDescription(tr("%1 trials, %2 axes").arg(m_lines.size()).arg(m_axes.size()));
    invalidate();
}

QRectF ParallelCoordinates::plot() const
{
    const double line = fontMetrics().height();
    return QRectF(rect()).adjusted(5 * line, 2.6 * line, -5 * line, -3 * line);
}

double ParallelCoordinates::xOf(std::size_t axis) const
{
    const auto area = plot();
    return m_axes.size() < 2 ? area.center().x() : area.left() + area.width() * static_cast<double>(axis) / static_cast<double>(m_axes.size() - 1);
}

double ParallelCoordinates::shareOf(std::size_t axis, double value) const
{
    const auto& range = m_ranges[axis];
    if (!(range.high > range.low)) return 0.5;
    if (m_axes[axis].isLogarithmic && range.low > 0) return std::log(value / range.low) / std::log(range.high / range.low);
    return (value - range.low) / (range.high - range.low);
}

double ParallelCoordinates::shareAt(double y) const
{
    const auto area = plot();
    return std::clamp((area.bottom() - y) / std::max(1.0, area.height()), 0.0, 1.0);
}

QPointF ParallelCoordinates::placeOf(std::size_t axis, double value) const
{
    const auto area = plot();
    return {xOf(axis), area.bottom() - shareOf(axis, value) * area.height()};
}

QString ParallelCoordinates::textOf(std::size_t axis, double value) const
{
    if (!std::isfinite(value)) return tr("not yet");
    const auto& words = m_axes[axis].words;
    if (words.isEmpty()) return QLocale().toString(value, 'g', 4);
    const auto at = static_cast<qsizetype>(std::lround(value));
    return at >= 0 && at < words.size() ? words[at] : QString();
}

std::optional<double> ParallelCoordinates::scoreOf(std::size_t line) const
{
    if (m_axes.empty() || !std::isfinite(m_lines[line].values.back())) return std::nullopt;
    return m_lines[line].values.back();
}

bool ParallelCoordinates::isKept(std::size_t line) const
{
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        if (!m_stretches[axis]) continue;
        const double share = shareOf(axis, m_lines[line].values[axis]);
        if (!(share >= m_stretches[axis]->first && share <= m_stretches[axis]->second)) return false;
    }
    return true;
}

std::vector<std::size_t> ParallelCoordinates::kept() const
{
    std::vector<std::size_t> lines;
    for (std::size_t line = 0; line < m_lines.size(); ++line)
        if (isKept(line)) lines.push_back(line);
    return lines;
}

void ParallelCoordinates::setStretch(std::size_t axis, std::optional<std::pair<double, double>> shares)
{
    if (axis >= m_stretches.size() || m_stretches[axis] == shares) return;
    m_stretches[axis] = shares;
    invalidate();
    Q_EMIT keptChanged();
}

void ParallelCoordinates::mark(std::optional<std::size_t> line)
{
    if (line == m_marked || (line && *line >= m_lines.size())) return;
    m_marked = line;
    update();
    Q_EMIT markedChanged();
}

void ParallelCoordinates::hover(std::optional<std::size_t> line)
{
    if (line == m_hovered) return;
    m_hovered = line;
    update();
}

QString ParallelCoordinates::valueText() const
{
    return m_marked ? describe(*m_marked) : tr("%1 of %2 trials kept").arg(kept().size()).arg(m_lines.size());
}

QString ParallelCoordinates::describe(std::size_t place) const
{
    const auto& line = m_lines[place];
    QStringList parts;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        parts << QStringLiteral("%1 %2").arg(m_axes[axis].name, textOf(axis, line.values[axis]));
    const auto text = QStringLiteral("%1: %2").arg(line.name, parts.join(QStringLiteral(", ")));
    return line.isBest ? tr("%1 (best)").arg(text) : text;
}

/// From faint to the palette's accent, by the score.
QColor ParallelCoordinates::colourOf(std::size_t line) const
{
    const auto faint = mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.35);
    const auto score = scoreOf(line);
    if (!isKept(line)) return mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.12);
    return score ? mixed(faint, palette().color(QPalette::Highlight), 0.15 + 0.85 * shareOf(m_axes.size() - 1, *score)) : faint;
}

void ParallelCoordinates::drawLine(QPainter& painter, std::size_t line) const
{
    QPainterPath path;
    bool begun = false;
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        const double value = m_lines[line].values[axis];
        if (!std::isfinite(value)) continue;
        const auto place = placeOf(axis, value);
        begun ? path.lineTo(place) : path.moveTo(place);
        begun = true;
    }
    painter.drawPath(path);
    if (scoreOf(line)) painter.drawEllipse(placeOf(m_axes.size() - 1, *scoreOf(line)), 2.5, 2.5);
}

void ParallelCoordinates::drawAxis(QPainter& painter, std::size_t axis) const
{
    const auto area = plot();
    const double x = xOf(axis), line = fontMetrics().height();
    painter.setPen(palette().color(QPalette::Text));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const double width = m_axes.size() < 2 ? area.width() : std::min(10 * line, area.width() / static_cast<double>(m_axes.size() - 1));
    const auto centred = [&](double y, const QString& text) {
        painter.drawText(QRectF(x - width / 2, y, width, line), Qt::AlignCenter, fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width)));
    };
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    centred(area.top() - 2.4 * line, m_axes[axis].name);
    painter.setFont(font());
    const auto& range = m_ranges[axis];
    if (m_axes[axis].words.isEmpty()) {
        centred(area.top() - 1.2 * line, textOf(axis, range.high));
        if (range.high > range.low) centred(area.bottom() + 0.3 * line, textOf(axis, range.low));
        return;
    }
    for (qsizetype word = 0; word < m_axes[axis].words.size(); ++word) {
        const auto place = placeOf(axis, static_cast<double>(word));
        painter.drawText(QRectF(place.x() + 5, place.y() - line / 2, width - 10, line), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_axes[axis].words[word], Qt::ElideRight, static_cast<int>(width - 10)));
    }
}

void ParallelCoordinates::drawContent(QPainter& painter)
{
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_axes.empty() || m_lines.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, tr("No search yet. Choose what is varied and start: every trial becomes a line here."));
        return;
    }
    // The better ones last, hence on top.
    std::vector<std::size_t> order(m_lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [this](std::size_t line) { return std::pair(isKept(line), scoreOf(line).value_or(-1)); });
    for (const auto line : order) {
        painter.setPen(QPen(colourOf(line), m_lines[line].isBest ? 3 : 1.4));
        drawLine(painter, line);
    }
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        drawAxis(painter, axis);
    const auto area = plot();
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
        if (!m_stretches[axis]) continue;
        const QRectF bar(xOf(axis) - 5, area.bottom() - m_stretches[axis]->second * area.height(), 10,
                         (m_stretches[axis]->second - m_stretches[axis]->first) * area.height());
        auto fill = palette().color(QPalette::Highlight);
        fill.setAlpha(70);
        painter.fillRect(bar, fill);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(bar);
    }
    for (std::size_t line = 0; line < m_lines.size(); ++line)
        if (m_lines[line].isBest && scoreOf(line)) {
            painter.setPen(palette().color(QPalette::Text));
            const auto place = placeOf(m_axes.size() - 1, *scoreOf(line));
            painter.drawText(QPointF(place.x() + 8, place.y() + fontMetrics().ascent() / 2.0), tr("best"));
        }
}

void ParallelCoordinates::drawOverlay(QPainter& painter)
{
    if (m_axes.empty() || m_lines.empty()) return;
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        const auto area = plot();
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DashLine));
        painter.drawRect(QRectF(xOf(m_axis) - 9, area.top() - 4, 18, area.height() + 8));
    }
    if (m_marked) {
        painter.setPen(QPen(palette().color(QPalette::Text), 2.5));
        drawLine(painter, *m_marked);
    }
    const auto said = m_hovered ? m_hovered : m_marked;
    if (!said) return;
    painter.setPen(QPen(palette().color(QPalette::Text), 1.8));
    drawLine(painter, *said);
    const auto text = fontMetrics().elidedText(describe(*said), Qt::ElideRight, width() - 16);
    painter.drawText(QRectF(8, height() - fontMetrics().height() - 2, width() - 16, fontMetrics().height()), Qt::AlignCenter, text);
}

std::optional<std::size_t> ParallelCoordinates::axisNear(double x) const
{
    for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
        if (std::abs(x - xOf(axis)) <= kReach) return axis;
    return std::nullopt;
}

std::optional<std::size_t> ParallelCoordinates::lineNear(QPointF place) const
{
    std::optional<std::size_t> nearest;
    double least = kReach;
    for (const auto line : kept()) {
        std::optional<QPointF> before;
        for (std::size_t axis = 0; axis < m_axes.size(); ++axis) {
            if (!std::isfinite(m_lines[line].values[axis])) continue;
            const auto here = placeOf(axis, m_lines[line].values[axis]);
            const double distance = before ? distanceToSegment(place, *before, here) : std::hypot(place.x() - here.x(), place.y() - here.y());
            if (distance < least) {
                least = distance;
                nearest = line;
            }
            before = here;
        }
    }
    return nearest;
}

void ParallelCoordinates::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragged) {
        hover(lineNear(event->position()));
        return setCursor(axisNear(event->position().x()) ? Qt::SplitVCursor : Qt::ArrowCursor);
    }
    const double share = shareAt(event->position().y());
    if (std::abs(share - m_dragBegan) >= kShortestDrag) setStretch(*m_dragged, std::minmax(share, m_dragBegan));
}

void ParallelCoordinates::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return event->ignore();
    m_dragged = axisNear(event->position().x());
    if (!m_dragged) return mark(lineNear(event->position()));
    m_axis = *m_dragged;
    m_dragBegan = shareAt(event->position().y());
    setStretch(*m_dragged, std::nullopt);
}

void ParallelCoordinates::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged.reset();
}

void ParallelCoordinates::leaveEvent(QEvent* event)
{
    hover(std::nullopt);
    DrawnView::leaveEvent(event);
}

/// To the next better (+1) or worse (-1) of the trials that are kept.
void ParallelCoordinates::step(int direction)
{
    auto order = kept();
    if (order.empty()) return;
    std::ranges::stable_sort(order, {}, [this](std::size_t line) { return scoreOf(line).value_or(-1); });
    const auto here = m_marked ? std::ranges::find(order, *m_marked) : order.end();
    if (here == order.end()) return mark(direction > 0 ? order.front() : order.back());
    const auto at = std::clamp<std::ptrdiff_t>(here - order.begin() + direction, 0, static_cast<std::ptrdiff_t>(order.size()) - 1);
    mark(order[static_cast<std::size_t>(at)]);
}

void ParallelCoordinates::keyPressEvent(QKeyEvent* event)
{
    if (m_axes.empty() || m_lines.empty()) return DrawnView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left: m_axis = m_axis == 0 ? 0 : m_axis - 1; break;
    case Qt::Key_Right: m_axis = std::min(m_axis + 1, m_axes.size() - 1); break;
    case Qt::Key_Up: step(1); break;
    case Qt::Key_Down: step(-1); break;
    case Qt::Key_B:
        if (m_marked && std::isfinite(m_lines[*m_marked].values[m_axis])) {
            const double share = shareOf(m_axis, m_lines[*m_marked].values[m_axis]);
            setStretch(m_axis, std::pair(share - kShortestDrag, share + kShortestDrag));
        }
        break;
    case Qt::Key_Escape:
        for (std::size_t axis = 0; axis < m_axes.size(); ++axis)
            setStretch(axis, std::nullopt);
        break;
    default: return DrawnView::keyPressEvent(event);
    }
    update();
}

void ParallelCoordinates::focusInEvent(QFocusEvent* event)
{
    DrawnView::focusInEvent(event);
    update();
}

void ParallelCoordinates::focusOutEvent(QFocusEvent* event)
{
    DrawnView::focusOutEvent(event);
    update();
}

}  // namespace ui
