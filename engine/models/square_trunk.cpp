#include "engine/models/square_trunk.h"

#include <array>

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
    auto x = first(input, taps);
    taps.offer("layer1", x);
    for (std::size_t i = 1; i < m_blocks.size(); ++i) {
        x = m_blocks[i]->pooled(x, {m_stages[i].poolMels, m_stages[i].poolFrames});
        taps.offer("layer" + std::to_string(i + 1), x);
    }
    return x;
}

torch::Tensor SquareTrunk::first(const torch::Tensor& input, Taps& taps)
{
    const std::array<std::int64_t, 2> pool{m_stages.front().poolMels, m_stages.front().poolFrames};
    if (!torch::GradMode::is_enabled()) {
        const auto x = m_specBn(input);
        taps.offer("spec_bn", x);
        return m_blocks.front()->pooled(x, pool);
    }
    const auto normalised = normaliseInput(m_specBn, input);
    taps.offer("spec_bn", normalised.value());
    return m_blocks.front()->learnPooled(normalised, pool);
}

}  // namespace engine::models
