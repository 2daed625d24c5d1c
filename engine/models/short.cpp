#include "engine/models/blocks.h"
#include "engine/models/network.h"

namespace engine::models
{

namespace short_chunk
{

/// Short-chunk CNN of Won, Ferraro, Bogdanov, Serra (2020), arXiv 2006.00751: seven 3x3 blocks, each pooled by two in
/// both directions, then the largest value over time. At least 2^7 frames.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags)
        : m_specBn(register_module("spec_bn", torch::nn::BatchNorm2d(1))),
          m_dense1(nullptr),
          m_bn(nullptr),
          m_dense2(nullptr)
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kFilters.size(); ++i) {
            m_blocks.push_back(register_module("layer" + std::to_string(i + 1), squareBlock(in, kFilters[i])));
            in = kFilters[i];
        }
        m_dense1 = register_module("dense1", torch::nn::Linear(in, in));
        m_bn = register_module("bn", torch::nn::BatchNorm1d(in));
        m_dense2 = register_module("dense2", torch::nn::Linear(in, tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_specBn(x);
        taps.offer("spec_bn", x);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = torch::max_pool2d(m_blocks[i](x), {2, 2});
            taps.offer("layer" + std::to_string(i + 1), x);
        }
        x = m_dense1(x.squeeze(2).amax(2));
        taps.offer("dense1", x);
        x = m_bn(x);
        taps.offer("bn", x);
        x = torch::relu(x);
        taps.offer("embedding", x);
        return m_dense2(torch::dropout(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {128, 128, 0}; }
    std::vector<std::string> layers() const override
    {
        return {"spec_bn", "layer1", "layer2", "layer3", "layer4",   "layer5",
                "layer6",  "layer7", "dense1", "bn",     "embedding"};
    }
    std::string head() const override { return "dense2"; }

private:
    static constexpr std::array<std::int64_t, 7> kFilters{128, 128, 256, 256, 256, 256, 512};

    torch::nn::BatchNorm2d m_specBn;
    std::vector<ConvBlock2d> m_blocks;
    torch::nn::Linear m_dense1;
    torch::nn::BatchNorm1d m_bn;
    torch::nn::Linear m_dense2;
};

std::shared_ptr<Network> make(std::int64_t tags)
{
    return std::make_shared<Net>(tags);
}

}  // namespace short_chunk

extern const ModelEntry short_chunk_entry;
const ModelEntry short_chunk_entry{"short", short_chunk::make};

}  // namespace engine::models
