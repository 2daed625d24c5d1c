#pragma once
#include <cstddef>

/// Hot loops of decoding and resampling, compiled for several instruction sets and chosen when the program is loaded.
namespace engine::audio::kernels {

/// mono[i] = mean of the `channels` interleaved samples of frame i
void mixToMono(const float* interleaved, std::size_t channels, float* mono, std::size_t frames);

/// Sum of a[i] * b[i]; count is a multiple of 16.
float dot(const float* a, const float* b, std::size_t count);

/// False when a value is NaN or infinite.
bool allFinite(const float* values, std::size_t count);

struct Extremes {
    float minimum, maximum, sumOfSquares;
};
/// count >= 1
Extremes extremes(const float* values, std::size_t count);

}  // namespace engine::audio::kernels
