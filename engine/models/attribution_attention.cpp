#include "engine/models/attribution.h"
#include "engine/models/torch_model.h"
#include "engine/neural/attention_rollout.h"
#include "engine/neural/neural_engine.h"

namespace engine::models
{

namespace attention_map
{

bool fits(const Network& network)
{
    return !network.attributable().attentionLayers.empty();
}

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

/// How much the network attends to each step; of stacked layers by neural::attentionRollout(). Of a network that
/// attends to bands as well [batch, rows, steps]: each step's share spread over the rows as its class token looks at
/// them, the mean over the layers, so that the sum over the rows is the step's share again.
neural::Attribution look(Network& network, const torch::Tensor& x, const neural::AttributionQuestion&)
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

}  // namespace attention_map

extern const AttributionEntry attention_attribution;
const AttributionEntry attention_attribution{"attention", attention_map::fits, attention_map::look};

}  // namespace engine::models
