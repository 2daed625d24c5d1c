#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/ids.h"
#include "engine/dataset/stratify.h"

namespace engine::dataset {

enum class GroupBy { None, Artist, Album };
/// "none", "artist", "album"
std::string_view groupByName(GroupBy groupBy);
/// Reads groupByName()'s forms. Throws Error{InvalidArgument}.
GroupBy groupByFromName(std::string_view name);

/// Three shares of train, valid and test, in any unit (80,10,10 or 0.8,0.1,0.1), as numbers with sum 1.
/// Throws Error{InvalidArgument} unless there are three, none negative, the first above 0.
std::array<double, 3> normalisedRatios(std::span<const double> shares);

/// What is known of a track when the split is made.
struct SplitTrack {
    TrackId id{};
    std::string group;                ///< artist or album; empty = belongs to nobody
    std::string audioHash, fileHash;  ///< of the decoded audio and of the file's bytes; empty = unknown
    std::vector<std::size_t> tags;    ///< indices below SplitPlanConfig::tags, each once
    std::string likeGroup = {};       ///< tracks that sound alike share it (near_duplicates.h); empty = like nobody
};
struct SplitPlanConfig {
    std::array<double, 3> ratios{0.8, 0.1, 0.1};   ///< from normalisedRatios()
    bool stratify = true;                          ///< false = by chance alone
    std::size_t tags = 0;
    std::uint64_t seed = 0;
};
struct SplitPlan {
    std::vector<Part> parts;          ///< [tracks]
    SplitQuality quality;             ///< over all tags, stratified or not
    std::size_t units = 0;            ///< what was assigned as a whole: tracks, groups or sets of copies
    std::size_t copies = 0;           ///< tracks whose audio or file another one has too, or that sound like another
};

/// Assigns tracks to parts. Tracks of one group (compared by groupKey()), tracks of equal audio or equal bytes and tracks that sound alike stay together, also across
/// each other: two artists who share a recording are one unit. Same tracks, tags and seed give the same plan in any order.
SplitPlan planSplit(std::span<const SplitTrack> tracks, const SplitPlanConfig& config);

}  // namespace engine::dataset
