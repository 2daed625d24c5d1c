#include "ui/pages/inspect/input_lane.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/widgets/ticks.h"

namespace ui::inspect {

namespace {

constexpr double kGap = 2;
constexpr double kCurveShare = 0.3;   // leaves two rows as high as a line of text

}  // namespace

InputLane::InputLane(widgets::TimeAxis* axis, widgets::TimeCursor* cursor, QWidget* parent) : Lane(axis, cursor, parent)
{
    setAccessibleName(tr("Model input"));
    setAccessibleDescription(tr("The pieces of the track that the model was given, and what each of them says"));
}

void InputLane::setWindows(const QString& tag, std::vector<InputWindow> windows)
{
    m_tag = tag;
    m_windows = std::move(windows);
    invalidate();
}

void InputLane::setSaliency(widgets::SaliencyPtr saliency)
{
    m_saliency = std::move(saliency);
    invalidate();
}

QRectF InputLane::areaOf(std::size_t window) const
{
    const auto& span = m_windows[window].span;
    const double top = m_saliency ? height() * kCurveShare : kGap;
    const bool overlap = m_windows.size() > 1 && m_windows[1].span.startSeconds < m_windows[0].span.endSeconds - 1e-3;
    const double rowHeight = (height() - top) / (overlap ? 2 : 1) - kGap;
    const double y = top + (overlap ? static_cast<double>(window % 2) * (rowHeight + kGap) : 0);
    const double left = xAtSeconds(span.startSeconds), right = xAtSeconds(span.endSeconds);
    return {left, y, std::max(1.0, right - left), std::max(2.0, rowHeight)};
}

void InputLane::drawContent(QPainter& painter)
{
    fillBackground(painter);
    drawLaneName(painter, tr("Model input"));
    painter.save();
    painter.setClipRect(plotRect());
    drawWindows(painter);
    if (m_saliency) drawCurve(painter);
    painter.restore();
}

void InputLane::drawWindows(QPainter& painter) const
{
    const auto c = colours();
    const QColor fill = widgets::mixed(c.background, palette().color(QPalette::Highlight), 0.65);
    for (std::size_t i = 0; i < m_windows.size(); ++i) {
        const auto area = areaOf(i).adjusted(0.5, 0.5, -0.5, -0.5);
        if (area.right() < plotRect().left() || area.left() > plotRect().right()) continue;
        const double level = area.height() * m_windows[i].probability;
        painter.fillRect(QRectF(area.left(), area.bottom() - level, area.width(), level), fill);
        painter.setPen(QPen(c.quietText, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area);
        const QString text = QString::number(m_windows[i].probability, 'f', 2);
        if (area.width() < painter.fontMetrics().horizontalAdvance(text) + 8 || area.height() < painter.fontMetrics().height() - 2) continue;
        painter.setPen(widgets::readableOn(m_windows[i].probability > 0.5 ? fill : c.background, c.text));
        painter.drawText(area, Qt::AlignCenter, text);
    }
}

void InputLane::drawCurve(QPainter& painter) const
{
    const QRect plot = plotRect();
    const double bottom = height() * kCurveShare - kGap, top = 2;
    QPainterPath path(QPointF(plot.left(), bottom));
    for (int x = plot.left(); x <= plot.right(); ++x)
        path.lineTo(x, bottom - (bottom - top) * static_cast<double>(m_saliency->overRows(secondsAtX(x))));
    path.lineTo(plot.right(), bottom);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, widgets::mixed(colours().background, colours().waveCore, 0.8));
}

QString InputLane::readout(const QPointF& position) const
{
    const double seconds = secondsAtX(position.x());
    for (std::size_t i = 0; i < m_windows.size(); ++i) {
        if (!areaOf(i).contains(position)) continue;
        return tr("Window %1 of %2: %3 to %4, %5 %6").arg(i + 1).arg(m_windows.size())
            .arg(widgets::timeText(m_windows[i].span.startSeconds, 0.01), widgets::timeText(m_windows[i].span.endSeconds, 0.01), m_tag,
                 QString::number(m_windows[i].probability, 'f', 3));
    }
    if (!m_saliency) return {};
    return tr("%1: looked at %2 % of the most").arg(widgets::timeText(seconds, 0.01)).arg(qRound(100 * m_saliency->overRows(seconds)));
}

QString InputLane::valueText() const
{
    return m_windows.empty() ? tr("no windows") : tr("%1 windows, tag %2").arg(m_windows.size()).arg(m_tag);
}

}  // namespace ui::inspect
