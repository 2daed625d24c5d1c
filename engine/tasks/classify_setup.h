#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/classic/experiment.h"
#include "engine/core/json.h"

namespace engine::tasks {

/// An experiment as its parameters describe it.
struct ClassifySetup {
    classic::Table table;
    std::optional<classic::Plan> plan;
    std::optional<classic::Plan> partition;   ///< one that keeps artists apart, beside the folds
    std::vector<classic::ModelChoice> models;
    classic::ExperimentOptions options;
};

/// Parameters: table (path), label, exclude [..], group (column); models [id or "all"], settings {"ID.NAME": value}; folds (path) and
/// fold_column, or split "80-10-10", or k; together none|duplicates|groups; partition ("auto", "none" or a path), partition_column;
/// metric, seed, grid, inner_folds. Throws Error.
ClassifySetup classifySetup(const Json& parameters, int threads);

/// The table alone, without a plan.
classic::Table tableFor(const Json& parameters);

/// A file beside the table whose `part` column names train and test for exactly its rows; the first by name.
std::optional<classic::Plan> partitionBeside(const classic::Table& table, const std::filesystem::path& file, const std::string& column);

}  // namespace engine::tasks
