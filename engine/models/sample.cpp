#include "engine/models/dropout.h"
#include "engine/models/network.h"
#include "engine/models/sample_cnn.h"
#include "engine/models/sample_trunk.h"

namespace engine::models
{

namespace sample
{

/// SampleCNN of Lee, Park, Kim, Nam (2017), arXiv 1703.01789: filters of three samples, each followed by a pooling of
/// three, until 3^10 samples of the waveform are one value a filter.
class Net : public Network
{
public:
    explicit Net(std::int64_t tags) : m_trunk(*this, kPower), m_dense(nullptr)
    {
        m_dense = register_module("dense", torch::nn::Linear(kSampleCnnFilters.back(), tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = m_trunk.forward(x.squeeze(1), taps).squeeze(2);
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
    static constexpr int kPower = 10;
    SampleTrunk m_trunk;
    torch::nn::Linear m_dense;
};

}  // namespace sample

extern const ModelEntry sample_entry;
const ModelEntry sample_entry{"sample", makeOnly<sample::Net>};

}  // namespace engine::models
