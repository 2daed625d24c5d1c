#include "engine/models/residual.h"

#include "engine/models/blocks.h"

namespace engine::models
{

namespace
{

constexpr std::array<std::int64_t, 2> kSquarePadding{1, 1};

torch::nn::Conv2d squareConv(std::int64_t in, std::int64_t out, const std::array<std::int64_t, 2>& stride)
{
    torch::nn::Conv2d conv(torch::nn::Conv2dOptions(in, out, 3).stride({stride[0], stride[1]}).padding(1));
    keepChannelsTogether(conv);
    return conv;
}

}  // namespace

ResidualBlock2dImpl::ResidualBlock2dImpl(const Shape& shape)
    : m_conv1(register_module("conv_1", squareConv(shape.in, shape.out, shape.stride))),
      m_conv2(nullptr),
      m_bn1(register_module("bn_1", torch::nn::BatchNorm2d(shape.out))),
      m_bn2(nullptr),
      m_pool(shape.pool)
{
    m_conv2 = register_module("conv_2", squareConv(shape.out, shape.out, {1, 1}));
    m_bn2 = register_module("bn_2", torch::nn::BatchNorm2d(shape.out));
    if (shape.in == shape.out && shape.stride[0] == 1 && shape.stride[1] == 1) return;
    m_conv3 = register_module("conv_3", squareConv(shape.in, shape.out, shape.stride));
    m_bn3 = register_module("bn_3", torch::nn::BatchNorm2d(shape.out));
}

torch::Tensor ResidualBlock2dImpl::forward(const torch::Tensor& x)
{
    const auto inner = rectified(normalised(m_conv1, m_bn1, x, kSquarePadding));
    const auto y = normalised(m_conv2, m_bn2, inner, kSquarePadding);
    const auto sum = y + (m_conv3.is_empty() ? x : normalised(m_conv3, m_bn3, x, kSquarePadding));
    return rectified(m_pool[0] == 1 && m_pool[1] == 1 ? sum : torch::max_pool2d(sum, m_pool));
}

}  // namespace engine::models
