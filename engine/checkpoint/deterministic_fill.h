#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace engine::checkpoint
{

/// deterministic-fill-v1: values that depend on a tensor's name and shape only, so that two implementations of a
/// network can be compared without sharing a weight file. Nothing for the stored front-end (window, mel matrix), which
/// keeps what the class computes. The rule: a hash of (crc32(name), index) gives u in [0,1); its scaling follows from
/// the last part of the name (running_mean, running_var, bias*, ...) and from the number of dimensions.
std::optional<std::vector<double>> deterministicFill(std::string_view name, const std::vector<std::int64_t>& shape);

}  // namespace engine::checkpoint
