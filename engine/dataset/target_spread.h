#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/dataset/clean_vocabulary.h"

namespace engine::dataset {

/// A tag that would go to a target if that target's threshold were at least `distance`.
struct NearTag {
    std::string tag;
    std::int64_t tracks = 0;
    double distance = 0;
};

/// What stage 3 sees of one target: the distances of all forms to it, and the tags that it is the nearest target of.
struct TargetSpread {
    std::string target, category;
    double mean = 0, deviation = 0;          ///< of the fitted normal distribution; threshold of a percentile = mean + quantile * deviation
    double low = 0, binWidth = 0;            ///< bins begin at `low`
    std::vector<std::int64_t> bins;          ///< distances in each
    std::vector<NearTag> near;               ///< nearest first, at most so many as asked for
};

/// For the choice of a percentile: the spreads of all targets that have a vector, in the order of the lists (see collapseByDistance).
/// Only tags that stage 2 leaves open are near. Throws as cleanVocabulary().
std::vector<TargetSpread> targetSpreads(std::span<const CountedTag> tags, const VocabularyCleaning& cleaning, const FormVector& vectorOf, std::size_t bins,
                                        std::size_t nearest, RunControl& control);

}  // namespace engine::dataset
