#include "engine/models/blocks.h"
#include "engine/models/dropout.h"
#include "engine/models/network.h"
#include "engine/models/sample_cnn.h"

namespace engine::models
{

namespace sample
{

/// SampleCNN of Lee, Park, Kim, Nam (2017), arXiv 1703.01789: filters of three samples, each followed by a pooling of
/// three, until 3^10 samples of the waveform are one value a filter.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags) : m_dense(nullptr)
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kSampleCnnFilters.size(); ++i) {
            const bool strided = i == 0;
            const bool pointwise = i + 1 == kSampleCnnFilters.size();
            m_blocks.push_back(
                register_module("layer" + std::to_string(i + 1),
                                ConvBlock1d(in, kSampleCnnFilters[i], pointwise ? 1 : 3, strided ? 3 : 1)));
            in = kSampleCnnFilters[i];
        }
        m_dense = register_module("dense", torch::nn::Linear(in, tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = x.squeeze(1);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = m_blocks[i](x);
            if (sampleCnnPools(i)) x = torch::max_pool1d(x, 3);
            taps.offer("layer" + std::to_string(i + 1), x);
        }
        x = x.squeeze(2);
        taps.offer("embedding", x);
        return m_dense(dropped(x, 0.5, is_training()));
    }

    InputShape inputShape() const override { return {1, kSampleCnnSamples, kSampleCnnSamples}; }
    std::vector<std::string> layers() const override
    {
        return numberedLayers({}, kSampleCnnFilters.size(), {"embedding"});
    }
    Attributable attributable() const override { return {"layer7", 2187}; }
    std::string head() const override { return "dense"; }

private:
    std::vector<ConvBlock1d> m_blocks;
    torch::nn::Linear m_dense;
};

}  // namespace sample

extern const ModelEntry sample_entry;
const ModelEntry sample_entry{"sample", makeOnly<sample::Net>};

}  // namespace engine::models
