#include "engine/classic/charts_axis.h"

#include <array>
#include <cstdio>

#include "engine/classic/charts.h"

namespace engine::classic {

std::string fourDigits(double value)
{
    std::array<char, 32> text{};
    // The program runs in the C locale for numbers; Qt's is its own.
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
}

std::vector<double> evenMarks(double low, double high)
{
    const double raw = (high - low) / 5, power = std::pow(10, std::floor(std::log10(raw)));
    const double step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
    std::vector<double> marks;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9; ++k)
        marks.push_back(k * step);
    return marks;
}

void drawRowAxis(report::Drawing& drawing, const RowAxis& axis, double bottom, std::string_view title)
{
    drawing.text(axis.left, 14, "axis-title", title, 80);
    for (const double mark : evenMarks(axis.low, axis.high)) {
        const auto text = fourDigits(mark);
        drawing.line(axis.at(mark), kAxisHead - 8, axis.at(mark), bottom, "grid");
        // A power of ten would be written out by the window's way of showing numbers.
        drawing.text(axis.at(mark), bottom + 16, text.find('e') == std::string::npos ? "tick middle" : "tick middle label", text);
    }
}

}  // namespace engine::classic
