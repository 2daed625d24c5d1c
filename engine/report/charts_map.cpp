#include <algorithm>
#include <map>

#include "engine/core/translatable.h"
#include "engine/report/charts.h"

namespace engine::report {

Drawing mapScatter(const std::vector<MapPoint>& points)
{
    if (points.empty()) return {};
    constexpr std::size_t kColours = 8;
    constexpr double kSide = 620;
    constexpr double kLegend = 190;
    std::map<std::string, std::size_t> counts;
    for (const auto& point : points)
        if (!point.tag.empty()) ++counts[point.tag];
    std::vector<std::pair<std::string, std::size_t>> frequent(counts.begin(), counts.end());
    std::stable_sort(frequent.begin(), frequent.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    frequent.resize(std::min(frequent.size(), kColours));
    std::map<std::string, std::string> styles;
    for (std::size_t i = 0; i < frequent.size(); ++i)
        styles[frequent[i].first] = "c" + std::to_string(i + 1);

    auto [lowX, highX] = std::minmax_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    auto [lowY, highY] = std::minmax_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    const auto centreX = (static_cast<double>(lowX->x) + static_cast<double>(highX->x)) / 2;
    const auto centreY = (static_cast<double>(lowY->y) + static_cast<double>(highY->y)) / 2;
    const double range = std::max({static_cast<double>(highX->x - lowX->x), static_cast<double>(highY->y - lowY->y), 1e-9});
    Drawing drawing(kSide + kLegend, kSide, QT_TRANSLATE_NOOP("Chart", "Map of tracks"));
    drawing.rect(0.5, 0.5, kSide - 1, kSide - 1, "frame");
    const double scale = (kSide - 32) / range;   // one scale for both axes: distances are not stretched
    const double radius = points.size() > 2000 ? 2 : points.size() > 400 ? 3 : 4.5;
    const std::size_t step = (points.size() + kMapPoints - 1) / kMapPoints;
    for (std::size_t i = 0; i < points.size(); i += step) {
        const auto& point = points[i];
        const auto style = styles.find(point.tag);
        drawing.circle(kSide / 2 + (static_cast<double>(point.x) - centreX) * scale, kSide / 2 - (static_cast<double>(point.y) - centreY) * scale,
                   radius, "point " + (style == styles.end() ? std::string("c0") : style->second));
    }
    double y = 20;
    for (const auto& [tag, count] : frequent) {
        drawing.circle(kSide + 24, y - 4, 5, "point " + styles[tag]);
        drawing.text(kSide + 38, y, "label", tag + " (" + std::to_string(count) + ")");
        y += 22;
    }
    if (counts.size() > frequent.size()) {
        drawing.circle(kSide + 24, y - 4, 5, "point c0");
        drawing.text(kSide + 38, y, "label word", QT_TRANSLATE_NOOP("Chart", "others"));
    }
    return drawing;
}

}  // namespace engine::report
