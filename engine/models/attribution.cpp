#include "engine/models/attribution.h"

#include <ATen/Context.h>

#include "engine/models/torch_model.h"
#include "engine/neural/attention_rollout.h"

namespace engine::models
{

namespace
{

/// cuDNN's recurrent layers have derivatives in training mode only; LibTorch's own have them always.
class WithoutCudnn
{
public:
    WithoutCudnn() : m_before(at::globalContext().userEnabledCuDNN()) { at::globalContext().setUserEnabledCuDNN(false); }
    ~WithoutCudnn() { at::globalContext().setUserEnabledCuDNN(m_before); }
    WithoutCudnn(const WithoutCudnn&) = delete;
    WithoutCudnn& operator=(const WithoutCudnn&) = delete;

private:
    bool m_before;
};

}  // namespace

neural::Attribution gradCam(Network& network, const torch::Tensor& x, std::int64_t tag)
{
    const WithoutCudnn recurrentDerivatives;
    const auto where = network.attributable();
    Taps taps;
    taps.want(where.mapLayer);
    const auto logits = network.forward(x, taps);
    auto maps = taps.taken(where.mapLayer);
    auto slope = torch::autograd::grad({logits.select(1, tag).sum()}, {maps}).front();
    if (maps.dim() == 3) {  // [batch, channels, columns]
        maps = maps.unsqueeze(2);
        slope = slope.unsqueeze(2);
    }
    auto map = torch::relu((slope.mean({2, 3}, /*keepdim=*/true) * maps).sum(1));
    if (network.inputShape().mels == 1) map = map.sum(1, /*keepdim=*/true);

    neural::Attribution result;
    result.layer = where.mapLayer;
    result.rows = static_cast<std::size_t>(map.size(1));
    result.columns = static_cast<std::size_t>(map.size(2));
    result.firstFrame = -static_cast<double>(where.paddingFrames);
    result.framesPerColumn = static_cast<double>(where.framesPerColumn);
    result.values = hostValues(map);
    result.logits = hostValues(logits);
    return result;
}

namespace
{

/// steps: [batch, steps] shares -> [batch, rows, steps]
torch::Tensor spreadOverBands(const torch::Tensor& steps, const Taps& taps, const std::vector<std::string>& layers)
{
    torch::Tensor bands;
    for (const auto& layer : layers) {
        const auto looked = taps.taken(layer).to(torch::kCPU);
        const auto shares = looked / looked.sum(2, /*keepdim=*/true);  // besides the class token's look at itself
        bands = bands.defined() ? bands + shares : shares;
    }
    return (bands / static_cast<double>(layers.size())).transpose(1, 2) * steps.unsqueeze(1);
}

}  // namespace

neural::Attribution attentionMap(Network& network, const torch::Tensor& x)
{
    const torch::NoGradGuard noGrad;
    const auto where = network.attributable();
    Taps taps;
    for (const auto* wanted : {&where.attentionLayers, &where.bandAttentionLayers})
        for (const auto& layer : *wanted)
            taps.want(layer);
    const auto logits = network.forward(x, taps);
    std::vector<neural::Activation> layers;
    for (const auto& layer : where.attentionLayers)
        layers.push_back({layer, taps.taken(layer).sizes().vec(), hostValues(taps.taken(layer))});

    neural::Attribution result;
    result.layer = where.attentionLayers.back();
    result.rows = 1;
    // With one weight a step there is nothing to unroll.
    const bool plain = layers.front().shape.size() == 2;
    result.values = plain ? layers.front().values : neural::stepsOfClassToken(neural::attentionRollout(layers));
    result.columns = result.values.size() / static_cast<std::size_t>(x.size(0));
    if (!where.bandAttentionLayers.empty()) {
        const auto steps = torch::tensor(result.values).view({x.size(0), -1});
        const auto spread = spreadOverBands(steps, taps, where.bandAttentionLayers);
        result.rows = static_cast<std::size_t>(spread.size(1));
        result.values = hostValues(spread);
    }
    result.firstFrame = -static_cast<double>(where.paddingFrames);
    result.framesPerColumn = static_cast<double>(where.framesPerStep);
    result.logits = hostValues(logits);
    return result;
}

}  // namespace engine::models
