#pragma once
#include "app/commands/command.h"

namespace app {

/// `runs export` and `runs import`.
void addRunsExchange(CLI::App& runs, CommandSink& sink);

}  // namespace app
