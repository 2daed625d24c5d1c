#pragma once
#include <filesystem>
#include <string>

#include "engine/tasks/track_search.h"

namespace engine::tasks {

/// One line for bash: the `tagbench-cli search` that finds the same tracks on this workspace.
std::string searchLine(const std::filesystem::path& workspace, const SearchRequest& request);

}  // namespace engine::tasks
