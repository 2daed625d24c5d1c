#include "engine/report/taught_chart.h"

#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/report/line_chart.h"

namespace engine::report {

namespace {

constexpr double kStrategyNames = 110, kScoreName = 52;

struct TaughtRange {
    Point low{0, HUGE_VAL}, high{0, -HUGE_VAL};
};

/// From 0 labels on; scores to the next twentieth, so that little is not made to look like much.
TaughtRange taughtRange(const std::vector<TaughtLine>& lines)
{
    TaughtRange range;
    for (const auto& line : lines)
        for (const auto& point : line.points) {
            range.high.x = std::max(range.high.x, point.labelled);
            range.low.y = std::min(range.low.y, point.score - point.deviation.value_or(0));
            range.high.y = std::max(range.high.y, point.score + point.deviation.value_or(0));
        }
    range.high.x = std::max(range.high.x, 5.0);
    range.low.y = std::max(0.0, std::floor(range.low.y * 20) / 20);
    range.high.y = std::min(1.0, std::ceil(range.high.y * 20) / 20);
    if (range.high.y - range.low.y < 0.1) range.low.y = std::max(0.0, range.high.y - 0.1);
    if (range.high.y - range.low.y < 0.1) range.high.y = range.low.y + 0.1;
    return range;
}

/// About five whole numbers, 1, 2 or 5 times a power of ten apart.
std::vector<double> trackTicks(double most)
{
    double apart = std::pow(10, std::floor(std::log10(std::max(1.0, most / 5))));
    for (const double factor : {2.0, 2.5, 2.0})
        if (most / apart > 6) apart *= factor;
    std::vector<double> ticks;
    for (double at = 0; at <= most; at += std::max(1.0, apart))
        ticks.push_back(at);
    return ticks;
}

}  // namespace

Drawing taughtCurve(std::vector<TaughtLine> lines, const std::string& measure, double width, double height)
{
    std::erase_if(lines, [](const TaughtLine& line) { return line.points.empty(); });
    if (lines.empty()) return {};
    const bool isAlone = lines.size() == 1;
    const auto range = taughtRange(lines);
    const LineChart::Frame frame{width, height, isAlone ? kScoreName : kStrategyNames, range.low, range.high};
    LineChart chart(measure, QT_TRANSLATE_NOOP("Chart", "labelled tracks"), frame);
    std::vector<double> ys;
    for (int i = 0; i <= 4; ++i)
        ys.push_back(range.low.y + (range.high.y - range.low.y) * i / 4);
    chart.ticks({}, ys, 3);
    for (const double x : trackTicks(range.high.x))
        chart.tick(x, fixed(x, 0));
    std::vector<LineChart::Name> names;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto style = "curve k" + std::to_string(i % 8 + 1);
        std::vector<Point> points;
        for (const auto& point : lines[i].points) {
            points.push_back({point.labelled, point.score});
            if (point.deviation) chart.dashed({point.labelled, point.score - *point.deviation}, {point.labelled, point.score + *point.deviation}, "whisker");
        }
        chart.curve(points, style);
        if (isAlone)
            for (const auto& point : points)
                chart.ring(point, "operating");
        names.push_back({points.back().y, isAlone ? fixed(points.back().y, 3) : lines[i].name, isAlone ? "label" : "word", isAlone ? std::string() : style});
    }
    chart.names(std::move(names), 14);
    return chart.finish();
}

}  // namespace engine::report
