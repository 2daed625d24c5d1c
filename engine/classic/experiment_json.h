#pragma once
#include <string>
#include <vector>

#include "engine/classic/experiment.h"

namespace engine::classic {

/// {"accuracy":{"mean","min","max","folds"},"macro":{..},"per_class":[..],"confusion":[..],"deciding":{"value","rounds"},"settings",
/// "members"?,"weights"? [rounds, members],"grid"?,"seconds"}
Json toJson(const ModelResult& result, const Table& table, const ExperimentOptions& options);

/// What must be known before these numbers are believed, in whole sentences.
std::vector<std::string> warningsFor(const Table& table, const Plan& plan);

}  // namespace engine::classic
