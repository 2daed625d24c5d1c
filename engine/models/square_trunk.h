#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <vector>

#include "engine/models/blocks.h"
#include "engine/models/network.h"

namespace engine::models
{

/// A one-channel batch normalisation `spec_bn`, then 3x3 blocks `layer1`.. each with its max-pool: the trunk of FCN,
/// CRNN and the short-chunk CNN. The modules are registered in their owner.
class SquareTrunk
{
public:
    struct Stage {
        std::int64_t filters;
        std::int64_t poolMels;
        std::int64_t poolFrames;
    };
    SquareTrunk(torch::nn::Module& owner, const std::vector<Stage>& stages);
    /// [batch, 1, mels, frames] -> [batch, filters, bands, frames]. Offers spec_bn and every layer.
    torch::Tensor forward(const torch::Tensor& x, Taps& taps);
    std::int64_t filters() const { return m_stages.back().filters; }

private:
    torch::Tensor first(const torch::Tensor& input, Taps& taps);

    std::vector<Stage> m_stages;
    torch::nn::BatchNorm2d m_specBn;
    std::vector<ConvBlock2d> m_blocks;
};

}  // namespace engine::models
