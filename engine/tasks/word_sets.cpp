#include "engine/tasks/word_sets.h"

#include <cmath>

#include "engine/core/error.h"
#include "engine/dataset/tag_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/clean_tags.h"
#include "engine/tasks/word_lookup.h"

namespace engine::tasks {

namespace {

/// Nothing for a zero vector: it is near nothing.
std::optional<WordSet::Vector> asUnit(std::vector<double> values, bool isWhole)
{
    double squares = 0;
    for (const double v : values)
        squares += v * v;
    if (squares == 0) return {};
    for (double& v : values)
        v /= std::sqrt(squares);
    return WordSet::Vector{std::move(values), isWhole};
}

}  // namespace

WordSet libraryWordSet(store::Workspace& workspace, RunControl& control)
{
    const auto vectorOf = formVectors(Json::object(), {}, {}, &workspace, control);
    return {"tags that share tracks", [vectorOf](const std::string& words) -> std::optional<WordSet::Vector> {
                auto found = vectorOf(dataset::tokenForm(dataset::lowerCase(words)));
                if (!found) return {};
                return asUnit(std::move(*found), true);
            }};
}

std::vector<WordSet> wordSetsForSearch(store::Workspace& workspace, RunControl& control)
{
    std::vector<WordSet> sets;
    for (const auto& kept : workspace.words().list())
        sets.push_back({kept.name, [&workspace, kept](const std::string& words) -> std::optional<WordSet::Vector> {
                            auto found = lookUpWord(workspace.words(), kept, words);
                            if (found.how == dataset::TagVector::How::Missing) return {};
                            return asUnit(std::move(found.values), found.how == dataset::TagVector::How::Whole);
                        }});
    try {
        sets.push_back(libraryWordSet(workspace, control));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::TooShort) throw;   // too few tags: words are matched by their letters alone
    }
    return sets;
}

}  // namespace engine::tasks
