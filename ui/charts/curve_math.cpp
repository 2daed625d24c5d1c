#include "ui/charts/curve_math.h"

#include <cmath>
#include <initializer_list>
#include <limits>

namespace ui {

namespace {

constexpr std::size_t kEnoughMarks = 3;

double niceStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (rough <= factor * power * (1 + 1e-9)) return factor * power;
    return 10 * power;
}

std::vector<double> decadeMarks(double low, double high, std::initializer_list<double> factors)
{
    std::vector<double> marks;
    for (int exponent = static_cast<int>(std::floor(std::log10(low))); std::pow(10.0, exponent) <= high; ++exponent)
        for (const double factor : factors) {
            const double mark = factor * std::pow(10.0, exponent);
            if (mark >= low && mark <= high) marks.push_back(mark);
        }
    return marks;
}

}  // namespace

std::vector<double> smoothed(const std::vector<double>& values, double weight)
{
    std::vector<double> result;
    result.reserve(values.size());
    double sum = 0, mass = 0;
    for (const double value : values) {
        if (!std::isfinite(value)) {
            result.push_back(std::numeric_limits<double>::quiet_NaN());
            continue;
        }
        sum = weight * sum + value;
        mass = weight * mass + 1;
        result.push_back(sum / mass);
    }
    return result;
}

std::vector<double> linearMarks(double low, double high, int wanted)
{
    std::vector<double> marks;
    if (!(high > low) || wanted < 1) return marks;
    const double step = niceStep((high - low) / wanted);
    for (double index = std::ceil(low / step - 1e-9); index * step <= high + step * 1e-9; ++index)
        marks.push_back(index * step);
    return marks;
}

std::vector<double> logMarks(double low, double high)
{
    if (!(low > 0) || !(high > low)) return {};
    for (const auto& factors : {std::initializer_list<double>{1}, std::initializer_list<double>{1, 2, 5}}) {
        auto marks = decadeMarks(low, high, factors);
        if (marks.size() >= kEnoughMarks) return marks;
    }
    return linearMarks(low, high);
}

}  // namespace ui
