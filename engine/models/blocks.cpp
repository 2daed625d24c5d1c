#include "engine/models/blocks.h"

#include <utility>

namespace engine::models
{

namespace
{

struct Folded {
    torch::Tensor weight;
    torch::Tensor bias;
};

template <typename Conv, typename Norm>
Folded fold(const Conv& conv, const Norm& bn)
{
    const auto scale = bn->weight * torch::rsqrt(bn->running_var + bn->options.eps());
    std::vector<std::int64_t> perFilter(static_cast<std::size_t>(conv->weight.dim()), 1);
    perFilter[0] = -1;
    return {conv->weight * scale.view(perFilter), (conv->bias - bn->running_mean) * scale + bn->bias};
}

}  // namespace

torch::Tensor normalised(const torch::nn::Conv2d& conv, torch::nn::BatchNorm2d& bn, const torch::Tensor& x,
                         torch::IntArrayRef padding)
{
    const auto& stride = conv->options.stride();
    if (bn->is_training() || torch::GradMode::is_enabled())
        return bn(torch::conv2d(x, conv->weight, conv->bias, stride, padding));
    const auto folded = fold(conv, bn);
    return torch::conv2d(x, folded.weight, folded.bias, stride, padding);
}

torch::Tensor normalised(const torch::nn::Conv1d& conv, torch::nn::BatchNorm1d& bn, const torch::Tensor& x,
                         std::int64_t padding)
{
    const auto& stride = conv->options.stride();
    if (bn->is_training() || torch::GradMode::is_enabled())
        return bn(torch::conv1d(x, conv->weight, conv->bias, stride, padding));
    const auto folded = fold(conv, bn);
    return torch::conv1d(x, folded.weight, folded.bias, stride, padding);
}

torch::Tensor rectified(torch::Tensor x)
{
    return torch::GradMode::is_enabled() ? torch::relu(x) : x.relu_();
}

void keepChannelsTogether(torch::nn::Conv2d& conv)
{
    // A copy, not contiguous(): one input channel counts as laid out either way, and would stay as it is.
    const auto& weight = conv->weight;
    conv->weight.set_data(
        torch::empty(weight.sizes(), weight.options().memory_format(torch::MemoryFormat::ChannelsLast))
            .copy_(weight.detach()));
}

torch::Tensor NormalisedInput::value() const
{
    return plain * weight + bias;
}

NormalisedInput normaliseInput(torch::nn::BatchNorm2d& bn, const torch::Tensor& x)
{
    const bool learning = bn->is_training();
    if (learning) bn->num_batches_tracked += 1;
    const auto plain = torch::batch_norm(x, {}, {}, bn->running_mean, bn->running_var, learning,
                                         bn->options.momentum().value(), bn->options.eps(), /*cudnn_enabled=*/true);
    return {plain, bn->weight, bn->bias};
}

ConvBlock2dImpl::ConvBlock2dImpl(std::int64_t in, std::int64_t out, std::vector<std::int64_t> kernel,
                                 std::vector<std::int64_t> padding)
    : m_conv(register_module("conv", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).padding(padding)))),
      m_bn(register_module("bn", torch::nn::BatchNorm2d(out))),
      m_padding(std::move(padding))
{
}

torch::Tensor ConvBlock2dImpl::forward(const torch::Tensor& x)
{
    return rectified(normalised(m_conv, m_bn, x, m_padding));
}

torch::Tensor ConvBlock2dImpl::learn(const NormalisedInput& input)
{
    const auto convolve = [&](const torch::Tensor& x) {
        return torch::conv2d(x, m_conv->weight, {}, /*stride=*/1, m_padding);
    };
    const auto& x = input.plain;
    const auto ones = torch::ones({1, 1, x.size(2), x.size(3)}, x.options());
    const auto shift = convolve(ones) * input.bias + m_conv->bias.view({1, -1, 1, 1});
    return torch::relu(m_bn(convolve(x) * input.weight + shift));
}

torch::Tensor ConvBlock2dImpl::pooled(const torch::Tensor& x, torch::IntArrayRef pool)
{
    return rectified(torch::max_pool2d(normalised(m_conv, m_bn, x, m_padding), pool));
}

torch::Tensor ConvBlock2dImpl::learnPooled(const NormalisedInput& input, torch::IntArrayRef pool)
{
    const auto& filters = m_conv->weight;
    const auto layout = filters.suggest_memory_format();
    const auto x = torch::cat({input.plain, torch::ones_like(input.plain)}, 1).contiguous(layout);
    const auto both = torch::cat({filters * input.weight, filters * input.bias}, 1).contiguous(layout);
    return torch::relu(torch::max_pool2d(m_bn(torch::conv2d(x, both, m_conv->bias, /*stride=*/1, m_padding)), pool));
}

ConvBlock1dImpl::ConvBlock1dImpl(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride)
    : m_conv(register_module(
          "conv", torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, kernel).stride(stride).padding(kernel / 2)))),
      m_bn(register_module("bn", torch::nn::BatchNorm1d(out)))
{
}

torch::Tensor ConvBlock1dImpl::forward(const torch::Tensor& x)
{
    return rectified(normalised(m_conv, m_bn, x, m_conv->weight.size(2) / 2));
}

ConvBlock2d squareBlock(std::int64_t in, std::int64_t out)
{
    ConvBlock2d block(in, out, std::vector<std::int64_t>{3, 3}, std::vector<std::int64_t>{1, 1});
    block->keepChannelsTogether();
    return block;
}

}  // namespace engine::models
