#include "engine/classic/preparation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/classic/state.h"

namespace engine::classic {

namespace {

double medianOf(std::vector<double>& values)
{
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// Whether a variance is nothing but rounding: the bound of scikit-learn's StandardScaler.
bool isConstant(double variance, double mean, std::size_t rows)
{
    const double epsilon = std::numeric_limits<double>::epsilon() * static_cast<double>(rows);
    return variance <= epsilon * variance + (mean * epsilon) * (mean * epsilon);
}

}  // namespace

void Preparation::fit(std::span<const double> values, std::size_t columns, const std::string& scale)
{
    const std::size_t rows = values.size() / columns;
    m_median.assign(columns, 0);
    m_offset.assign(columns, 0);
    m_factor.assign(columns, 1);
    for (std::size_t c = 0; c < columns; ++c) {
        std::vector<double> column, known;
        for (std::size_t r = 0; r < rows; ++r) {
            column.push_back(values[r * columns + c]);
            if (!std::isnan(column.back())) known.push_back(column.back());
        }
        m_median[c] = medianOf(known);
        for (auto& value : column)
            if (std::isnan(value)) value = m_median[c];
        if (scale == "minmax") {
            const auto [least, most] = std::minmax_element(column.begin(), column.end());
            m_offset[c] = *least;
            if (*most > *least) m_factor[c] = 1 / (*most - *least);
        } else if (scale == "z-score") {
            double mean = 0, variance = 0;
            for (const double value : column)
                mean += value / static_cast<double>(rows);
            for (const double value : column)
                variance += (value - mean) * (value - mean) / static_cast<double>(rows);
            m_offset[c] = mean;
            if (!isConstant(variance, mean, rows)) m_factor[c] = 1 / std::sqrt(variance);
        }
    }
}

Json Preparation::state() const
{
    return {{"median", packed(m_median)}, {"offset", packed(m_offset)}, {"factor", packed(m_factor)}};
}

void Preparation::restore(const Json& state, std::size_t columns)
{
    m_median = unpacked<double>(state, "median", columns);
    m_offset = unpacked<double>(state, "offset", columns);
    m_factor = unpacked<double>(state, "factor", columns);
}

std::vector<double> Preparation::apply(std::span<const double> values) const
{
    const std::size_t columns = m_median.size();
    std::vector<double> prepared(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t c = i % columns;
        prepared[i] = ((std::isnan(values[i]) ? m_median[c] : values[i]) - m_offset[c]) * m_factor[c];
    }
    return prepared;
}

}  // namespace engine::classic
