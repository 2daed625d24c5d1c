#pragma once
#include <cstddef>

/// Hot loops of decoding and resampling, compiled for several instruction sets and chosen when the program is loaded.
namespace engine::audio::kernels {

/// mono[i] = mean of the `channels` interleaved samples of frame i
void mixToMono(const float* interleaved, std::size_t channels, float* mono, std::size_t frames);

/// Where a polyphase filter stands: the first input of the next dot product and the row of coefficients to use.
struct FilterStep {
    std::size_t at = 0, phase = 0;
};
/// Coefficients [up, taps], taps a multiple of 16; each output moves on by down / up inputs.
struct FilterRows {
    const float* rows = nullptr;
    std::size_t taps = 0, up = 0, down = 0;
};
/// Fills out[0 .. count) as long as whole dot products fit into in[0 .. inputs); moves `step` on and returns how many were made.
std::size_t filter(const float* in, std::size_t inputs, const FilterRows& rows, FilterStep& step, float* out, std::size_t count);

/// False when a value is NaN or infinite.
bool allFinite(const float* values, std::size_t count);

struct Extremes {
    float minimum, maximum, sumOfSquares;
};
/// count >= 1
Extremes extremes(const float* values, std::size_t count);

}  // namespace engine::audio::kernels
