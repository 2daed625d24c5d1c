#include "engine/models/blocks.h"
#include "engine/models/module_path.h"
#include "engine/models/network.h"
#include "engine/models/sample_cnn.h"

namespace engine::models
{

namespace clmr_samplecnn
{

/// The encoder of CLMR (Spijkervet, Burgoyne 2021, arXiv 2103.09410) with a linear layer of tags on it: SampleCNN at 22
/// 050 Hz. Learned without labels by telling pieces of the same track from those of others.
class Net : public Network
{
public:
    /// The filters of every layer are divided by `narrower`.
    explicit Net(std::int64_t tags, std::int64_t narrower = 1) : m_fc(nullptr)
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kSampleCnnFilters.size(); ++i) {
            const auto path = "sequential." + std::to_string(i) + ".";
            const bool strided = i == 0;
            const auto filters = kSampleCnnFilters[i] / narrower;
            m_convs.push_back(registerAt(
                *this, path + "0",
                torch::nn::Conv1d(
                    torch::nn::Conv1dOptions(in, filters, 3).stride(strided ? 3 : 1).padding(paddingOf(i)))));
            m_bns.push_back(registerAt(*this, path + "1", torch::nn::BatchNorm1d(filters)));
            in = filters;
        }
        m_fc = register_module("fc", torch::nn::Linear(in, tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = x.squeeze(1);
        for (std::size_t i = 0; i < m_convs.size(); ++i) {
            x = rectified(normalised(m_convs[i], m_bns[i], x, paddingOf(i)));
            if (sampleCnnPools(i)) x = torch::max_pool1d(x, 3);
            taps.offer("sequential." + std::to_string(i), x);
        }
        x = x.squeeze(2);
        taps.offer("embedding", x);
        return m_fc(x);
    }

    InputShape inputShape() const override { return {1, kSampleCnnSamples, kSampleCnnSamples}; }
    std::vector<std::string> layers() const override
    {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < kSampleCnnFilters.size(); ++i)
            names.push_back("sequential." + std::to_string(i));
        names.push_back("embedding");
        return names;
    }
    Attributable attributable() const override { return {"sequential.6", 2187}; }
    std::string head() const override { return "fc"; }

private:
    static std::int64_t paddingOf(std::size_t layer) { return layer == 0 ? 0 : 1; }
    std::vector<torch::nn::Conv1d> m_convs;
    std::vector<torch::nn::BatchNorm1d> m_bns;
    torch::nn::Linear m_fc;
};

constexpr std::int64_t kSmall = 8;

std::shared_ptr<Network> make(std::int64_t tags, std::string_view variant)
{
    if (variant == "small") return std::make_shared<Net>(tags, kSmall);
    if (!variant.empty()) throw Error(ErrorCode::NotFound, std::string(variant), "CLMR has the variant small only");
    return std::make_shared<Net>(tags);
}

}  // namespace clmr_samplecnn

extern const ModelEntry clmr_samplecnn_entry;
const ModelEntry clmr_samplecnn_entry{"clmr_samplecnn", clmr_samplecnn::make};

}  // namespace engine::models
