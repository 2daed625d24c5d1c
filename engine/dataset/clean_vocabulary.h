#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/dataset/tag_cleaner.h"
#include "engine/dataset/tag_groups.h"

namespace engine::dataset {

struct VocabularyCleaning {
    int stage = 1;                       ///< 1 categories, 2 collapsing onto the lists, 3 also by distance of vectors
    CleaningLists lists;                 ///< stages 2 and 3: what is collapsed onto
    CleaningConfig config;
    bool group = false;                  ///< tags of one lemma first become one (groupTags)
    std::int64_t minTracks = 0;          ///< groups with fewer tracks become junk
    double percentile = 0.001;           ///< stage 3
    bool numericTargets = false;         ///< stage 3 towards decades too: the source itself reports many false merges
};

/// What becomes of one tag.
struct VocabularyRow {
    std::string tag;
    std::int64_t tracks = 0;
    std::string category, collapsed;     ///< collapsed: stage 1 the tag (or its group's name) itself; empty for what is dropped
    std::string rule, reason;            ///< rule: cleaningRuleName(), "group", "rare" or "distance"
};
struct VocabularyStep {
    std::string name;
    std::int64_t tagsBefore = 0, tagsAfter = 0;   ///< different names that remain
};
/// Of each target of stage 3, in the order of the lists.
struct VocabularyTarget {
    std::string target;
    double mean = 0, deviation = 0, threshold = 0;
    std::int64_t collapsed = 0;
};
struct CleanedVocabulary {
    std::vector<VocabularyRow> rows;     ///< [tags], in their order
    std::vector<VocabularyStep> steps;
    std::vector<VocabularyTarget> targets;
    std::int64_t withoutVector = 0;      ///< stage 3: forms that could not be placed
};

/// A vector of a token form, or nothing. All of one length.
using FormVector = std::function<std::optional<std::vector<double>>(const std::string& form)>;

/// Throws Error{InvalidArgument} for stage 3 without vectors or without a single target that has one.
CleanedVocabulary cleanVocabulary(std::span<const CountedTag> tags, const VocabularyCleaning& cleaning, const FormVector& vectorOf, RunControl& control);

}  // namespace engine::dataset
