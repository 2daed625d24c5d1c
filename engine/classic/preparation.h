#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace engine::classic {

/// Fills gaps and scales columns; everything is learnt from the rows it was fitted on. A missing value becomes the median of its
/// column, a column without values or variation becomes 0.
class Preparation {
public:
    /// scale: none, minmax (to 0..1) or z-score (population variance, as scikit-learn). values: [rows, columns].
    void fit(std::span<const double> values, std::size_t columns, const std::string& scale);
    Json state() const;
    /// Throws Error{Corrupt}.
    void restore(const Json& state, std::size_t columns);
    std::vector<double> apply(std::span<const double> values) const;
    /// A prepared value of a column in the column's own units.
    double original(std::size_t column, double prepared) const { return prepared / m_factor[column] + m_offset[column]; }

private:
    std::vector<double> m_median, m_offset, m_factor;   // [columns]
};

}  // namespace engine::classic
