#include "engine/models/hidden_head.h"
#include "engine/models/network.h"
#include "engine/models/residual.h"

namespace engine::models
{

namespace short_res
{

/// Short-chunk ResNet of Won, Ferraro, Bogdanov, Serra (2020), arXiv 2006.00751: seven residual blocks that halve both
/// directions by their stride, then the largest value over time. Any number of frames: odd ones are rounded up.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_specBn(register_module("spec_bn", torch::nn::BatchNorm2d(1))),
          m_head(withBlocks(), kFilters.back(), 512, tags)
    {
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_specBn(x);
        taps.offer("spec_bn", x);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = m_blocks[i](x);
            taps.offer("layer" + std::to_string(i + 1), x);
        }
        return m_head.forward(x.squeeze(2).amax(2), taps);
    }

    InputShape inputShape() const override { return {128, 2, 0}; }
    std::vector<std::string> layers() const override { return numberedLayers({"spec_bn"}, 7, hiddenHeadLayers()); }
    Attributable attributable() const override { return {"layer4", 16}; }
    std::string head() const override { return HiddenHead::kLast; }

private:
    static constexpr std::array<std::int64_t, 7> kFilters{128, 128, 256, 256, 256, 256, 512};

    /// The blocks are registered before the head, as in the published files.
    Net& withBlocks()
    {
        std::int64_t in = 1;
        for (const auto filters : kFilters) {
            const auto name = "layer" + std::to_string(m_blocks.size() + 1);
            m_blocks.push_back(register_module(name, ResidualBlock2d(ResidualBlock2dImpl::Shape{in, filters, {2, 2}})));
            in = filters;
        }
        return *this;
    }

    torch::nn::BatchNorm2d m_specBn;
    std::vector<ResidualBlock2d> m_blocks;
    HiddenHead m_head;
};

}  // namespace short_res

extern const ModelEntry short_res_entry;
const ModelEntry short_res_entry{"short_res", makeOnly<short_res::Net>};

}  // namespace engine::models
