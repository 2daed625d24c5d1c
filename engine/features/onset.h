#pragma once
#include <vector>

#include "engine/features/matrix.h"

namespace engine::features {

/// How the rise of the bands is brought together.
enum class OnsetKind : int {
    Mean,     ///< as the stand-alone tempo of the reference
    Median,   ///< as its beat tracker; the tempo of the genre table
};

/// Spectral flux: first difference in time of the mel decibels, falls as 0, mean or median over the bands; three frames late
/// (one of lag and two of the window's half), cut to the number of frames. melDb: [bands, frames] -> [frames]
std::vector<float> onsetStrength(const Matrix& melDb, OnsetKind kind);

}  // namespace engine::features
