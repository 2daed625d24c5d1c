#include "ui/pages/tags/distance_chart.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "engine/dataset/tag_distance.h"
#include "ui/theme/theme.h"

namespace ui {

namespace {

constexpr double kLeast = 1e-4, kMost = 0.5;   // what the field of the form takes
constexpr double kKeyStep = 1.1;
constexpr int kTicks = 5;

double normalShare(double z)
{
    return std::erfc(-z / std::numbers::sqrt2) / 2;
}

}  // namespace

DistanceChart::DistanceChart(Theme& theme, QWidget* parent) : DrawnView(parent), m_theme(theme)
{
    setMinimumSize(240, 160);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Distances of all tags to the target"));
    setMouseTracking(true);
}

void DistanceChart::setTarget(const engine::Json& target)
{
    m_bins.clear();
    if (target.is_object()) {
        m_bins = target["bins"].get<std::vector<double>>();
        m_low = target["low"];
        m_binWidth = target["bin_width"];
        m_mean = target["mean"];
        m_deviation = target["deviation"];
    }
    invalidate();
}

void DistanceChart::setPercentile(double percentile)
{
    m_percentile = std::clamp(percentile, kLeast, kMost);
    update();
}

QRectF DistanceChart::plot() const
{
    const int line = fontMetrics().height();
    return QRectF(rect()).adjusted(14, line + 12, -14, -line - 12);
}

double DistanceChart::xOf(double distance) const
{
    const double range = m_binWidth * static_cast<double>(m_bins.size());
    return plot().left() + (distance - m_low) / range * plot().width();
}

double DistanceChart::distanceAt(double x) const
{
    return m_low + (x - plot().left()) / plot().width() * m_binWidth * static_cast<double>(m_bins.size());
}

double DistanceChart::threshold() const
{
    return m_mean + engine::dataset::normalQuantile(m_percentile) * m_deviation;
}

QString DistanceChart::valueText() const
{
    if (m_bins.empty()) return {};
    return tr("threshold %1 at %2 %").arg(QLocale().toString(threshold(), 'f', 3), QLocale().toString(100 * m_percentile, 'g', 3));
}

void DistanceChart::drawContent(QPainter& painter)
{
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (m_bins.empty()) return;
    painter.setRenderHint(QPainter::Antialiasing);
    double all = 0, most = 0;
    for (const double count : m_bins) {
        all += count;
        most = std::max(most, count);
    }
    const auto normal = [&](double distance) {
        const double z = (distance - m_mean) / m_deviation;
        return all * m_binWidth * std::exp(-z * z / 2) / (m_deviation * std::sqrt(2 * std::numbers::pi));
    };
    if (m_deviation > 0) most = std::max(most, normal(m_mean));
    const auto area = plot();
    const auto yOf = [&](double count) { return area.bottom() - count / std::max(1.0, most) * area.height(); };
    auto bar = m_theme.accent();
    bar.setAlphaF(0.45F);
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const double left = xOf(m_low + static_cast<double>(i) * m_binWidth), right = xOf(m_low + static_cast<double>(i + 1) * m_binWidth);
        painter.fillRect(QRectF(QPointF(left, yOf(m_bins[i])), QPointF(std::max(left + 1, right - 1), area.bottom())), bar);
    }
    if (m_deviation > 0) {
        QPainterPath curve;
        for (double x = area.left(); x <= area.right(); x += 2) {
            const QPointF point(x, yOf(normal(distanceAt(x))));
            x == area.left() ? curve.moveTo(point) : curve.lineTo(point);
        }
        painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
        painter.drawPath(curve);
    }
    painter.setPen(m_theme.border());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(m_theme.faintText());
    const double range = m_binWidth * static_cast<double>(m_bins.size());
    for (int tick = 0; tick <= kTicks; ++tick) {
        const double distance = m_low + range * tick / kTicks;
        const double x = std::clamp(xOf(distance), area.left() + 14, area.right() - 14);
        painter.drawText(QRectF(x - 40, area.bottom() + 4, 80, fontMetrics().height()), Qt::AlignHCenter | Qt::AlignTop, QLocale().toString(distance, 'f', 2));
    }
}

void DistanceChart::drawOverlay(QPainter& painter)
{
    if (m_bins.empty()) return;
    const auto area = plot();
    const double x = std::clamp(xOf(threshold()), area.left(), area.right());
    auto shade = m_theme.warning();
    shade.setAlphaF(0.12F);
    painter.fillRect(QRectF(area.topLeft(), QPointF(x, area.bottom())), shade);
    painter.setPen(QPen(m_theme.warning(), hasFocus() ? 3 : 2));
    painter.drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom()));
    const auto text = threshold() <= 0 ? tr("threshold 0 or below: only equal vectors collapse") : valueText();
    const int width = fontMetrics().horizontalAdvance(text) + 8;
    const double left = std::clamp(x - width / 2.0, area.left(), std::max(area.left(), area.right() - width));
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRectF(left, 4, width, fontMetrics().height() + 4), Qt::AlignCenter, text);
}

void DistanceChart::drag(double distance)
{
    if (m_bins.empty() || m_deviation <= 0) return;
    setPercentile(normalShare((distance - m_mean) / m_deviation));
    Q_EMIT percentileDragged(m_percentile);
}

void DistanceChart::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) drag(distanceAt(event->position().x()));
}

void DistanceChart::mouseMoveEvent(QMouseEvent* event)
{
    const bool isNear = !m_bins.empty() && std::abs(event->position().x() - std::max(plot().left(), xOf(threshold()))) < 6;
    setCursor(isNear || (event->buttons() & Qt::LeftButton) ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (event->buttons() & Qt::LeftButton) drag(distanceAt(event->position().x()));
}

void DistanceChart::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right) return DrawnView::keyPressEvent(event);
    setPercentile(event->key() == Qt::Key_Right ? m_percentile * kKeyStep : m_percentile / kKeyStep);
    Q_EMIT percentileDragged(m_percentile);
}

}  // namespace ui
