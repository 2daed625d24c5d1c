#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"

namespace engine::tasks {

/// What the command line is told before the command: the part of a job that is no parameter of its task.
struct CommandSettings {
    std::filesystem::path workspace;
    std::string device = "auto";
    int threads = 0;   ///< 0 = all
};

/// The words after `tagbench-cli` that do what the task does with these parameters, in bytes.
///
/// A parameter `min_tracks` is the option `--min-tracks`, a true one a bare flag; what differs is in a table of command_line.cpp.
/// Steps after this one (stepsAfter) are lines of their own. A task without a line there is taken for a command of its own name.
/// Throws Error{NotFound} for an unknown task, Error{Unsupported} where the command line has no words for it.
std::vector<std::string> commandArguments(std::string_view task, const Json& parameters, const CommandSettings& settings);

/// One line for bash, always valid UTF-8 without control characters: other bytes stand as \xff in $'...'.
std::string shellLine(const std::vector<std::string>& words);

/// shellLine of `tagbench-cli` and commandArguments(); a report as PDF or in a language other than English is `tagbench report`.
std::string commandLine(std::string_view task, const Json& parameters, const CommandSettings& settings);

}  // namespace engine::tasks
