#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::dataset {

/// What is wanted of a training part: a ratio (1.3 = all once and a stratified 30 % twice; below 1 = fewer) or a number of occurrences.
struct ResampleWish {
    double ratio = 1;
    std::int64_t target = 0;        ///< > 0: this many occurrences in all, or with perTag of each tag
    bool perTag = false;
};
/// "1.3" or "0.5x" is a ratio, a number of 100 and above a count. Throws Error{InvalidArgument}.
ResampleWish resampleWishFrom(std::string_view text);

/// Occurrences of each track so that every tag comes near `target`: tracks all of whose tags are above it are left out, then tags below it
/// are filled up from the rarest on, first with tracks that carry no tag above it. In the spirit of ML-RUS and ML-ROS (Charte et al. 2015). What several
/// tags share cannot be had for one of them alone, so the counts are approached, not met.
/// trackTags: [tracks] tag indices; keys: [tracks]; no track occurs more than `maxOccurrences` times. Untagged tracks occur once.
std::vector<int> resamplePerTag(std::span<const std::vector<std::size_t>> trackTags, std::size_t tags, std::span<const std::uint64_t> keys, std::int64_t target,
                                int maxOccurrences, std::uint64_t seed);

}  // namespace engine::dataset
