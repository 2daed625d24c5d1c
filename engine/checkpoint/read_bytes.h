#pragma once
#include <cstddef>
#include <filesystem>
#include <vector>

namespace engine::checkpoint
{

/// The largest weight file read; the published ones are 2..50 MB.
inline constexpr std::size_t kMaxFileBytes = std::size_t{4} << 30;

/// A whole regular file. Throws Error{Missing, Permission, NotRegular, Empty, TooLarge, Truncated}.
std::vector<std::byte> readBytes(const std::filesystem::path& path);

}  // namespace engine::checkpoint
