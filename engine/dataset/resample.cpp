#include "engine/dataset/resample.h"

#include <algorithm>
#include <numeric>

#include "engine/core/error.h"
#include "engine/dataset/seeded_order.h"

namespace engine::dataset {

std::vector<std::int64_t> largestRemainder(std::span<const std::int64_t> counts, std::int64_t total)
{
    const auto sum = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    std::vector<std::int64_t> quotas, remainders;
    std::int64_t given = 0;
    for (const auto count : counts) {
        // Whole numbers: remainders that are equal must compare equal. Counts are tracks, their products far below 2^63.
        quotas.push_back(sum > 0 ? count * total / sum : 0);
        remainders.push_back(sum > 0 ? count * total % sum : 0);
        given += quotas.back();
    }
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; given < total && i < order.size(); ++i, ++given)
        ++quotas[order[i]];
    return quotas;
}

ResamplePlan planResample(std::span<const std::int64_t> counts, std::int64_t target)
{
    const auto tracks = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    if (tracks <= 0) throw Error(ErrorCode::InvalidArgument, "resampling", "there are no tracks to draw from");
    if (target < 0) throw Error(ErrorCode::InvalidArgument, "resampling", "the wanted number of tracks is negative");
    ResamplePlan plan;
    plan.ratio = static_cast<double>(target) / static_cast<double>(tracks);
    plan.wholeCopies = target / tracks;
    plan.extra = target % tracks;
    plan.extraPerStratum = largestRemainder(counts, plan.extra);
    for (std::size_t stratum = 0; stratum < counts.size(); ++stratum)
        plan.finalPerStratum.push_back(plan.wholeCopies * counts[stratum] + plan.extraPerStratum[stratum]);
    return plan;
}

std::vector<Occurrence> resample(std::span<const std::size_t> stratumOfTrack, std::size_t strata, std::span<const std::uint64_t> keys,
                                 std::int64_t target, std::uint64_t seed)
{
    std::vector<std::int64_t> counts(strata, 0);
    for (const auto stratum : stratumOfTrack)
        ++counts[stratum];
    auto plan = planResample(counts, target);
    std::vector<std::int64_t> times(stratumOfTrack.size(), plan.wholeCopies);
    for (const auto track : seededOrder(keys, seed)) {
        auto& stillWanted = plan.extraPerStratum[stratumOfTrack[track]];
        if (stillWanted == 0) continue;
        ++times[track];
        --stillWanted;
    }
    std::vector<Occurrence> occurrences;
    occurrences.reserve(static_cast<std::size_t>(target));
    for (std::size_t track = 0; track < times.size(); ++track)
        for (int number = 0; number < times[track]; ++number)
            occurrences.push_back({track, number});
    return occurrences;
}

}  // namespace engine::dataset
