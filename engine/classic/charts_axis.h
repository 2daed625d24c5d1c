#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report/drawing.h"

namespace engine::classic {

/// A horizontal axis of a chart with a row a thing: names on its left, marks below.
struct RowAxis {
    double left = 0, width = 0;   ///< where it is drawn
    double low = 0, high = 1;     ///< values
    double at(double value) const { return left + (value - low) / (high - low) * width; }
};

inline constexpr double kAxisHead = 34, kAxisFoot = 22;

/// Room for the longest of these names, each cut to `longest` letters.
template <typename Names>
double roomForNames(const Names& names, std::size_t longest)
{
    constexpr double kLetter = 7.4;
    std::size_t letters = 0;
    for (const auto& name : names)
        letters = std::max(letters, std::min<std::size_t>(name.size(), longest));
    return std::max(70.0, kLetter * static_cast<double>(letters) + 16);
}

/// Multiples of 1, 2 or 5 times a power of ten inside the range, four to eight of them.
std::vector<double> evenMarks(double low, double high);
/// Title, marks and lines from the head down to `bottom`.
void drawRowAxis(report::Drawing& drawing, const RowAxis& axis, double bottom, std::string_view title);

}  // namespace engine::classic
