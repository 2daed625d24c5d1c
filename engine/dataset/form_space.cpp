#include "engine/dataset/form_space.h"

#include <algorithm>
#include <array>

#include "engine/core/error.h"

namespace engine::dataset {

namespace {

constexpr std::size_t kRowsBetweenSteps = 1024;
constexpr std::array kDecadeTargets{"60s", "70s", "80s", "90s", "2000s"};

std::vector<CollapseTarget> collapseTargets(const VocabularyCleaning& cleaning)
{
    std::vector<CollapseTarget> targets;
    const auto addAll = [&](const WordList& list, TagCategory category) {
        for (const auto& word : list.words())
            targets.push_back({word, std::string(tagCategoryName(category))});
    };
    addAll(cleaning.lists.genres, TagCategory::Genre);
    addAll(cleaning.lists.moods, TagCategory::Emotion);
    addAll(cleaning.lists.descriptive, TagCategory::Descriptive);
    if (cleaning.numericTargets)
        for (const char* decade : kDecadeTargets)
            targets.push_back({decade, std::string(tagCategoryName(TagCategory::Numeric))});
    return targets;
}

}  // namespace

std::optional<std::size_t> FormSpace::add(const std::string& tag)
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

std::vector<std::size_t> PlacedVocabulary::targetForms() const
{
    std::vector<std::size_t> forms;
    for (const auto& target : targets)
        forms.push_back(target.form);
    return forms;
}

PlacedVocabulary placeVocabulary(const std::vector<VocabularyRow>& rows, const VocabularyCleaning& cleaning, const FormVector& vectorOf, RunControl& control)
{
    PlacedVocabulary placed{FormSpace(vectorOf), {}, {}};
    for (auto& target : collapseTargets(cleaning))
        if (const auto form = placed.space.add(target.word)) {
            target.form = *form;
            placed.targets.push_back(std::move(target));
        }
    if (placed.targets.empty()) throw Error(ErrorCode::InvalidArgument, "embeddings", "none of the target words has a vector in them");
    placed.formOfRow.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % kRowsBetweenSteps == 0) control.step("look tags up", static_cast<std::int64_t>(i), static_cast<std::int64_t>(rows.size()));
        placed.formOfRow[i] = placed.space.add(rows[i].tag);
    }
    return placed;
}

bool isLeftToDistance(const VocabularyRow& row, const VocabularyCleaning& cleaning)
{
    const bool isNumber = row.category == tagCategoryName(TagCategory::Numeric) && std::find(kDecadeTargets.begin(), kDecadeTargets.end(), row.collapsed) == kDecadeTargets.end();
    const bool isOpen = row.category == tagCategoryName(TagCategory::Junk) && row.rule == cleaningRuleName(CleaningRule::None);
    return isOpen || (isNumber && cleaning.numericTargets);
}

}  // namespace engine::dataset
