#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace engine::tasks {

/// The rate that audioFingerprint() takes.
inline constexpr int kFingerprintRateHz = 5512;

/// How a recording sounds, coarsely: 32 bits every 46 ms of the first minute, which MP3 at low bit rates, another level, or seconds cut off
/// change little. Haitsma and Kalker 2002, "A Highly Robust Audio Fingerprinting System": frames of 0.37 s (2048 samples, Hann), 33 bands of equal
/// width in log frequency from 300 to 2000 Hz, bit m = whether the difference of the energies of bands m and m + 1 grew since the frame before. Their frames
/// begin every 12 ms; here every 256 samples, for a fifth of the room: two copies are then at most 23 ms out of step.
/// mono: samples at kFingerprintRateHz. Empty for less than two frames.
std::vector<std::uint32_t> audioFingerprint(std::span<const float> mono);

}  // namespace engine::tasks
