#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/evaluate/interval.h"
#include "engine/evaluate/ranking.h"

namespace engine::evaluate {

struct BootstrapOptions {
    std::size_t replicates = 1000;
    std::uint64_t seed = 0;
    double level = 0.95;   ///< two-sided; percentiles as numpy.percentile (linear)
};

struct BootstrapIntervals {
    std::vector<std::optional<Interval>> rocAuc;             ///< [tags]; none without two items of each class
    std::vector<std::optional<Interval>> averagePrecision;   ///< [tags]
    std::optional<Interval> macroRocAuc;
    std::optional<Interval> macroAveragePrecision;
};

/// Draws tracks with replacement, the same draw for every tag. `tags`: one Ranked a tag over the same items. A draw is
/// a weight per track, so that each tag is sorted once, not once a replicate. A replicate in which a tag loses a class
/// is left out for that tag (and from its share of the macro mean).
BootstrapIntervals bootstrap(std::span<const Ranked> tags, const BootstrapOptions& options);

/// numpy.percentile(sorted, 100 * fraction), linear; `sorted` rises and is not empty.
double quantile(std::span<const double> sorted, double fraction);

}  // namespace engine::evaluate
