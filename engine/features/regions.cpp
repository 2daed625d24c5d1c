#include "engine/features/regions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/features/settings.h"

namespace engine::features {

FrameSpan framesOf(double startSeconds, double endSeconds, std::size_t frames)
{
    if (frames == 0) return {};
    const auto at = [&](double seconds) {
        return static_cast<std::size_t>(std::clamp(std::ceil(seconds * kFramesPerSecond), 0.0, static_cast<double>(frames)));
    };
    FrameSpan span{std::min(at(startSeconds), frames - 1), at(endSeconds)};
    span.end = std::max(span.end, span.first + 1);
    return span;
}

RegionDifference compareRegions(std::span<const float> course, FrameSpan a, FrameSpan b)
{
    const auto inA = momentsOf(course.subspan(a.first, a.end - a.first)), inB = momentsOf(course.subspan(b.first, b.end - b.first));
    const auto countA = static_cast<double>(a.end - a.first), countB = static_cast<double>(b.end - b.first);
    RegionDifference result{inA.mean, inB.mean, inB.mean - inA.mean, std::numeric_limits<double>::quiet_NaN()};
    const double freedom = countA + countB - 2;
    const double pooled = freedom > 0 ? std::sqrt((countA * inA.variance + countB * inB.variance) / freedom) : 0;
    if (pooled > 0) result.effectSize = result.difference / pooled;
    return result;
}

}  // namespace engine::features
