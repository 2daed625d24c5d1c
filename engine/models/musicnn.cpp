#include "engine/models/blocks.h"
#include "engine/models/hidden_head.h"
#include "engine/models/network.h"

namespace engine::models
{

namespace musicnn
{

struct Widths {
    std::int64_t middle;  ///< filters of the three residual convolutions
    std::int64_t hidden;  ///< units before the last layer
};
constexpr Widths kMtat{64, 200};
constexpr Widths kMsd{512, 500};

/// MusiCNN of Pons et al. (2018), arXiv 1711.02520. The front-end looks for timbre with tall filters (67 and 38 bands
/// by 7 frames, largest value over the remaining bands) and for rhythm with long ones (129, 65, 33 frames of the mean
/// over the bands); three residual convolutions follow, then maximum and mean over time. Two sizes were published: the
/// small one for MagnaTagATune and MTG-Jamendo, the wide one for the Million Song Dataset.
class Net : public Network
{
public:
    Net(std::int64_t tags, const Widths& widths)
        : m_specBn(register_module("spec_bn", torch::nn::BatchNorm2d(1))),
          m_frontEnd(register_module("layers", torch::nn::ModuleList())),
          m_layer1(register_module("layer1", ConvBlock1d(kFrontEnd, widths.middle, 7))),
          m_layer2(register_module("layer2", ConvBlock1d(widths.middle, widths.middle, 7))),
          m_layer3(register_module("layer3", ConvBlock1d(widths.middle, widths.middle, 7))),
          m_head(*this, 2 * (kFrontEnd + 3 * widths.middle), widths.hidden, tags)
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
        taps.offer("concatenated", all);
        return m_head.forward(torch::cat({all.amax(2), all.mean(2)}, 1), taps);
    }

    InputShape inputShape() const override { return {96, 1, 0}; }
    std::vector<std::string> layers() const override
    {
        return numberedLayers({"spec_bn", "layers.0", "layers.1", "layers.2", "layers.3", "layers.4"}, 3,
                              hiddenHeadLayers());
    }
    Attributable attributable() const override { return {"concatenated", 1}; }
    std::string head() const override { return HiddenHead::kLast; }

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

    torch::nn::BatchNorm2d m_specBn;
    torch::nn::ModuleList m_frontEnd;
    ConvBlock1d m_layer1, m_layer2, m_layer3;
    HiddenHead m_head;
};

template <const Widths& widths>
class Sized : public Net
{
public:
    explicit Sized(std::int64_t tags) : Net(tags, widths) {}
};

}  // namespace musicnn

extern const ModelEntry musicnn_entry;
const ModelEntry musicnn_entry{"musicnn", makeOnly<musicnn::Sized<musicnn::kMtat>>};
extern const ModelEntry musicnn_msdwidth_entry;
const ModelEntry musicnn_msdwidth_entry{"musicnn_msdwidth", makeOnly<musicnn::Sized<musicnn::kMsd>>};

}  // namespace engine::models
