#pragma once
#include <torch/torch.h>

#include <array>
#include <cstdint>

namespace engine::models
{

/// Two 3x3 convolutions around a shortcut, as in all networks of Won et al.: conv_1 (strided), bn_1, ReLU, conv_2,
/// bn_2, plus the input (through conv_3 and bn_3 where its shape differs), ReLU, max-pool.
class ResidualBlock2dImpl : public torch::nn::Module
{
public:
    struct Shape {
        std::int64_t in, out;
        std::array<std::int64_t, 2> stride{1, 1};  ///< bands, frames
        std::array<std::int64_t, 2> pool{1, 1};
    };
    explicit ResidualBlock2dImpl(const Shape& shape);
    torch::Tensor forward(const torch::Tensor& x);

private:
    // Named as in the published state dictionaries.
    torch::nn::Conv2d m_conv1, m_conv2, m_conv3{nullptr};
    torch::nn::BatchNorm2d m_bn1, m_bn2, m_bn3{nullptr};
    std::array<std::int64_t, 2> m_pool;
};
TORCH_MODULE(ResidualBlock2d);

}  // namespace engine::models
