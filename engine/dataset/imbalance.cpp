#include "engine/dataset/imbalance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace engine::dataset {

Imbalance imbalance(std::span<const std::int64_t> counts, std::int64_t tracks)
{
    Imbalance result;
    if (counts.empty() || tracks <= 0) return result;
    const auto largest = static_cast<double>(*std::max_element(counts.begin(), counts.end()));
    std::vector<double> used;
    for (const auto count : counts) {
        const double ratio = count > 0 ? largest / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
        result.irlbl.push_back(ratio);
        if (count > 0) used.push_back(ratio);
    }
    const auto labels = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    result.cardinality = labels / static_cast<double>(tracks);
    result.density = result.cardinality / static_cast<double>(counts.size());
    if (used.empty()) return result;
    result.meanIr = std::accumulate(used.begin(), used.end(), 0.0) / static_cast<double>(used.size());
    if (used.size() < 2) return result;
    double squares = 0;
    for (const double ratio : used)
        squares += (ratio - result.meanIr) * (ratio - result.meanIr);
    result.cvir = std::sqrt(squares / static_cast<double>(used.size() - 1)) / result.meanIr;
    return result;
}

}  // namespace engine::dataset
