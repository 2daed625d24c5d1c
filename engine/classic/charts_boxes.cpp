#include <algorithm>
#include <limits>

#include "engine/classic/charts.h"
#include "engine/classic/charts_axis.h"

namespace engine::classic {

namespace {

constexpr double kRow = 30, kBox = 16;
constexpr std::size_t kNameLength = 24;

void drawBox(report::Drawing& drawing, const BoxSummary& box, const RowAxis& axis, double middle)
{
    if (box.count == 0) {
        drawing.text(axis.left + 4, middle + 4, "tick", "n/a");
        return;
    }
    drawing.line(axis.at(box.whiskerLow), middle, axis.at(box.lower), middle, "whisker");
    drawing.line(axis.at(box.upper), middle, axis.at(box.whiskerHigh), middle, "whisker");
    for (const double end : {box.whiskerLow, box.whiskerHigh})
        drawing.line(axis.at(end), middle - 5, axis.at(end), middle + 5, "whisker");
    drawing.rect(axis.at(box.lower), middle - kBox / 2, std::max(1.0, axis.at(box.upper) - axis.at(box.lower)), kBox, "bar", {}, 0.55);
    drawing.line(axis.at(box.median), middle - kBox / 2, axis.at(box.median), middle + kBox / 2, "whisker");
    for (const double value : box.outliers)
        drawing.circle(axis.at(value), middle, 2.5, "point c0");
}

}  // namespace

report::Drawing boxPlot(const Table& table, std::size_t column, std::span<const BoxSummary> boxes, double width)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const auto& box : boxes)
        if (box.count > 0) low = std::min(low, box.least), high = std::max(high, box.most);
    if (low > high) return {};
    if (low == high) low -= 0.5, high += 0.5;
    const double names = roomForNames(table.classes, kNameLength);
    const double margin = (high - low) * 0.02;
    const RowAxis axis{names, std::max(width - names - 24, 240.0), low - margin, high + margin};
    const double bottom = kAxisHead + kRow * static_cast<double>(boxes.size());
    report::Drawing drawing(names + axis.width + 24, bottom + kAxisFoot, "Box plot of " + table.columns[column] + " per class");
    drawRowAxis(drawing, axis, bottom, table.columns[column]);
    for (std::size_t c = 0; c < boxes.size(); ++c) {
        const double top = kAxisHead + kRow * static_cast<double>(c);
        drawing.text(names - 12, top + kRow / 2 + 4, "label end", table.classes[c], kNameLength);
        drawBox(drawing, boxes[c], axis, top + kRow / 2);
        drawing.mark({report::Mark::Kind::Tag, c, c, 0, 0, top, drawing.width(), kRow});
    }
    return drawing;
}

}  // namespace engine::classic
