#pragma once
#include <torch/torch.h>

#include <cstdint>
#include <string>
#include <vector>

#include "engine/models/blocks.h"
#include "engine/models/network.h"

namespace engine::models
{

/// The layers of a SampleCNN for 3^power samples: a stride of three, power - 1 layers each pooled by three, one of
/// single values. For 3^10 samples the widths are those of kSampleCnnFilters; a shorter one has fewer layers of 256.
/// The modules layer1 .. are registered in their owner.
class SampleTrunk
{
public:
    /// The filters of every layer are divided by `narrower`.
    SampleTrunk(torch::nn::Module& owner, int power, std::int64_t narrower = 1);

    static constexpr int kLeastPower = 5;  ///< below there is no layer of 256 left
    static std::int64_t samplesOf(int power);
    static std::vector<std::int64_t> filtersOf(int power, std::int64_t narrower = 1);

    /// x: [batch, 1, samples] -> [batch, filters, 1]. Offers every layer.
    torch::Tensor forward(torch::Tensor x, Taps& taps);
    /// What the last `count` layers give, the lower first: [batch, filters of the layer, its times] each.
    std::vector<torch::Tensor> lastLayers(torch::Tensor x, std::size_t count);
    std::int64_t samples() const { return samplesOf(m_power); }
    std::size_t depth() const { return m_blocks.size(); }

private:
    torch::Tensor throughLayer(std::size_t index, const torch::Tensor& x);

    int m_power;
    std::vector<ConvBlock1d> m_blocks;
};

/// The name a trunk's layer has in taps and state dictionaries, `index` from 0.
std::string sampleLayerName(std::size_t index);

}  // namespace engine::models
