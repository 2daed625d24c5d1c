#include "engine/classic/box_summary.h"

#include <algorithm>
#include <cmath>

namespace engine::classic {

namespace {

double quantile(const std::vector<double>& rising, double share)
{
    const double place = share * static_cast<double>(rising.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, rising.size() - 1);
    return rising[below] + (place - static_cast<double>(below)) * (rising[above] - rising[below]);
}

void summarise(BoxSummary& box, std::vector<double> values)
{
    box.count = values.size();
    if (values.empty()) return;
    std::sort(values.begin(), values.end());
    box.least = values.front();
    box.most = values.back();
    box.lower = quantile(values, 0.25);
    box.median = quantile(values, 0.5);
    box.upper = quantile(values, 0.75);
    constexpr double kReach = 1.5;
    const double low = box.lower - kReach * (box.upper - box.lower), high = box.upper + kReach * (box.upper - box.lower);
    box.whiskerLow = *std::lower_bound(values.begin(), values.end(), low);
    box.whiskerHigh = *std::prev(std::upper_bound(values.begin(), values.end(), high));
    std::copy_if(values.begin(), values.end(), std::back_inserter(box.outliers), [&](double v) { return v < low || v > high; });
}

}  // namespace

std::vector<BoxSummary> boxesOf(const Table& table, std::size_t column)
{
    std::vector<BoxSummary> boxes(table.classes.size());
    std::vector<std::vector<double>> values(table.classes.size());
    for (std::size_t r = 0; r < table.rows(); ++r) {
        const auto place = static_cast<std::size_t>(table.labels[r]);
        const double value = table.value(r, column);
        if (std::isnan(value)) ++boxes[place].missing;
        else values[place].push_back(value);
    }
    for (std::size_t c = 0; c < boxes.size(); ++c)
        summarise(boxes[c], std::move(values[c]));
    return boxes;
}

}  // namespace engine::classic
