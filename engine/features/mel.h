#pragma once
#include <span>

#include "engine/features/matrix.h"

namespace engine::features {

inline constexpr std::size_t kMelBands = 128;
inline constexpr std::size_t kCepstralCoefficients = 20;

/// 128 triangles of Slaney's scale from 0 to 11025 Hz, area-normalised, over a power spectrum [kBins]; fills column `frame` of [128, frames].
void addMelPower(std::span<const float> power, Matrix& mel, std::size_t frame);
/// 10 log10(max(1e-10, power)), clipped at 80 dB below the largest of the whole matrix.
Matrix melDecibels(const Matrix& melPower);
/// Coefficients 0..19 of the orthonormal DCT-II along the bands: [20, frames]
Matrix cepstrum(const Matrix& melDb);

}  // namespace engine::features
