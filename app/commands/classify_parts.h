#pragma once
#include <iosfwd>

#include "app/commands/command.h"

namespace app {

/// The document of an experiment for people.
void showClassify(std::ostream& out, const engine::Json& document);
/// classify list, show, remove.
void addClassifyExperiments(CLI::App& classify, CommandSink& sink);

}  // namespace app
