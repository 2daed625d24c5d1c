#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <memory>

#include "engine/neural/probing.h"

namespace engine::train
{

/// x: [rows, steps, width], steps behind a row's length are zeros; lengths: [rows] -> logits [rows, tags].
class ProbeHead : public torch::nn::Module
{
public:
    virtual torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& lengths) = 0;
};

std::shared_ptr<ProbeHead> makeProbeHead(const neural::ProbeConfig& config, std::int64_t width, std::int64_t tags);

}  // namespace engine::train
