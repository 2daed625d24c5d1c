#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace engine::dataset {

/// Indices of `keys` in an order that depends on the seed and the keys alone: not on the order they come in, the machine or the
/// standard library (std::shuffle is free to differ). Equal keys keep their order.
std::vector<std::size_t> seededOrder(std::span<const std::uint64_t> keys, std::uint64_t seed);

}  // namespace engine::dataset
