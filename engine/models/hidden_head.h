#pragma once
#include <torch/torch.h>

#include <cstdint>

#include "engine/models/network.h"

namespace engine::models
{

/// dense1 -> bn -> ReLU -> dropout 0.5 -> dense2: how most networks of Won et al. end. The modules are registered in
/// their owner.
class HiddenHead
{
public:
    HiddenHead(torch::nn::Module& owner, std::int64_t in, std::int64_t hidden, std::int64_t tags);
    /// x: [batch, in] -> logits [batch, tags]. Offers dense1, bn and embedding.
    torch::Tensor forward(const torch::Tensor& x, Taps& taps);

    static constexpr const char* kLast = "dense2";

private:
    torch::nn::Linear m_dense1;
    torch::nn::BatchNorm1d m_bn;
    torch::nn::Linear m_dense2;
};

/// {"dense1", "bn", "embedding"}
const std::vector<std::string>& hiddenHeadLayers();

}  // namespace engine::models
