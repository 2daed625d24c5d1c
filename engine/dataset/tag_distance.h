#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine::dataset {

/// Stage III of the thesis behind tag_cleaner.h: a form is collapsed into its nearest target if it is nearer than nearly all others are.
/// For each target the distances (L2) to all forms, itself included, are taken as normally distributed: threshold = mean + z * s, with s
/// the sample standard deviation and z the standard normal quantile of `percentile`.
struct TargetDistances {
    double mean = 0, deviation = 0, threshold = 0;   ///< threshold <= 0: only an equal vector can collapse
};
struct DistanceCollapse {
    std::vector<TargetDistances> targets;            ///< [targets]
    std::vector<std::size_t> nearest;                ///< [forms] index of the nearest target; of equal distance the earlier one
    std::vector<double> distance;                    ///< [forms] to it
    std::vector<bool> collapses;                     ///< [forms] distance <= that target's threshold
};
/// vectors: [forms, dimension]; targets: indices of forms. Throws Error{InvalidArgument} for a percentile outside (0, 1), fewer than two forms or no target.
DistanceCollapse collapseByDistance(std::span<const double> vectors, std::size_t dimension, std::span<const std::size_t> targets, double percentile);

/// The standard normal quantile, to full double precision.
double normalQuantile(double probability);

/// All distances of one target, for its histogram. Length [forms].
std::vector<double> distancesTo(std::span<const double> vectors, std::size_t dimension, std::size_t target);

}  // namespace engine::dataset
