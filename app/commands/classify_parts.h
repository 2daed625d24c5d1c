#pragma once
#include <iosfwd>

#include "app/commands/command.h"

namespace app {

/// The document of an experiment for people.
void showClassify(std::ostream& out, const engine::Json& document);
/// classify final, predict, tree.
void addClassifyFinals(CLI::App& classify, CommandSink& sink);
/// classify list, show, report, remove.
void addClassifyExperiments(CLI::App& classify, CommandSink& sink);

}  // namespace app
