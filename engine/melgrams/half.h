#pragma once
#include <cstddef>
#include <cstdint>

namespace engine::melgrams {

/// IEEE 754 binary16, round to nearest even; dB values between -100 and +60 keep a step of at most 0.0625 dB.
void toHalf(const float* from, std::uint16_t* to, std::size_t count);
void fromHalf(const std::uint16_t* from, float* to, std::size_t count);

}  // namespace engine::melgrams
