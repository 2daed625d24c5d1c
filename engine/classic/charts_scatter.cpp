#include <algorithm>

#include "engine/classic/charts.h"
#include "engine/core/translatable.h"

namespace engine::classic {

namespace {

constexpr std::size_t kColours = 7, kMostPoints = 6000, kNameLength = 18;
constexpr double kLegend = 170;

/// Colour and shape of a class: seven colours that are told apart easily, as circles first, then as squares; the rest is grey.
void drawPoint(report::Drawing& drawing, std::size_t place, double x, double y, double radius)
{
    const auto style = "point c" + std::to_string(place < 2 * kColours ? place % kColours + 1 : 0);
    if (place < kColours || place >= 2 * kColours) drawing.circle(x, y, radius, style);
    else drawing.rect(x - radius, y - radius, 2 * radius, 2 * radius, style);
}

}  // namespace

report::Drawing classScatter(const Table& table, const Plane& plane, double width, double height)
{
    if (plane.x.empty()) return {};
    const auto [lowX, highX] = std::minmax_element(plane.x.begin(), plane.x.end());
    const auto [lowY, highY] = std::minmax_element(plane.y.begin(), plane.y.end());
    constexpr double kLeft = 26, kBottom = 26, kMargin = 10;
    const double roomX = std::max(width - kLegend - kLeft, 260.0), roomY = std::max(height - kBottom, 220.0);
    const double rangeX = std::max(*highX - *lowX, 1e-9), rangeY = std::max(*highY - *lowY, 1e-9);
    // One scale for both axes: distances are not stretched.
    const double scale = std::min((roomX - 2 * kMargin) / rangeX, (roomY - 2 * kMargin) / rangeY);
    const double centreX = (*lowX + *highX) / 2, centreY = (*lowY + *highY) / 2;
    report::Drawing drawing(kLeft + roomX + kLegend, roomY + kBottom, "Rows on the first two principal components, coloured by class");
    drawing.rect(kLeft, 0.5, roomX, roomY - 1, "frame");
    drawing.text(kLeft + roomX / 2, roomY + 18, "tick middle label", "PC 1: " + report::fixed(100 * plane.share[0], 1) + " %");
    drawing.verticalText(16, roomY / 2 + 40, "tick label", "PC 2: " + report::fixed(100 * plane.share[1], 1) + " %");
    const double radius = plane.x.size() > 2000 ? 2 : plane.x.size() > 400 ? 3 : 4.5;
    const std::size_t step = (plane.x.size() + kMostPoints - 1) / kMostPoints;
    for (std::size_t r = 0; r < plane.x.size(); r += step) {
        const double x = kLeft + roomX / 2 + (plane.x[r] - centreX) * scale, y = roomY / 2 - (plane.y[r] - centreY) * scale;
        const auto place = static_cast<std::size_t>(table.labels[r]);
        drawPoint(drawing, place, x, y, radius);
        drawing.mark({report::Mark::Kind::Point, r, place, 0, x, y, 0, 0});
    }
    double y = 16;
    for (std::size_t c = 0; c < std::min(table.classes.size(), 2 * kColours); ++c, y += 21) {
        drawPoint(drawing, c, kLeft + roomX + 18, y - 4, 5);
        drawing.text(kLeft + roomX + 30, y, "label", table.classes[c], kNameLength);
    }
    if (table.classes.size() > 2 * kColours) {
        drawPoint(drawing, 2 * kColours, kLeft + roomX + 18, y - 4, 5);
        drawing.text(kLeft + roomX + 30, y, "word label", QT_TRANSLATE_NOOP("Chart", "others"));
    }
    return drawing;
}

}  // namespace engine::classic
