#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <vector>

namespace engine::models
{

/// A one-channel map after batch normalisation, its learned scale and shift still apart: value() = plain * weight +
/// bias. `plain` needs no gradient, so that a convolution of it need not work out the derivative by its input, the
/// dearest part of learning with tall filters (three quarters of a MusiCNN step on the CPU) and used for these two
/// numbers only.
struct NormalisedInput {
    torch::Tensor plain;
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor value() const;
};

/// What bn(x) does, running statistics included.
NormalisedInput normaliseInput(torch::nn::BatchNorm2d& bn, const torch::Tensor& x);

/// bn(conv(x)) with zeros of `padding` around x. In evaluation without gradients the normalisation is folded into the
/// convolution's weights.
torch::Tensor normalised(const torch::nn::Conv2d& conv, torch::nn::BatchNorm2d& bn, const torch::Tensor& x,
                         torch::IntArrayRef padding);
torch::Tensor normalised(const torch::nn::Conv1d& conv, torch::nn::BatchNorm1d& bn, const torch::Tensor& x,
                         std::int64_t padding);
/// ReLU, in place where nothing is learned. `x` is the caller's own.
torch::Tensor rectified(torch::Tensor x);
/// Weights, and with them every map that follows, are laid out channels last: with many channels and 3x3 kernels a
/// folded forward pass costs 0.4 of what it does otherwise on the CPU. Shapes stay as they are.
void keepChannelsTogether(torch::nn::Conv2d& conv);

/// Convolution -> batch normalisation -> ReLU; the pooling is the caller's. Submodules are named `conv` and `bn`.
/// In evaluation without gradients the normalisation is folded into the convolution's weights: one pass over the map
/// less, the same numbers up to float32 rounding.
class ConvBlock2dImpl : public torch::nn::Module
{
public:
    ConvBlock2dImpl(std::int64_t in, std::int64_t out, std::vector<std::int64_t> kernel,
                    std::vector<std::int64_t> padding);
    torch::Tensor forward(const torch::Tensor& x);
    /// forward(input.value()) for learning, by linearity: conv(w x + b) = w conv(x) + b conv(1).
    torch::Tensor learn(const NormalisedInput& input);
    /// Maximum over `pool` of forward(x). ReLU and maximum commute, in their derivatives too: rectified is what is left
    /// of the map, a quarter of it as a rule.
    torch::Tensor pooled(const torch::Tensor& x, torch::IntArrayRef pool);
    /// pooled(input.value()) for learning. Filters with few weights and large maps: w and b are taken into the weights,
    /// of x and of a second channel of ones, which keeps the zeros of the padding as they are.
    torch::Tensor learnPooled(const NormalisedInput& input, torch::IntArrayRef pool);
    void keepChannelsTogether() { models::keepChannelsTogether(m_conv); }

private:
    // Named as in the published state dictionaries.
    torch::nn::Conv2d m_conv;
    torch::nn::BatchNorm2d m_bn;
    std::vector<std::int64_t> m_padding;
};
TORCH_MODULE(ConvBlock2d);

/// The same in one dimension, "same" padding for odd kernels (before the stride).
class ConvBlock1dImpl : public torch::nn::Module
{
public:
    ConvBlock1dImpl(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1);
    torch::Tensor forward(const torch::Tensor& x);

private:
    // Named as in the published state dictionaries.
    torch::nn::Conv1d m_conv;
    torch::nn::BatchNorm1d m_bn;
};
TORCH_MODULE(ConvBlock1d);

/// 3x3 block with padding 1, the one most networks are made of.
ConvBlock2d squareBlock(std::int64_t in, std::int64_t out);

}  // namespace engine::models
