#include "engine/models/sample_trunk.h"

namespace engine::models
{

std::string sampleLayerName(std::size_t index)
{
    return "layer" + std::to_string(index + 1);
}

std::int64_t SampleTrunk::samplesOf(int power)
{
    std::int64_t samples = 1;
    for (int i = 0; i < power; ++i)
        samples *= 3;
    return samples;
}

std::vector<std::int64_t> SampleTrunk::filtersOf(int power, std::int64_t narrower)
{
    std::vector<std::int64_t> filters(3, 128);
    filters.insert(filters.end(), static_cast<std::size_t>(power - 4), 256);
    filters.insert(filters.end(), 2, 512);
    for (auto& count : filters)
        count /= narrower;
    return filters;
}

SampleTrunk::SampleTrunk(torch::nn::Module& owner, int power, std::int64_t narrower) : m_power(power)
{
    const auto filters = filtersOf(power, narrower);
    std::int64_t in = 1;
    for (std::size_t i = 0; i < filters.size(); ++i) {
        const bool strided = i == 0, pointwise = i + 1 == filters.size();
        m_blocks.push_back(owner.register_module(
            sampleLayerName(i), ConvBlock1d(in, filters[i], pointwise ? 1 : 3, strided ? 3 : 1)));
        in = filters[i];
    }
}

torch::Tensor SampleTrunk::throughLayer(std::size_t index, const torch::Tensor& x)
{
    const auto heard = m_blocks[index](x);
    const bool pooled = index > 0 && index + 1 < m_blocks.size();
    return pooled ? torch::max_pool1d(heard, 3) : heard;
}

torch::Tensor SampleTrunk::forward(torch::Tensor x, Taps& taps)
{
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        x = throughLayer(i, x);
        taps.offer(sampleLayerName(i), x);
    }
    return x;
}

std::vector<torch::Tensor> SampleTrunk::lastLayers(torch::Tensor x, std::size_t count)
{
    std::vector<torch::Tensor> last;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        x = throughLayer(i, x);
        if (i + count >= m_blocks.size()) last.push_back(x);
    }
    return last;
}

}  // namespace engine::models
