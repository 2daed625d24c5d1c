#include "engine/evaluate/type_confusion.h"

#include <map>
#include <optional>

namespace engine::evaluate {

namespace {

/// The class a track has; none unless it has exactly one.
std::optional<int> classOf(std::span<const std::uint8_t> row, std::span<const std::size_t> places)
{
    std::optional<int> found;
    for (std::size_t k = 0; k < places.size(); ++k) {
        if (row[places[k]] == 0) continue;
        if (found) return {};
        found = static_cast<int>(k);
    }
    return found;
}

std::optional<Confusion> confusionOf(const Scores& scores, const Truth& truth, std::span<const std::size_t> places)
{
    std::vector<int> classes, answers;
    for (std::size_t row = 0; row < truth.rows(); ++row) {
        const auto known = classOf(truth.row(row), places);
        if (!known) return {};
        classes.push_back(*known);
        answers.push_back(static_cast<int>(bestOf(scores.row(row), places)));
    }
    if (classes.empty()) return {};
    return confusion(classes, answers, places.size());
}

}  // namespace

std::size_t bestOf(std::span<const double> row, std::span<const std::size_t> places)
{
    std::size_t best = 0;
    for (std::size_t k = 1; k < places.size(); ++k)
        if (row[places[k]] > row[places[best]]) best = k;
    return best;
}

std::vector<TypeConfusion> confusionsByType(const Scores& scores, const Truth& truth, std::span<const std::string> types)
{
    std::map<std::string, std::vector<std::size_t>> members;
    for (std::size_t place = 0; place < types.size(); ++place)
        members[types[place]].push_back(place);
    std::vector<TypeConfusion> found;
    for (auto& [type, places] : members) {
        if (places.size() < 2) continue;
        if (auto made = confusionOf(scores, truth, places)) found.push_back({type, places, std::move(*made)});
    }
    return found;
}

}  // namespace engine::evaluate
