#pragma once
#include "app/commands/command.h"

namespace app {

/// models filters.
void addModelFilters(CLI::App& models, CommandSink& sink);

}  // namespace app
