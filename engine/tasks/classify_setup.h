#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/classic/experiment.h"
#include "engine/core/json.h"
#include "engine/tasks/classify_source.h"

namespace engine::tasks {

/// An experiment as its parameters describe it.
struct ClassifySetup {
    classic::Table table;
    std::optional<classic::Plan> plan;
    std::optional<classic::Plan> partition;   ///< one that keeps artists apart, beside the folds
    std::vector<classic::ModelChoice> models;
    classic::ExperimentOptions options;
    Json source;                              ///< as ClassifySource::description
    std::optional<store::ExperimentId> from;  ///< the experiment this one came out of
};

/// Parameters: those of classifySource(); models [id or "all"], settings {"ID.NAME": value}; folds (path) and fold_column, or split
/// "80-10-10", or library_split (name), or k; together none|duplicates|groups (of the library: groups); partition ("auto", "none" or a
/// path), partition_column; metric, seed, grid, inner_folds. Throws Error.
ClassifySetup classifySetup(const Json& parameters, store::Workspace& workspace, int threads);

/// With `from` (number of an experiment) the table, plan, metric, seed and settings are those of that one, where `parameters` say nothing
/// else, and with `best` the models are its best ones, votes apart. Without `from`, the parameters as they are. Throws Error{NotFound}.
Json inheritedParameters(const Json& parameters, store::Workspace& workspace);

/// A file beside the table whose `part` column names train and test for exactly its rows; the first by name.
std::optional<classic::Plan> partitionBeside(const classic::Table& table, const std::filesystem::path& file, const std::string& column);

}  // namespace engine::tasks
