#pragma once
#include <string>
#include <string_view>

namespace engine::dataset {

/// A path as a data set gives it, made safe: normalisedPath(), without "." and with ".." resolved.
/// Throws Error{BadRow} for an empty or absolute path (also C:\ and \\server), one with a NUL and one that leaves its folder.
std::string safeRelativePath(std::string_view path);

}  // namespace engine::dataset
