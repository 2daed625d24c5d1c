#include "engine/models/attribution.h"
#include "engine/models/forced_attention.h"
#include "engine/models/torch_model.h"

namespace engine::models
{

namespace contribution
{

bool fits(const Network& network)
{
    return dynamic_cast<const ForcedAttention*>(&network) != nullptr;
}

/// Tag-wise contribution (Won, Chun, Serra 2019, arXiv 1906.04972): every tag's probability if the last attention puts
/// all its weight on one step, step after step. What is before that attention is computed once.
neural::Attribution look(Network& network, const torch::Tensor& x, const neural::AttributionQuestion& question)
{
    const torch::NoGradGuard noGrad;
    auto& forced = dynamic_cast<ForcedAttention&>(network);
    const auto where = network.attributable();
    Taps taps;
    const auto logits = network.forward(x, taps);
    const auto tokens = forced.tokens(x, taps);
    const auto places = torch::arange(forced.classTokens(), tokens.size(1), torch::kLong).to(x.device());
    std::vector<torch::Tensor> windows;
    for (std::int64_t i = 0; i < x.size(0); ++i) {
        windows.push_back(torch::sigmoid(forced.attendingTo(tokens.slice(0, i, i + 1), places)).t());
        report(question, static_cast<double>(i + 1) / static_cast<double>(x.size(0)));
    }
    const auto all = torch::stack(windows);  // [batch, tags, steps]

    neural::Attribution result;
    result.layer = forced.forcedLayer();
    result.rows = 1;
    result.columns = static_cast<std::size_t>(all.size(2));
    result.firstFrame = -static_cast<double>(where.paddingFrames);
    result.framesPerColumn = static_cast<double>(where.framesPerStep);
    result.values = hostValues(all.select(1, static_cast<std::int64_t>(question.tag)));
    result.logits = hostValues(logits);
    result.tagColumns = hostValues(all);
    result.passes = static_cast<int>(places.size(0));
    return result;
}

}  // namespace contribution

extern const AttributionEntry contribution_attribution;
const AttributionEntry contribution_attribution{"contribution", contribution::fits, contribution::look};

}  // namespace engine::models
