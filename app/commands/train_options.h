#pragma once
#include <CLI/CLI.hpp>

#include "engine/core/json.h"

namespace app {

/// Adds the options of how a training learns (engine/tasks/train_options.h) to a command.
void addTrainOptions(CLI::App& command);

/// Copies those that were given on the command line into the parameters of the task.
void putTrainOptions(const CLI::App& command, engine::Json& parameters);

}  // namespace app
