#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace engine::dataset {

/// How unevenly tags are used. Charte, Rivera, del Jesus, Herrera 2015, "Addressing imbalance in multilabel classification".
struct Imbalance {
    std::vector<double> irlbl;   ///< [tags] count of the most frequent tag / count of this one; NaN for an unused tag
    double meanIr = 0;           ///< mean of irlbl over used tags
    double cvir = 0;             ///< sample standard deviation of irlbl / meanIr; 0 for fewer than two used tags
    double cardinality = 0;      ///< tags a track
    double density = 0;          ///< cardinality / tags
};
/// counts: [tags] tracks that carry each tag.
Imbalance imbalance(std::span<const std::int64_t> counts, std::int64_t tracks);

}  // namespace engine::dataset
