#include <random>

#include "engine/models/dropout.h"
#include "engine/models/forced_attention.h"
#include "engine/models/module_path.h"
#include "engine/models/network.h"
#include "engine/models/residual.h"
#include "engine/models/self_attention.h"

namespace engine::models
{

namespace attention
{

constexpr std::int64_t kWidth = 256;
constexpr std::int64_t kHeads = 8;
constexpr double kHiddenDropout = 0.4;
constexpr double kWeightDropout = 0.5;

/// A transformer layer in the form of BERT: each half is added to its input, then normalised.
class EncoderLayer
{
public:
    EncoderLayer(torch::nn::Module& owner, const std::string& path)
        : m_query(registerAt(owner, path + "attention.self.query", torch::nn::Linear(kWidth, kWidth))),
          m_key(registerAt(owner, path + "attention.self.key", torch::nn::Linear(kWidth, kWidth))),
          m_value(registerAt(owner, path + "attention.self.value", torch::nn::Linear(kWidth, kWidth))),
          m_mix(registerAt(owner, path + "attention.output.dense", torch::nn::Linear(kWidth, kWidth))),
          m_mixNorm(registerAt(owner, path + "attention.output.LayerNorm", norm())),
          m_wide(registerAt(owner, path + "intermediate.dense", torch::nn::Linear(kWidth, 4 * kWidth))),
          m_narrow(registerAt(owner, path + "output.dense", torch::nn::Linear(4 * kWidth, kWidth))),
          m_norm(registerAt(owner, path + "output.LayerNorm", norm()))
    {
    }

    /// weights: where to leave the attention [batch, heads, steps, steps].
    torch::Tensor forward(const torch::Tensor& x, torch::Tensor& weights)
    {
        const bool learning = m_query->is_training();
        const auto attended = attend(m_query(x), m_key(x), m_value(x), kHeads, kWeightDropout, learning);
        weights = attended.weights;
        return finished(attended.values, x);
    }

    /// The first step, [n, width], when it attends to one of `places` [n] alone. x: [1, steps, width].
    torch::Tensor firstAttendingTo(const torch::Tensor& x, const torch::Tensor& places)
    {
        return finished(m_value(x)[0].index_select(0, places), x[0].slice(0, 0, 1).expand({places.size(0), -1}));
    }

private:
    torch::Tensor finished(const torch::Tensor& values, const torch::Tensor& x)
    {
        const bool learning = m_query->is_training();
        const auto mixed = m_mixNorm(dropped(m_mix(values), kHiddenDropout, learning) + x);
        return m_norm(dropped(m_narrow(exactGelu(m_wide(mixed))), kHiddenDropout, learning) + mixed);
    }
    static torch::nn::LayerNorm norm()
    {
        return torch::nn::LayerNorm(torch::nn::LayerNormOptions({kWidth}).eps(1e-12));
    }

    torch::nn::Linear m_query, m_key, m_value, m_mix;
    torch::nn::LayerNorm m_mixNorm;
    torch::nn::Linear m_wide, m_narrow;
    torch::nn::LayerNorm m_norm;
};

/// The vector put before the steps, on which the tags are read: fixed, and not part of the state. The uniform numbers
/// that the original draws with seed 0.
torch::Tensor classVector()
{
    std::mt19937 random(0);
    std::vector<float> values(kWidth);
    for (auto& value : values) {
        const double high = static_cast<double>(random() >> 5);
        const double low = static_cast<double>(random() >> 6);
        value = static_cast<float>((high * 67108864.0 + low) / 9007199254740992.0);
    }
    return torch::tensor(values).view({1, 1, kWidth});
}

/// Self-attention tagger of Won, Chun, Serra (2019), arXiv 1906.04972: residual blocks over 15 seconds leave 118 steps,
/// which two transformer layers read.
class Net : public Network, public ForcedAttention
{
public:
    explicit Net(std::int64_t tags)
        : m_classVector(classVector()),
          m_specBn(register_module("spec_bn", torch::nn::BatchNorm2d(1))),
          m_pooler(nullptr),
          m_dense(nullptr)
    {
        std::int64_t in = 1;
        for (std::size_t i = 0; i < kFilters.size(); ++i) {
            const std::int64_t frameStride = i < 3 ? 2 : 1;
            m_blocks.push_back(
                register_module("layer" + std::to_string(i + 1),
                                ResidualBlock2d(ResidualBlock2dImpl::Shape{in, kFilters[i], {2, frameStride}})));
            in = kFilters[i];
        }
        for (int i = 0; i < 2; ++i)
            m_encoder.emplace_back(*this, "encoder.layer." + std::to_string(i) + ".");
        m_pooler = registerAt(*this, "pooler.dense", torch::nn::Linear(kWidth, kWidth));
        m_dense = register_module("dense", torch::nn::Linear(kWidth, tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        return read(encoded(tokens(x, taps), m_encoder.size() - 1, taps).select(1, 0), taps);
    }

    torch::Tensor tokens(torch::Tensor x, Taps& taps) override
    {
        x = m_specBn(x);
        taps.offer("spec_bn", x);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = m_blocks[i](x);
            taps.offer("layer" + std::to_string(i + 1), x);
        }
        const auto steps = x.squeeze(2).transpose(1, 2);
        x = torch::cat({m_classVector.to(x.device()).expand({x.size(0), 1, kWidth}), steps}, 1);
        for (std::size_t i = 0; i + 1 < m_encoder.size(); ++i)
            x = encoded(x, i, taps);
        return x;
    }
    std::int64_t classTokens() const override { return 1; }
    std::string forcedLayer() const override { return layerName(m_encoder.size() - 1) + ".attention"; }
    torch::Tensor attendingTo(const torch::Tensor& tokens, const torch::Tensor& places) override
    {
        Taps nobody;
        return read(m_encoder.back().firstAttendingTo(tokens, places), nobody);
    }

    InputShape inputShape() const override { return {128, 1, 0}; }
    std::vector<std::string> layers() const override
    {
        return numberedLayers({"spec_bn"}, 7,
                              {"encoder.layer.0.attention", "encoder.layer.0", "encoder.layer.1.attention",
                               "encoder.layer.1", "embedding"});
    }
    Attributable attributable() const override { return {"layer3", 8, {"encoder.layer.0.attention", "encoder.layer.1.attention"}, 8}; }
    std::string head() const override { return "dense"; }

private:
    static std::string layerName(std::size_t layer) { return "encoder.layer." + std::to_string(layer); }
    torch::Tensor encoded(const torch::Tensor& x, std::size_t layer, Taps& taps)
    {
        torch::Tensor weights;
        const auto y = m_encoder[layer].forward(x, weights);
        taps.offer(layerName(layer) + ".attention", weights);
        taps.offer(layerName(layer), y);
        return y;
    }
    /// first: the class token's place, [batch, width]
    torch::Tensor read(const torch::Tensor& first, Taps& taps)
    {
        const auto x = torch::tanh(m_pooler(first));
        taps.offer("embedding", x);
        return m_dense(dropped(x, 0.5, is_training()));
    }

    static constexpr std::array<std::int64_t, 7> kFilters{128, 128, 256, 256, 256, 256, 256};

    torch::Tensor m_classVector;
    torch::nn::BatchNorm2d m_specBn;
    std::vector<ResidualBlock2d> m_blocks;
    std::vector<EncoderLayer> m_encoder;
    torch::nn::Linear m_pooler;
    torch::nn::Linear m_dense;
};

}  // namespace attention

extern const ModelEntry attention_entry;
const ModelEntry attention_entry{"attention", makeOnly<attention::Net>};

}  // namespace engine::models
