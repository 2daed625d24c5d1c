#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace engine::tasks {

/// Paths in a task's parameters. JSON is text, a path is bytes: `name` holds it for show, and where the bytes are not UTF-8
/// `name_hex` holds them too (for a list: an entry for each path, empty where the text says it all).

void putPath(Json& parameters, const std::string& name, const std::filesystem::path& path);
void putPaths(Json& parameters, const std::string& name, const std::vector<std::filesystem::path>& paths);

/// Empty if there is none. Throws Error{InvalidArgument} for hex that is none.
std::filesystem::path pathOf(const Json& parameters, const std::string& name);
std::vector<std::filesystem::path> pathsOf(const Json& parameters, const std::string& name);

}  // namespace engine::tasks
