#include "engine/models/blocks.h"
#include "engine/models/harmonic_filters.h"
#include "engine/models/hidden_head.h"
#include "engine/models/network.h"
#include "engine/models/residual.h"

namespace engine::models
{

namespace hcnn
{

/// HarmoniCNN of Won, Chun, Nieto, Serra (ICASSP 2020, "Data-driven harmonic filters for audio representation
/// learning"): a note and its harmonics lie on top of each other as channels. At least 288 frames of 256 samples.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_filters(register_module("hstft", HarmonicFilters())),
          m_bn(register_module("hstft_bn", torch::nn::BatchNorm2d(6))),
          m_layer1(register_module("layer1", squareBlock(6, 128))),
          m_layer5(nullptr),
          m_head(withBlocks(), 256, 256, tags)
    {
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_filters(x.flatten(1));
        taps.offer("logmel", x);
        x = m_bn(x);
        taps.offer("hstft_bn", x);
        x = m_layer1->pooled(x, {2, 2});
        taps.offer("layer1", x);
        for (std::size_t i = 0; i < m_residual.size(); ++i) {
            if (i == kBeforeLayer5) {
                x = m_layer5->pooled(x, {2, 2});
                taps.offer("layer5", x);
            }
            x = m_residual[i](x);
            taps.offer("layer" + std::to_string(numberOf(i)), x);
        }
        return m_head.forward(x.squeeze(2).amax(2), taps);
    }

    InputShape inputShape() const override { return {1, 287 * 256, 0}; }
    std::vector<std::string> layers() const override
    {
        return numberedLayers({"logmel", "hstft_bn"}, 7, hiddenHeadLayers());
    }
    Attributable attributable() const override { return {"layer4", 16 * 256}; }
    std::string head() const override { return HiddenHead::kLast; }

private:
    static constexpr std::size_t kBeforeLayer5 = 3;  // layers 2, 3, 4 and 6, 7 are residual
    static std::size_t numberOf(std::size_t residual) { return residual + (residual < kBeforeLayer5 ? 2 : 3); }

    void addResidual(std::int64_t width, const std::array<std::int64_t, 2>& pool)
    {
        m_residual.push_back(register_module("layer" + std::to_string(numberOf(m_residual.size())),
                                             ResidualBlock2d(ResidualBlock2dImpl::Shape{width, width, {1, 1}, pool})));
    }

    /// The blocks are registered before the head, as in the published files.
    Net& withBlocks()
    {
        for (int i = 0; i < 3; ++i)
            addResidual(128, {2, 2});
        m_layer5 = register_module("layer5", squareBlock(128, 256));
        for (int i = 0; i < 2; ++i)
            addResidual(256, {2, 3});
        return *this;
    }

    HarmonicFilters m_filters;
    torch::nn::BatchNorm2d m_bn;
    ConvBlock2d m_layer1, m_layer5;
    std::vector<ResidualBlock2d> m_residual;
    HiddenHead m_head;
};

}  // namespace hcnn

extern const ModelEntry hcnn_entry;
const ModelEntry hcnn_entry{"hcnn", makeOnly<hcnn::Net>};

}  // namespace engine::models
