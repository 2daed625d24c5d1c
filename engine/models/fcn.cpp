#include "engine/models/blocks.h"
#include "engine/models/network.h"

namespace engine::models
{

namespace fcn
{

/// Fully convolutional network of Choi, Fazekas, Sandler (2016), arXiv 1606.00298, in the form of Won et al. (2020).
/// Five 3x3 blocks, each pooled until one value a filter is left; hence 1280..2559 frames.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags) : m_specBn(register_module("spec_bn", torch::nn::BatchNorm2d(1))), m_dense(nullptr)
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kBlocks.size(); ++i) {
            m_blocks.push_back(register_module("layer" + std::to_string(i + 1), squareBlock(in, kBlocks[i].filters)));
            in = kBlocks[i].filters;
        }
        m_dense = register_module("dense", torch::nn::Linear(in, tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_specBn(x);
        taps.offer("spec_bn", x);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = torch::max_pool2d(m_blocks[i](x), {kBlocks[i].poolMels, kBlocks[i].poolFrames});
            taps.offer("layer" + std::to_string(i + 1), x);
        }
        x = x.flatten(1);
        taps.offer("embedding", x);
        return m_dense(torch::dropout(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {96, 1280, 2559}; }
    std::vector<std::string> layers() const override
    {
        return {"spec_bn", "layer1", "layer2", "layer3", "layer4", "layer5", "embedding"};
    }
    std::string head() const override { return "dense"; }

private:
    struct Block {
        std::int64_t filters;
        std::int64_t poolMels;
        std::int64_t poolFrames;
    };
    static constexpr std::array<Block, 5> kBlocks{{{64, 2, 4}, {128, 2, 4}, {128, 2, 4}, {128, 3, 5}, {64, 4, 4}}};

    torch::nn::BatchNorm2d m_specBn;
    std::vector<ConvBlock2d> m_blocks;
    torch::nn::Linear m_dense;
};

std::shared_ptr<Network> make(std::int64_t tags)
{
    return std::make_shared<Net>(tags);
}

}  // namespace fcn

extern const ModelEntry fcn_entry;
const ModelEntry fcn_entry{"fcn", fcn::make};

}  // namespace engine::models
