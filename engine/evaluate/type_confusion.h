#pragma once
#include <span>
#include <string>
#include <vector>

#include "engine/evaluate/confusion.h"
#include "engine/evaluate/matrix.h"

namespace engine::evaluate {

/// A tag type whose tags are classes: every track has exactly one of them, as one genre.
struct TypeConfusion {
    std::string type;
    std::vector<std::size_t> places;   ///< columns of the scores, in order: class k is tag places[k]
    Confusion confusion;
};

/// One for each type with two tags or more of which every track has exactly one; the answer is its best-scored tag.
std::vector<TypeConfusion> confusionsByType(const Scores& scores, const Truth& truth, std::span<const std::string> types);

/// Which of `places` scores highest in this row, the first of equals. `places` is not empty.
std::size_t bestOf(std::span<const double> row, std::span<const std::size_t> places);

}  // namespace engine::evaluate
