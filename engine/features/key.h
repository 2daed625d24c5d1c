#pragma once
#include <array>
#include <string>

#include "engine/features/analysis.h"

namespace engine::features {

struct Key {
    int tonic = 0;           ///< 0 = C .. 11 = B
    bool major = true;
    double strength = 0;     ///< correlation with the key's profile, -1 .. 1
    double confidence = 0;   ///< by how much it is better than the next best key, 0 .. 2
};

/// Correlation of the piece's pitch classes with the 24 rotated profiles of Krumhansl & Kessler (1982). shares: how much of each class.
Key findKey(const std::array<double, 12>& shares);

/// By the mean over time of the constant-Q chroma, each frame divided by its maximum.
Key keyOf(Analysis& piece);

/// "A minor"
std::string keyName(const Key& key);

}  // namespace engine::features
