#include "engine/models/blocks.h"
#include "engine/models/network.h"

namespace engine::models
{

namespace musicnn
{

/// MusiCNN of Pons et al. (2018), arXiv 1711.02520. The front-end looks for timbre with tall filters (67 and 38 bands
/// by 7 frames, largest value over the remaining bands) and for rhythm with long ones (129, 65, 33 frames of the mean
/// over the bands); three residual convolutions follow, then maximum and mean over time.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_specBn(register_module("spec_bn", torch::nn::BatchNorm2d(1))),
          m_frontEnd(register_module("layers", torch::nn::ModuleList())),
          m_layer1(register_module("layer1", ConvBlock1d(kFrontEnd, kWidth, 7))),
          m_layer2(register_module("layer2", ConvBlock1d(kWidth, kWidth, 7))),
          m_layer3(register_module("layer3", ConvBlock1d(kWidth, kWidth, 7))),
          m_dense1(register_module("dense1", torch::nn::Linear(2 * (kFrontEnd + 3 * kWidth), kHidden))),
          m_bn(register_module("bn", torch::nn::BatchNorm1d(kHidden))),
          m_dense2(register_module("dense2", torch::nn::Linear(kHidden, tags)))
    {
        for (const std::int64_t bands : {67, 38})
            m_frontEnd->push_back(
                ConvBlock2d(1, kTimbre, std::vector<std::int64_t>{bands, 7}, std::vector<std::int64_t>{0, 3}));
        for (const std::int64_t frames : {129, 65, 33})
            m_frontEnd->push_back(ConvBlock1d(1, kRhythm, frames));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        const auto input = normaliseInput(m_specBn, x);
        taps.offer("spec_bn", input.value());
        const auto front = frontEnd(input, taps);
        const auto r1 = m_layer1(front);
        taps.offer("layer1", r1);
        // The taps see what the layers themselves give, as in the published summaries; the sum is the residual
        // connection.
        const auto l2 = m_layer2(r1);
        taps.offer("layer2", l2);
        const auto r2 = l2 + r1;
        const auto l3 = m_layer3(r2);
        taps.offer("layer3", l3);
        const auto r3 = l3 + r2;
        const auto all = torch::cat({front, r1, r2, r3}, 1);
        x = m_dense1(torch::cat({all.amax(2), all.mean(2)}, 1));
        taps.offer("dense1", x);
        x = m_bn(x);
        taps.offer("bn", x);
        x = torch::relu(x);
        taps.offer("embedding", x);
        return m_dense2(torch::dropout(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {96, 1, 0}; }
    std::vector<std::string> layers() const override
    {
        return {"spec_bn", "layers.0", "layers.1", "layers.2", "layers.3", "layers.4",
                "layer1",  "layer2",   "layer3",   "dense1",   "bn",       "embedding"};
    }
    std::string head() const override { return "dense2"; }

private:
    torch::Tensor frontEnd(const NormalisedInput& input, Taps& taps)
    {
        std::vector<torch::Tensor> branches;
        const auto x = input.value();
        const auto overBands = x.mean(2);
        for (std::size_t i = 0; i < m_frontEnd->size(); ++i) {
            branches.push_back(i < 2 ? timbre(*m_frontEnd[i]->as<ConvBlock2d>(), input, x)
                                     : m_frontEnd[i]->as<ConvBlock1d>()->forward(overBands));
            taps.offer("layers." + std::to_string(i), branches.back());
        }
        return torch::cat(branches, 1);
    }

    static torch::Tensor timbre(ConvBlock2dImpl& block, const NormalisedInput& input, const torch::Tensor& x)
    {
        const auto map = torch::GradMode::is_enabled() ? block.learn(input) : block.forward(x);
        return std::get<0>(map.max(2));  // not amax(): its derivative costs more
    }

    static constexpr std::int64_t kTimbre = 204;
    static constexpr std::int64_t kRhythm = 51;
    static constexpr std::int64_t kFrontEnd = 2 * kTimbre + 3 * kRhythm;
    static constexpr std::int64_t kWidth = 64;
    static constexpr std::int64_t kHidden = 200;

    torch::nn::BatchNorm2d m_specBn;
    torch::nn::ModuleList m_frontEnd;
    ConvBlock1d m_layer1, m_layer2, m_layer3;
    torch::nn::Linear m_dense1;
    torch::nn::BatchNorm1d m_bn;
    torch::nn::Linear m_dense2;
};

std::shared_ptr<Network> make(std::int64_t tags)
{
    return std::make_shared<Net>(tags);
}

}  // namespace musicnn

extern const ModelEntry musicnn_entry;
const ModelEntry musicnn_entry{"musicnn", musicnn::make};

}  // namespace engine::models
