#pragma once
#include <span>

#include "engine/features/matrix.h"
#include "engine/features/padding.h"

namespace engine::features {

/// Root mean square of centred frames of 2048 samples without a window: [1, frames]
Matrix rmsOfFrames(std::span<const float> samples, Padding padding);

}  // namespace engine::features
