#include <algorithm>
#include <cmath>
#include <set>

#include "engine/core/translatable.h"
#include "engine/report/escape.h"
#include "engine/report/label_chart.h"
#include "engine/report/line_chart.h"

namespace engine::report {

namespace {

constexpr std::size_t kMostLines = 8;
constexpr double kLabelNames = 236;
constexpr std::size_t kLongestName = 30;

std::string percentText(double share)
{
    const double percent = 100 * share;
    return fixed(percent, percent < 1 ? 1 : 0) + " %";
}

struct Range { double low, high; };

Range valueRange(const std::vector<LabelLine>& lines, std::optional<double> chance)
{
    Range range{chance.value_or(HUGE_VAL), chance.value_or(-HUGE_VAL)};
    for (const auto& line : lines)
        for (const auto& point : line.points) {
            range.low = std::min(range.low, point.mean - point.deviation.value_or(0));
            range.high = std::max(range.high, point.mean + point.deviation.value_or(0));
        }
    range.low = std::max(0.0, std::floor(range.low * 10) / 10);
    range.high = std::min(1.0, std::ceil(range.high * 10) / 10);
    if (range.high - range.low < 0.1) range.low = range.high - 0.1;
    return range;
}

}  // namespace

Drawing labelEfficiency(std::vector<LabelLine> lines, const std::string& measure, std::optional<double> chance, double width, double height)
{
    std::erase_if(lines, [](const LabelLine& line) { return line.points.empty(); });
    if (lines.empty()) return {};
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.points.back().mean > b.points.back().mean; });
    if (lines.size() > kMostLines) lines.resize(kMostLines);
    std::set<double> shares;
    for (const auto& line : lines)
        for (const auto& point : line.points)
            shares.insert(point.share);
    const auto range = valueRange(lines, chance);
    const double first = std::log10(*shares.begin()), last = std::log10(*shares.rbegin());
    const double margin = last > first ? 0.04 * (last - first) : 0.5;   // a single share stands in the middle
    LineChart::Frame frame{width, height, kLabelNames, {first - margin, range.low}, {last + margin, range.high}};
    LineChart chart(measure, QT_TRANSLATE_NOOP("Chart", "share of the labels"), frame);
    std::vector<double> ys;
    for (int i = 0; i <= 4; ++i)
        ys.push_back(range.low + (range.high - range.low) * i / 4);
    chart.ticks({}, ys, 3);
    for (const double share : shares)
        chart.tick(std::log10(share), percentText(share));
    if (chance) {
        chart.dashed({frame.low.x, *chance}, {frame.high.x, *chance});
        chart.note({frame.low.x, *chance}, QT_TRANSLATE_NOOP("Chart", "guessing"));
    }
    std::vector<LineChart::Name> names;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto style = "curve k" + std::to_string(i + 1);
        std::vector<Point> points;
        for (const auto& point : lines[i].points) {
            const double x = std::log10(point.share);
            points.push_back({x, point.mean});
            if (point.deviation) chart.dashed({x, point.mean - *point.deviation}, {x, point.mean + *point.deviation}, "whisker");
        }
        chart.curve(points, style);
        names.push_back({points.back().y, shortenedInside(lines[i].name, kLongestName), "word", style});
    }
    chart.names(std::move(names), kLongestName);
    return chart.finish();
}

}  // namespace engine::report
