#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace engine::active
{

/// For each of `rows` (places in vectors [., width]) the greatest scalar product with any of `references` [count, width],
/// where it is greater than best[i]; nearest[i] is then first + the reference's number. best, nearest: [rows].
void greatestProducts(std::span<const float> vectors, std::size_t width, std::span<const std::uint32_t> rows, std::span<const float> references,
                      std::uint32_t first, std::span<float> best, std::span<std::uint32_t> nearest);

}  // namespace engine::active
