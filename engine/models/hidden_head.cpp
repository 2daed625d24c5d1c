#include "engine/models/hidden_head.h"

#include "engine/models/dropout.h"

namespace engine::models
{

HiddenHead::HiddenHead(torch::nn::Module& owner, std::int64_t in, std::int64_t hidden, std::int64_t tags)
    : m_dense1(owner.register_module("dense1", torch::nn::Linear(in, hidden))),
      m_bn(owner.register_module("bn", torch::nn::BatchNorm1d(hidden))),
      m_dense2(owner.register_module(kLast, torch::nn::Linear(hidden, tags)))
{
}

torch::Tensor HiddenHead::forward(const torch::Tensor& x, Taps& taps)
{
    const auto dense = m_dense1(x);
    taps.offer("dense1", dense);
    const auto normal = m_bn(dense);
    taps.offer("bn", normal);
    const auto hidden = torch::relu(normal);
    taps.offer("embedding", hidden);
    return m_dense2(dropped(hidden, 0.5, m_bn->is_training()));
}

const std::vector<std::string>& hiddenHeadLayers()
{
    static const std::vector<std::string> kLayers{"dense1", "bn", "embedding"};
    return kLayers;
}

}  // namespace engine::models
