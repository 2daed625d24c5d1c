#pragma once
#include <filesystem>

namespace engine {

/// Folder of resources/ as built or installed: $TAGBENCH_RESOURCES, else <lib>/../share/tagbench, else the source tree's.
/// Throws Error{Missing}.
std::filesystem::path resourceFolder();

/// Folder that holds libtagbench_engine.so (or the program that contains this function), absolute.
std::filesystem::path libraryFolder();

}  // namespace engine
