#include "engine/dataset/clean_vocabulary.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/dataset/form_space.h"
#include "engine/dataset/tag_distance.h"

namespace engine::dataset {

namespace {

constexpr std::size_t kTagsPerStep = 1024;

std::int64_t namesIn(const std::vector<VocabularyRow>& rows)
{
    std::unordered_set<std::string> names;
    for (const auto& row : rows)
        if (!row.collapsed.empty()) names.insert(row.category + "\x1f" + row.collapsed);
    return static_cast<std::int64_t>(names.size());
}

/// What each tag is called from now on, and the tracks of that name.
struct NamedTag {
    std::string name;
    std::int64_t tracks = 0;
};

std::vector<NamedTag> groupedNames(std::span<const CountedTag> tags, bool group)
{
    std::vector<NamedTag> names(tags.size());
    if (!group) {
        for (std::size_t i = 0; i < tags.size(); ++i)
            names[i] = {tags[i].name, tags[i].tracks};
        return names;
    }
    for (const auto& one : groupTags(tags))
        for (const auto i : one.members)
            names[i] = {one.name, one.tracks};
    return names;
}

std::string distanceText(double distance, double threshold, const std::string& target)
{
    char text[80];
    std::snprintf(text, sizeof text, "%.3f, nearer than the threshold %.3f", distance, threshold);
    return "its vector's distance from '" + target + "' is " + text;
}

void collapseDistant(CleanedVocabulary& result, const VocabularyCleaning& cleaning, const FormVector& vectorOf, RunControl& control)
{
    const auto vocabulary = placeVocabulary(result.rows, cleaning, vectorOf, control);
    const auto& targets = vocabulary.targets;
    const auto placed = collapseByDistance(vocabulary.space.values(), vocabulary.space.dimension(), vocabulary.targetForms(), cleaning.percentile);
    for (std::size_t i = 0; i < targets.size(); ++i)
        result.targets.push_back({targets[i].word, placed.targets[i].mean, placed.targets[i].deviation, placed.targets[i].threshold, 0});
    for (std::size_t i = 0; i < result.rows.size(); ++i) {
        auto& row = result.rows[i];
        const auto form = vocabulary.formOfRow[i];
        if (!form || !placed.collapses[*form] || !isLeftToDistance(row, cleaning)) continue;
        const auto at = placed.nearest[*form];
        row.category = targets[at].category;
        row.collapsed = targets[at].word;
        row.rule = "distance";
        row.reason = distanceText(placed.distance[*form], placed.targets[at].threshold, targets[at].word);
        ++result.targets[at].collapsed;
    }
    result.withoutVector = vocabulary.space.missing();
}

void cleanRow(VocabularyRow& row, const NamedTag& named, const VocabularyCleaning& cleaning, const TagCleaner& cleaner)
{
    const bool isGrouped = named.name != row.tag;
    auto cleaned = cleaner.clean(named.name);
    row.category = tagCategoryName(cleaned.category);
    row.collapsed = cleaning.stage == 1 ? named.name : cleaned.collapsed;
    row.rule = cleaningRuleName(cleaned.rule);
    row.reason = isGrouped ? "written otherwise it is '" + named.name + "', which " + cleaned.reason : cleaned.reason;
    if (isGrouped && cleaned.rule == CleaningRule::None) row.rule = "group";
    if (named.tracks < cleaning.minTracks) {
        row.category = tagCategoryName(TagCategory::Junk);
        row.collapsed.clear();
        row.rule = "rare";
        row.reason = "only " + std::to_string(named.tracks) + " tracks, at least " + std::to_string(cleaning.minTracks) + " wanted";
    }
}

}  // namespace

CleanedVocabulary cleanVocabulary(std::span<const CountedTag> tags, const VocabularyCleaning& cleaning, const FormVector& vectorOf, RunControl& control)
{
    if (cleaning.stage < 1 || cleaning.stage > 3) throw Error(ErrorCode::InvalidArgument, "stage", "1, 2 or 3 wanted");
    if (cleaning.stage == 3 && !vectorOf) throw Error(ErrorCode::InvalidArgument, "stage 3", "needs word vectors");
    CleanedVocabulary result;
    const auto names = groupedNames(tags, cleaning.group);
    const auto all = static_cast<std::int64_t>(tags.size());
    if (cleaning.group) {
        std::unordered_set<std::string> groups;
        for (const auto& name : names)
            groups.insert(name.name);
        result.steps.push_back({"group by lemma", all, static_cast<std::int64_t>(groups.size())});
    }
    const TagCleaner cleaner(cleaning.lists, cleaning.config);
    result.rows.resize(tags.size());
    const auto before = result.steps.empty() ? all : result.steps.back().tagsAfter;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (i % kTagsPerStep == 0) control.step("clean tags", static_cast<std::int64_t>(i), all);
        result.rows[i] = {tags[i].name, tags[i].tracks, {}, {}, {}, {}};
        cleanRow(result.rows[i], names[i], cleaning, cleaner);
    }
    result.steps.push_back({cleaning.stage == 1 ? "stage 1: categories" : "stage 2: collapsing", before, namesIn(result.rows)});
    if (cleaning.stage == 3) {
        collapseDistant(result, cleaning, vectorOf, control);
        result.steps.push_back({"stage 3: distance", result.steps.back().tagsAfter, namesIn(result.rows)});
    }
    return result;
}

}  // namespace engine::dataset
