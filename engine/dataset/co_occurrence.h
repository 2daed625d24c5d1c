#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::dataset {

/// Word vectors of a library's own tags, for users who have none: tags that share tracks lie near each other. They know no meaning, cannot
/// place an unseen word and say little of tags with fewer than about 20 tracks.
///
/// PPMI with context smoothing and a truncated SVD with square-root weighting: Levy, Goldberg, Dagan 2015, "Improving distributional
/// similarity with lessons learned from word embeddings"; Church, Hanks 1990; Bullinaria, Levy 2007.
struct CoOccurrenceConfig {
    double smoothing = 0.75;        ///< exponent of the context distribution; 1 = none
    std::size_t dimension = 50;     ///< at most; never more than the rank
};
struct CoOccurrenceVectors {
    std::size_t dimension = 0;
    std::vector<double> vectors;          ///< [tags, dimension], U * sqrt(S); signs are arbitrary
    std::vector<double> singularValues;   ///< [dimension], descending
};

/// counts: [tags, tags] tracks that carry both, diagonal ignored. Result: [tags, tags] = max(0, log((C_ij / S) / (r_i / S * p_j))).
std::vector<double> positiveMutualInformation(std::span<const double> counts, std::size_t tags, double smoothing);

/// trackTags: tags of each track, indices below `tags`. Memory grows with tags squared: choose the most frequent few thousand.
CoOccurrenceVectors coOccurrenceVectors(std::span<const std::vector<std::size_t>> trackTags, std::size_t tags, const CoOccurrenceConfig& config, RunControl& control);

}  // namespace engine::dataset
