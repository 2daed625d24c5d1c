#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine::dataset {

/// `total` shared out in proportion to `counts`: whole quotas first, the rest by largest remainder, ties to the earlier stratum
/// (Hamilton). Sums to `total`; 0 <= total <= sum of counts keeps every quota within its count.
std::vector<std::int64_t> largestRemainder(std::span<const std::int64_t> counts, std::int64_t total);

/// How a part of n tracks becomes `target` occurrences: floor(target / n) whole copies plus a stratified draw of the rest.
struct ResamplePlan {
    double ratio = 1;                             ///< target / n
    std::int64_t wholeCopies = 1, extra = 0;
    std::vector<std::int64_t> extraPerStratum;
    std::vector<std::int64_t> finalPerStratum;
};
/// counts: [strata] tracks. Throws Error{InvalidArgument} for a negative target or nothing to draw from.
ResamplePlan planResample(std::span<const std::int64_t> counts, std::int64_t target);

/// One use of a track; the number is part of the seed of its random crop.
struct Occurrence {
    std::size_t track = 0;
    int number = 0;
    friend bool operator==(const Occurrence&, const Occurrence&) = default;
};
/// Carries out planResample(). stratumOfTrack: [tracks], below `strata`; keys: [tracks], what identifies a track to the seed.
/// Every track occurs wholeCopies or wholeCopies + 1 times (the draw is without replacement). Ordered by track, then number.
std::vector<Occurrence> resample(std::span<const std::size_t> stratumOfTrack, std::size_t strata, std::span<const std::uint64_t> keys,
                                 std::int64_t target, std::uint64_t seed);

}  // namespace engine::dataset
