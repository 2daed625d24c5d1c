#include "engine/models/blocks.h"
#include "engine/models/hidden_head.h"
#include "engine/models/network.h"
#include "engine/models/sample_cnn.h"

namespace engine::models
{

namespace se
{

/// Residual block of a waveform with squeeze and excitation: after the second convolution each filter is scaled by a
/// number that two dense layers read from the filters' means over time.
class BlockImpl : public torch::nn::Module
{
public:
    BlockImpl(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride)
        : m_padding(kernel / 2),
          m_conv1(register_module("conv_1", conv(in, out, kernel, stride))),
          m_bn1(register_module("bn_1", torch::nn::BatchNorm1d(out))),
          m_conv2(register_module("conv_2", conv(out, out, kernel, 1))),
          m_bn2(register_module("bn_2", torch::nn::BatchNorm1d(out))),
          m_dense1(register_module("dense1", torch::nn::Linear(out, out))),
          m_dense2(register_module("dense2", torch::nn::Linear(out, out)))
    {
        if (stride == 1 && in == out) return;
        m_conv3 = register_module("conv_3", conv(in, out, kernel, stride));
        m_bn3 = register_module("bn_3", torch::nn::BatchNorm1d(out));
    }

    torch::Tensor forward(const torch::Tensor& x)
    {
        const auto inner = rectified(normalised(m_conv1, m_bn1, x, m_padding));
        const auto y = normalised(m_conv2, m_bn2, inner, m_padding);
        const auto scale = torch::sigmoid(m_dense2(torch::relu(m_dense1(y.mean(2)))));
        const auto shortcut = m_conv3.is_empty() ? x : normalised(m_conv3, m_bn3, x, m_padding);
        return rectified(shortcut + y * scale.unsqueeze(2));
    }

private:
    static torch::nn::Conv1d conv(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride)
    {
        return torch::nn::Conv1d(torch::nn::Conv1dOptions(in, out, kernel).stride(stride).padding(kernel / 2));
    }

    std::int64_t m_padding;
    // Named as in the published state dictionaries.
    torch::nn::Conv1d m_conv1;
    torch::nn::BatchNorm1d m_bn1;
    torch::nn::Conv1d m_conv2;
    torch::nn::BatchNorm1d m_bn2;
    torch::nn::Linear m_dense1, m_dense2;
    torch::nn::Conv1d m_conv3{nullptr};
    torch::nn::BatchNorm1d m_bn3{nullptr};
};
TORCH_MODULE(Block);

/// SampleCNN with squeeze and excitation, of Kim, Lee, Nam (2018), arXiv 1710.10451, in the form of Won et al. (2020).
class Net : public Network
{
public:
    explicit Net(std::int64_t tags) : m_head(withBlocks(), kSampleCnnFilters.back(), 512, tags) {}

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = x.squeeze(1);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = m_blocks[i](x);
            if (sampleCnnPools(i)) x = torch::max_pool1d(x, 3);
            taps.offer("layer" + std::to_string(i + 1), x);
        }
        return m_head.forward(x.squeeze(2), taps);
    }

    InputShape inputShape() const override { return {1, kSampleCnnSamples, kSampleCnnSamples}; }
    std::vector<std::string> layers() const override
    {
        return numberedLayers({}, kSampleCnnFilters.size(), hiddenHeadLayers());
    }
    Attributable attributable() const override { return {"layer7", 2187}; }
    std::string head() const override { return HiddenHead::kLast; }

private:
    /// The blocks are registered before the head, as in the published files.
    Net& withBlocks()
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kSampleCnnFilters.size(); ++i) {
            m_blocks.push_back(register_module(
                "layer" + std::to_string(i + 1),
                Block(in, kSampleCnnFilters[i], i + 1 == kSampleCnnFilters.size() ? 1 : 3, i == 0 ? 3 : 1)));
            in = kSampleCnnFilters[i];
        }
        return *this;
    }

    std::vector<Block> m_blocks;
    HiddenHead m_head;
};

}  // namespace se

extern const ModelEntry se_entry;
const ModelEntry se_entry{"se", makeOnly<se::Net>};

}  // namespace engine::models
