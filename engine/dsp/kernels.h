#pragma once
#include <cstddef>

/// Hot loops of the mel stage, compiled for several instruction sets and chosen when the program is loaded (kernels.cpp).
/// `kLanes` frames are worked on together.
namespace engine::dsp::kernels {

inline constexpr std::size_t kLanes = 16;

/// out[i] = samples[i] * window[i]
void applyWindow(const float* samples, const float* window, float* out, std::size_t count);

/// Power spectrum of a real frame of 2h samples from the complex transform of its h pairs (even + i odd samples).
/// spectrum: [h] complex; twiddleRe/Im: [h/2 + 1] cos and -sin of pi k / h; power: [h + 1], linear.
void powerOfPackedFrame(const float* spectrum, const float* twiddleRe, const float* twiddleIm, std::size_t half, float* power);

/// rows: [kLanes, count], each row `rowStride` apart -> columns: [count, kLanes]
void transposeToLanes(const float* rows, std::size_t rowStride, std::size_t count, float* columns);

/// out[lane] = sum over i < count of weights[i] * power[i * kLanes + lane]
void weightedSum(const float* power, const float* weights, std::size_t count, float* out);

/// values[i] = 10 log10(max(values[i], floor)), error below 1e-5 dB. floor must be a normal number.
void toDecibels(float* values, std::size_t count, float floor);

}  // namespace engine::dsp::kernels
