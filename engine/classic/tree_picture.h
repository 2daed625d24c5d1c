#pragma once
#include <string>
#include <vector>

#include "engine/classic/fitted_model.h"
#include "engine/report/tree_chart.h"

namespace engine::classic {

/// A tree of a model as questions in the features' own units. Throws Error{NotFound} for a model without trees or a number it has not.
std::vector<report::TreePart> treeParts(const FittedModel& model, std::size_t number);

/// "Tree 3 of 500, random-forest"; of boosting also round and class.
std::string treeTitle(const FittedModel& model, std::size_t number);

/// The tree drawn; depth as in report::treeChart().
report::Drawing treePicture(const FittedModel& model, std::size_t number, std::size_t depth = 0);

}  // namespace engine::classic
