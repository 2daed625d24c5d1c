#include <algorithm>
#include <cmath>

#include "engine/classic/charts.h"
#include "engine/classic/charts_axis.h"

namespace engine::classic {

namespace {

constexpr std::size_t kNameLength = 24;
constexpr double kSeen = 0.005;   // fainter cells are not to be told from none

double extentOf(std::size_t columns)
{
    return columns > 30 ? 14 : columns > 12 ? 24 : 40;
}

}  // namespace

report::Drawing correlationMap(std::span<const std::string> columns, std::span<const double> correlations)
{
    const auto count = columns.size();
    if (count < 2) return {};
    const double extent = extentOf(count), names = roomForNames(columns, kNameLength), top = names + 8;
    const double side = extent * static_cast<double>(count);
    report::Drawing drawing(names + side + 10, top + side + 10, "Correlation of every pair of columns");
    for (std::size_t i = 0; i < count; ++i) {
        const double at = extent * static_cast<double>(i);
        drawing.text(names - 8, top + at + extent / 2 + 4, "tick label end", columns[i], kNameLength);
        // Names of columns stand above the diagonal, near their cells.
        if (i + 1 < count) drawing.verticalText(names + at + extent / 2 + 4, top + at + extent - 6, "tick label", columns[i], kNameLength);
        for (std::size_t j = 0; j < i; ++j) {
            const double r = correlations[i * count + j], x = names + extent * static_cast<double>(j), y = top + at;
            if (std::abs(r) >= kSeen) drawing.rect(x + 0.5, y + 0.5, extent - 1, extent - 1, r > 0 ? "bar" : "bar second", {}, std::abs(r));
            if (extent >= 40 && !std::isnan(r))
                drawing.text(x + extent / 2, y + extent / 2 + 4, r > 0.6 ? "cell-number strong" : "cell-number", report::fixed(r, 2));
            drawing.mark({report::Mark::Kind::Cell, i, j, r, x, y, extent, extent});
        }
    }
    return drawing;
}

}  // namespace engine::classic
