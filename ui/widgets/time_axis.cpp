#include "ui/widgets/time_axis.h"

#include <algorithm>
#include <cmath>

namespace ui::widgets {

void TimeAxis::reset(double durationSeconds, double sampleRateHz)
{
    m_duration = std::max(0.0, durationSeconds);
    m_rateHz = sampleRateHz > 0 ? sampleRateHz : 44100;
    m_start = 0;
    m_visible = m_duration;
    Q_EMIT rangeChanged();
}

void TimeAxis::correctDuration(double durationSeconds)
{
    const bool wasFitted = isFitted();
    m_duration = std::max(0.0, durationSeconds);
    wasFitted ? fit() : setRange(m_start, m_visible);
}

double TimeAxis::shortestVisibleSeconds() const
{
    return std::min(m_duration, kFewestSamples / m_rateHz);
}

void TimeAxis::setRange(double startSeconds, double visibleSeconds)
{
    if (!std::isfinite(startSeconds) || !std::isfinite(visibleSeconds)) return;
    const double visible = std::clamp(visibleSeconds, shortestVisibleSeconds(), m_duration);
    // Not end = start + visible: subtracting here keeps the end inside the file in floating point, too.
    const double start = std::clamp(startSeconds, 0.0, m_duration - visible);
    if (start == m_start && visible == m_visible) return;
    m_start = start;
    m_visible = visible;
    Q_EMIT rangeChanged();
}

void TimeAxis::zoomBy(double factor, double anchorSeconds)
{
    if (m_visible <= 0 || !(factor > 0)) return;
    const double visible = std::clamp(m_visible / factor, shortestVisibleSeconds(), m_duration);
    const double share = std::clamp((anchorSeconds - m_start) / m_visible, 0.0, 1.0);
    setRange(anchorSeconds - share * visible, visible);
}

void TimeAxis::ensureVisible(double seconds)
{
    if (seconds >= m_start && seconds <= endSeconds()) return;
    setRange(seconds < m_start ? seconds - 0.9 * m_visible : seconds - 0.1 * m_visible, m_visible);
}

double TimeAxis::secondsPerPixel(double width) const
{
    return width > 0 ? m_visible / width : 0;
}

double TimeAxis::xAt(double seconds, double width) const
{
    return m_visible > 0 ? (seconds - m_start) / m_visible * width : 0;
}

double TimeAxis::secondsAt(double x, double width) const
{
    return width > 0 ? m_start + x / width * m_visible : m_start;
}

qint64 TimeAxis::firstColumn(double width) const
{
    const double step = secondsPerPixel(width);
    return step > 0 ? std::llround(m_start / step) : 0;
}

}  // namespace ui::widgets
