#pragma once
#include <filesystem>
#include <string>

#include "app/commands/command.h"

namespace app {

/// `label simulate`
void addLabelSimulation(CLI::App& group, CommandSink& sink);
/// `label curve -o`: .csv or .svg, by the ending.
int writeLabelCurve(CommandContext& context, const std::string& session, const std::filesystem::path& output);

}  // namespace app
