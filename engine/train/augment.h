#pragma once
#include <torch/torch.h>

#include <cstdint>

#include "engine/neural/training.h"

namespace engine::train
{

struct LearningBatch {
    torch::Tensor input;   ///< [batch, 1, mels, frames] dB, or [batch, 1, 1, samples]
    torch::Tensor target;  ///< [batch, tags]
};

/// The batch as it is learned from; a pure function of it, the configuration and the seed. Gain, noise, masks, then
/// mixup.
LearningBatch augmented(LearningBatch batch, const neural::Augmentation& augmentation, std::uint64_t seed);

}  // namespace engine::train
