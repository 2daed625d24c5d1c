#include "engine/models/square_trunk.h"

namespace engine::models
{

SquareTrunk::SquareTrunk(torch::nn::Module& owner, const std::vector<Stage>& stages)
    : m_stages(stages), m_specBn(owner.register_module("spec_bn", torch::nn::BatchNorm2d(1)))
{
    std::int64_t in = 1;
    for (const auto& stage : m_stages) {
        const auto name = "layer" + std::to_string(m_blocks.size() + 1);
        m_blocks.push_back(owner.register_module(name, squareBlock(in, stage.filters)));
        in = stage.filters;
    }
}

torch::Tensor SquareTrunk::forward(const torch::Tensor& input, Taps& taps)
{
    auto x = m_specBn(input);
    taps.offer("spec_bn", x);
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        x = torch::max_pool2d(m_blocks[i](x), {m_stages[i].poolMels, m_stages[i].poolFrames});
        taps.offer("layer" + std::to_string(i + 1), x);
    }
    return x;
}

}  // namespace engine::models
