#include "engine/models/attribution.h"
#include "engine/models/torch_model.h"

namespace engine::models
{

namespace grad_cam
{

/// Grad-CAM of the network's map layer for the tag's logit: ReLU(sum over channels of weight x map), weight = mean of
/// the derivative by that channel's map (Selvaraju et al. 2017, arXiv 1610.02391). A network on waveforms has no bands
/// to tell apart: its rows are added up.
neural::Attribution look(Network& network, const torch::Tensor& x, const neural::AttributionQuestion& question)
{
    const WithoutCudnn recurrentDerivatives;
    const auto where = network.attributable();
    Taps taps;
    taps.want(where.mapLayer);
    const auto logits = network.forward(x, taps);
    auto maps = taps.taken(where.mapLayer);
    const auto ofTag = logits.select(1, static_cast<std::int64_t>(question.tag)).sum();
    auto slope = torch::autograd::grad({ofTag}, {maps}).front();
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

}  // namespace grad_cam

extern const AttributionEntry grad_cam_attribution;
const AttributionEntry grad_cam_attribution{"grad-cam", fitsAll, grad_cam::look};

}  // namespace engine::models
