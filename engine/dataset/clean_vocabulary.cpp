#include "engine/dataset/clean_vocabulary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/dataset/tag_distance.h"

namespace engine::dataset {

namespace {

constexpr std::size_t kTagsPerStep = 1024;
constexpr std::array kDecades{"60s", "70s", "80s", "90s", "2000s"};

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

struct Target {
    std::string word, category;
    std::size_t form = 0;
};

std::vector<Target> targetsOf(const VocabularyCleaning& cleaning)
{
    std::vector<Target> targets;
    const auto addAll = [&](const WordList& list, TagCategory category) {
        for (const auto& word : list.words())
            targets.push_back({word, std::string(tagCategoryName(category))});
    };
    addAll(cleaning.lists.genres, TagCategory::Genre);
    addAll(cleaning.lists.moods, TagCategory::Emotion);
    addAll(cleaning.lists.descriptive, TagCategory::Descriptive);
    if (cleaning.numericTargets)
        for (const char* decade : kDecades)
            targets.push_back({decade, std::string(tagCategoryName(TagCategory::Numeric))});
    return targets;
}

/// Distinct token forms that have a vector, those of the targets first.
class FormSpace {
public:
    FormSpace(const FormVector& vectorOf) : m_vectorOf(vectorOf) {}
    std::optional<std::size_t> add(const std::string& tag)
    {
        const auto form = tokenForm(lowerCase(tag));
        if (form.empty()) return {};
        const auto [at, isNew] = m_forms.try_emplace(form, std::nullopt);
        if (!isNew) return at->second;
        const auto vector = m_vectorOf(form);
        if (!vector) {
            ++m_missing;
            return {};
        }
        if (m_dimension == 0) m_dimension = vector->size();
        if (vector->size() != m_dimension) throw Error(ErrorCode::Mismatch, form, "its vector has another length than the others");
        m_values.insert(m_values.end(), vector->begin(), vector->end());
        at->second = m_count++;
        return at->second;
    }
    const std::vector<double>& values() const { return m_values; }
    std::size_t dimension() const { return m_dimension; }
    std::int64_t missing() const { return m_missing; }

private:
    const FormVector& m_vectorOf;
    std::unordered_map<std::string, std::optional<std::size_t>> m_forms;
    std::vector<double> m_values;
    std::size_t m_dimension = 0, m_count = 0;
    std::int64_t m_missing = 0;
};

std::string distanceText(double distance, double threshold, const std::string& target)
{
    char text[80];
    std::snprintf(text, sizeof text, "%.3f, nearer than the threshold %.3f", distance, threshold);
    return "its vector's distance from '" + target + "' is " + text;
}

/// Stage II's own results stay: only what it left as junk or as a number without a decade is placed.
void collapseDistant(CleanedVocabulary& result, const VocabularyCleaning& cleaning, const FormVector& vectorOf, RunControl& control)
{
    FormSpace space(vectorOf);
    std::vector<Target> targets;
    for (auto& target : targetsOf(cleaning))
        if (const auto form = space.add(target.word)) {
            target.form = *form;
            targets.push_back(std::move(target));
        }
    if (targets.empty()) throw Error(ErrorCode::InvalidArgument, "embeddings", "none of the target words has a vector in them");
    std::vector<std::optional<std::size_t>> formOfRow(result.rows.size());
    for (std::size_t i = 0; i < result.rows.size(); ++i) {
        if (i % kTagsPerStep == 0) control.step("look tags up", static_cast<std::int64_t>(i), static_cast<std::int64_t>(result.rows.size()));
        formOfRow[i] = space.add(result.rows[i].tag);
    }
    std::vector<std::size_t> forms;
    for (const auto& target : targets)
        forms.push_back(target.form);
    const auto placed = collapseByDistance(space.values(), space.dimension(), forms, cleaning.percentile);
    for (std::size_t i = 0; i < targets.size(); ++i)
        result.targets.push_back({targets[i].word, placed.targets[i].mean, placed.targets[i].deviation, placed.targets[i].threshold, 0});
    for (std::size_t i = 0; i < result.rows.size(); ++i) {
        auto& row = result.rows[i];
        const bool isNumber = row.category == tagCategoryName(TagCategory::Numeric) && std::find(kDecades.begin(), kDecades.end(), row.collapsed) == kDecades.end();
        const bool isOpen = row.category == tagCategoryName(TagCategory::Junk) && row.rule == cleaningRuleName(CleaningRule::None);
        if (!formOfRow[i] || !placed.collapses[*formOfRow[i]] || !(isOpen || (isNumber && cleaning.numericTargets))) continue;
        const auto at = placed.nearest[*formOfRow[i]];
        row.category = targets[at].category;
        row.collapsed = targets[at].word;
        row.rule = "distance";
        row.reason = distanceText(placed.distance[*formOfRow[i]], placed.targets[at].threshold, targets[at].word);
        ++result.targets[at].collapsed;
    }
    result.withoutVector = space.missing();
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
