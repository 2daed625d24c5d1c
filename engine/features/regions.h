#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "engine/features/matrix.h"

namespace engine::features {

/// Frames [first, end) of a piece.
struct FrameSpan {
    std::size_t first = 0, end = 0;
};
/// The frames whose centres lie in the span of time; at least one where the piece has any.
FrameSpan framesOf(double startSeconds, double endSeconds, std::size_t frames);

/// One course in two regions.
struct RegionDifference {
    double meanA = 0, meanB = 0;
    double difference = 0;   ///< B - A
    /// Cohen's d: the difference in pooled standard deviations (J. Cohen, 1988); 0.2 small, 0.5 medium, 0.8 large. NaN where
    /// neither region varies.
    double effectSize = 0;
};
RegionDifference compareRegions(std::span<const float> course, FrameSpan a, FrameSpan b);

}  // namespace engine::features
