#include "engine/classic/correlation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine::classic {

namespace {

using Column = std::vector<double>;

/// Two passes: values such as a squared roll-off are large beside their spread.
double pearson(const Column& a, const Column& b)
{
    double meanA = 0, meanB = 0;
    std::size_t count = 0;
    for (std::size_t r = 0; r < a.size(); ++r) {
        if (std::isnan(a[r]) || std::isnan(b[r])) continue;
        meanA += a[r];
        meanB += b[r];
        ++count;
    }
    if (count < 2) return std::numeric_limits<double>::quiet_NaN();
    meanA /= static_cast<double>(count);
    meanB /= static_cast<double>(count);
    double both = 0, squareA = 0, squareB = 0;
    for (std::size_t r = 0; r < a.size(); ++r) {
        if (std::isnan(a[r]) || std::isnan(b[r])) continue;
        const double x = a[r] - meanA, y = b[r] - meanB;
        both += x * y;
        squareA += x * x;
        squareB += y * y;
    }
    if (!(squareA > 0) || !(squareB > 0)) return std::numeric_limits<double>::quiet_NaN();
    return std::clamp(both / std::sqrt(squareA) / std::sqrt(squareB), -1.0, 1.0);
}

}  // namespace

std::vector<double> correlations(const Table& table, RunControl& control)
{
    const auto count = table.columns.size();
    std::vector<Column> columns(count);
    for (std::size_t c = 0; c < count; ++c)
        for (std::size_t r = 0; r < table.rows(); ++r)
            columns[c].push_back(table.value(r, c));
    std::vector<double> result(count * count);
    for (std::size_t i = 0; i < count; ++i) {
        control.step("correlations", static_cast<std::int64_t>(i), static_cast<std::int64_t>(count));
        for (std::size_t j = 0; j <= i; ++j) {
            const double r = pearson(columns[i], columns[j]);
            result[i * count + j] = result[j * count + i] = i == j && !std::isnan(r) ? 1.0 : r;
        }
    }
    return result;
}

}  // namespace engine::classic
