#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace engine::dataset {

/// How many tracks of a unit carry a tag.
struct TagCount {
    std::size_t tag = 0;
    double tracks = 1;
};

/// What goes into one part as a whole: a track, or all tracks of an artist.
struct SplitUnit {
    double tracks = 1;
    std::vector<TagCount> tags;
};

/// Iterative stratification: Sechidis, Tsoumakas, Vlahavas 2011, "On the Stratification of Multi-Label Data".
///
/// The tag with the fewest tracks left goes first; each of its units goes to the part that lacks this tag most, at a tie the
/// part that lacks most tracks, at a tie (1e-9) the lower part. Larger units go first, equal ones in the order given. Units
/// without tags go last. With one track a unit this is the published method; with groups its natural extension.
/// ratios: [parts], sum 1. Result: [units], part of each.
std::vector<int> iterativeStratification(std::span<const SplitUnit> units, std::size_t tags, std::span<const double> ratios);

/// How far the parts are from the whole. Formulas of the same paper, section 4.
struct SplitQuality {
    double labelDistribution = 0;      ///< mean over tags of the mean over parts of |odds in the part - odds overall|
    double exampleDistribution = 0;    ///< mean over parts of |tracks - wanted tracks|
    std::size_t tagsMissing = 0;       ///< (tag, part) pairs without a positive track
    std::vector<double> sizes;                     ///< [parts] tracks
    std::vector<std::vector<double>> positives;    ///< [parts][tags] tracks
};
/// Tags that no track or every track of a part carries have no odds there: the largest finite odds (tracks in the part) stand in.
SplitQuality splitQuality(std::span<const SplitUnit> units, std::size_t tags, std::span<const double> ratios, std::span<const int> parts);

}  // namespace engine::dataset
