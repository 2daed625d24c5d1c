#pragma once
#include <span>

#include "engine/features/matrix.h"
#include "engine/features/padding.h"

namespace engine::features {

inline constexpr std::size_t kPitchClasses = 12;

/// Energy of the twelve pitch classes: |X|^2 through Gaussian bumps a semitone wide around each class, weighted by a Gaussian of two
/// octaves around 440/16 * 2^5 Hz (D. Ellis' chroma), each frame divided by its maximum. tuning: in semitones. [12, frames], C first.
Matrix chromagram(std::span<const float> samples, Padding padding, double tuning);

/// Chroma energy normalised statistics (Mueller & Ewert, ISMIR 2011): L1 per frame, quantised at 0.05, 0.1, 0.2, 0.4, smoothed by a
/// 43-point Hann in time, L2 per frame. chroma, result: [12, frames]
Matrix energyNormalisedChroma(const Matrix& chroma);

/// Every frame divided by its largest value; silent ones stay.
Matrix dividedByMaximum(Matrix matrix);

}  // namespace engine::features
