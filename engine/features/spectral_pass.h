#pragma once
#include <span>

#include "engine/features/matrix.h"
#include "engine/features/padding.h"
#include "engine/features/tuning.h"

namespace engine::features {

/// What is read off each frame's spectrum, so that spectra need not be kept.
struct SpectralPass {
    Matrix centroidHz, bandwidthHz, rolloffHz, flatness;   ///< [1, frames]
    Matrix contrastValley, contrastPeak;                   ///< [7, frames], magnitudes
    Matrix melPower;                                       ///< [128, frames]
    PitchPeaks powerPeaks, magnitudePeaks;                 ///< for the tunings of chroma and of the constant-Q transform
};

SpectralPass spectralPass(std::span<const float> samples, Padding padding);

}  // namespace engine::features
