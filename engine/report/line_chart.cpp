#include "engine/report/line_chart.h"

#include <algorithm>

namespace engine::report {

namespace {

constexpr double kLeft = 46;
constexpr double kTop = 30;
constexpr double kBottom = 40;
constexpr double kSample = 18;

}  // namespace

LineChart::LineChart(std::string_view title, std::string_view xTitle, const Frame& frame)
    : m_frame(frame), m_drawing(frame.width, frame.height, title)
{
    m_drawing.text(kLeft, 14, "axis-title", title, 60);
    m_drawing.text(kLeft + plotWidth() / 2, frame.height - 6, "tick middle", xTitle);
}

void LineChart::ticks(const std::vector<double>& xs, const std::vector<double>& ys, int decimals)
{
    for (const double y : ys) {
        m_drawing.line(kLeft, py(y), kLeft + plotWidth(), py(y), "grid");
        m_drawing.text(kLeft - 8, py(y) + 4, "tick end", fixed(y, decimals));
    }
    for (const double x : xs)
        m_drawing.text(px(x), kTop + plotHeight() + 16, "tick middle", coordinate(x));
}

void LineChart::tick(double x, std::string_view text)
{
    m_drawing.text(px(x), kTop + plotHeight() + 16, "tick middle", text);
}

void LineChart::curve(const std::vector<Point>& points, std::string_view style)
{
    std::vector<Point> placed;
    for (const auto& point : points)
        placed.push_back({px(point.x), py(point.y)});
    if (placed.size() == 1) m_drawing.circle(placed[0].x, placed[0].y, 3, std::string(style) + " dot");
    if (placed.size() > 1) m_drawing.polyline(std::move(placed), style);
}

void LineChart::names(std::vector<Name> names, std::size_t longest)
{
    std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y > b.y; });
    constexpr double kLine = 15;
    double last = kTop - kLine;
    for (const auto& name : names) {
        last = std::max(py(name.y) + 4, last + kLine);
        double x = kLeft + plotWidth() + 8;
        if (!name.sample.empty()) {
            m_drawing.polyline({{x, last - 4}, {x + kSample, last - 4}}, name.sample);
            x += kSample + 5;
        }
        m_drawing.text(x, last, "label " + name.style, name.text, longest);
    }
}

void LineChart::dashed(Point from, Point to, std::string_view style)
{
    m_drawing.line(px(from.x), py(from.y), px(to.x), py(to.y), style);
}

void LineChart::note(Point at, std::string_view text)
{
    m_drawing.text(px(at.x) + 4, py(at.y) - 5, "tick", text);
}

void LineChart::ring(Point at, std::string_view style)
{
    m_drawing.circle(px(at.x), py(at.y), 4, style);
}

void LineChart::mark(Point at, Mark mark)
{
    mark.x = px(at.x);
    mark.y = py(at.y);
    m_drawing.mark(mark);
}

double LineChart::plotWidth() const
{
    return m_frame.width - kLeft - m_frame.namesWidth;
}

double LineChart::plotHeight() const
{
    return m_frame.height - kTop - kBottom;
}

double LineChart::px(double x) const
{
    return kLeft + plotWidth() * (x - m_frame.low.x) / (m_frame.high.x - m_frame.low.x);
}

double LineChart::py(double y) const
{
    return kTop + plotHeight() * (1 - (y - m_frame.low.y) / (m_frame.high.y - m_frame.low.y));
}

}  // namespace engine::report
