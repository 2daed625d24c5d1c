#pragma once
#include <span>

#include "engine/features/matrix.h"
#include "engine/features/padding.h"

namespace engine::features {

inline constexpr int kConstantQBinsPerOctave = 36;

/// Magnitudes of a constant-Q transform of seven octaves from C1 with 36 bins an octave, three of them around each semitone summed over
/// the octaves: [12, frames], C first. Octave by octave, the signal halved in rate between (Schoerkhuber & Klapuri 2010), Hann atoms
/// whose spectra are thinned out at 1 %, scaled by 1 / sqrt(length); as librosa.cqt. tuning: in bins.
Matrix constantQChroma(std::span<const float> samples, Padding padding, double tuning);

}  // namespace engine::features
