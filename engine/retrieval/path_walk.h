#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace engine::retrieval {

/// Points that lie along a drawn line, in its order: at `count` places evenly spaced on the line the nearest point that was not taken
/// yet. points, path: x, y of each. Fewer than `count` if there are not so many points; ties by lower index.
/// Throws Error{InvalidArgument} for odd lengths or a path of no point.
std::vector<std::uint32_t> pointsAlong(std::span<const float> points, std::span<const float> path, std::size_t count);

}  // namespace engine::retrieval
