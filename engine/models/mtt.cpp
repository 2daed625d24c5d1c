#include "engine/models/dropout.h"
#include "engine/models/forced_attention.h"
#include "engine/models/module_path.h"
#include "engine/models/network.h"
#include "engine/models/residual.h"
#include "engine/models/self_attention.h"

namespace engine::models
{

namespace mtt
{

constexpr double kDropout = 0.1;
constexpr std::int64_t kHeads = 8;
constexpr std::int64_t kPositions = 513;  // 512 steps and the class token

/// A transformer layer that normalises before each half and adds to what came in.
class Layer
{
public:
    Layer(torch::nn::Module& owner, const std::string& path, std::int64_t width)
        : m_norm1(registerAt(owner, path + "0.fn.norm", norm(width))),
          m_qkv(registerAt(owner, path + "0.fn.fn.to_qkv",
                           torch::nn::Linear(torch::nn::LinearOptions(width, 3 * width).bias(false)))),
          m_out(registerAt(owner, path + "0.fn.fn.to_out.0", torch::nn::Linear(width, width))),
          m_norm2(registerAt(owner, path + "1.fn.norm", norm(width))),
          m_wide(registerAt(owner, path + "1.fn.fn.net.0", torch::nn::Linear(width, 4 * width))),
          m_narrow(registerAt(owner, path + "1.fn.fn.net.3", torch::nn::Linear(4 * width, width)))
    {
    }

    torch::Tensor forward(const torch::Tensor& x, torch::Tensor& weights)
    {
        const bool learning = m_out->is_training();
        const auto parts = m_qkv(m_norm1(x)).chunk(3, -1);
        const auto attended = attend(parts[0], parts[1], parts[2], kHeads, 0, learning);
        weights = attended.weights;
        return finished(attended.values, x);
    }

    /// The first step, [n, width], when it attends to one of `places` [n] alone. x: [1, steps, width].
    torch::Tensor firstAttendingTo(const torch::Tensor& x, const torch::Tensor& places)
    {
        const auto values = m_qkv(m_norm1(x)).chunk(3, -1)[2];
        return finished(values[0].index_select(0, places), x[0].slice(0, 0, 1).expand({places.size(0), -1}));
    }

private:
    torch::Tensor finished(const torch::Tensor& values, torch::Tensor x)
    {
        const bool learning = m_out->is_training();
        x = x + dropped(m_out(values), kDropout, learning);
        const auto wide = dropped(exactGelu(m_wide(m_norm2(x))), kDropout, learning);
        return x + dropped(m_narrow(wide), kDropout, learning);
    }
    static torch::nn::LayerNorm norm(std::int64_t width)
    {
        return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}));
    }

    torch::nn::LayerNorm m_norm1;
    torch::nn::Linear m_qkv, m_out;
    torch::nn::LayerNorm m_norm2;
    torch::nn::Linear m_wide, m_narrow;
};

/// Music tagging transformer (CNSSA) of Won, Choi, Serra (ISMIR 2021), arXiv 2111.13457: three residual blocks, then
/// four transformer layers over steps of four frames, read at a learned class token. The teacher is 256 wide, its
/// student 64.
class Net : public Network, public ForcedAttention
{
public:
    Net(std::int64_t tags, std::int64_t width)
        : m_positions(register_parameter("pos_embedding", torch::randn({1, kPositions, width}))),
          m_classToken(register_parameter("cls_token", torch::randn({width}))),
          m_inputBn(registerAt(*this, "frontend.input_bn", torch::nn::BatchNorm2d(1))),
          m_fc(nullptr),
          m_norm(nullptr),
          m_dense(nullptr)
    {
        using Shape = ResidualBlock2dImpl::Shape;
        for (const auto& shape :
             {Shape{1, 128, {1, 1}, {2, 2}}, Shape{128, 128, {1, 1}, {2, 2}}, Shape{128, 128, {1, 1}, {2, 1}}})
            m_blocks.push_back(
                registerAt(*this, "frontend.layer" + std::to_string(m_blocks.size() + 1), ResidualBlock2d(shape)));
        m_fc = registerAt(*this, "frontend.fc", torch::nn::Linear(128 * 16, width));
        for (int i = 0; i < 4; ++i)
            m_layers.emplace_back(*this, "transformer.layers." + std::to_string(i) + ".", width);
        m_norm = registerAt(*this, "mlp_head.0", torch::nn::LayerNorm(torch::nn::LayerNormOptions({width})));
        m_dense = registerAt(*this, "mlp_head.1", torch::nn::Linear(width, tags));
    }

    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        return read(encoded(tokens(x, taps), m_layers.size() - 1, taps).select(1, 0), taps);
    }

    torch::Tensor tokens(torch::Tensor x, Taps& taps) override
    {
        x = frontEnd(x, taps);
        x = torch::cat({m_classToken.expand({x.size(0), 1, -1}), x}, 1);
        x = dropped(x + m_positions.slice(1, 0, x.size(1)), kDropout, is_training());
        for (std::size_t i = 0; i + 1 < m_layers.size(); ++i)
            x = encoded(x, i, taps);
        return x;
    }
    std::int64_t classTokens() const override { return 1; }
    std::string forcedLayer() const override { return layerName(m_layers.size() - 1) + ".attention"; }
    torch::Tensor attendingTo(const torch::Tensor& tokens, const torch::Tensor& places) override
    {
        Taps nobody;
        return read(m_layers.back().firstAttendingTo(tokens, places), nobody);
    }

    InputShape inputShape() const override { return {128, 4, 4 * kPositions - 1}; }
    std::vector<std::string> layers() const override
    {
        std::vector<std::string> names{"frontend.input_bn", "frontend.layer1", "frontend.layer2", "frontend.layer3",
                                       "frontend.fc"};
        for (const auto* number : {"0", "1", "2", "3"}) {
            names.push_back(std::string("transformer.layers.") + number + ".attention");
            names.push_back(std::string("transformer.layers.") + number);
        }
        names.push_back("embedding");
        return names;
    }
    Attributable attributable() const override
    {
        std::vector<std::string> attention;
        for (std::size_t i = 0; i < m_layers.size(); ++i)
            attention.push_back("transformer.layers." + std::to_string(i) + ".attention");
        return {"frontend.layer3", 4, std::move(attention), 4};
    }
    std::string head() const override { return "mlp_head.1"; }

private:
    static std::string layerName(std::size_t layer) { return "transformer.layers." + std::to_string(layer); }
    torch::Tensor encoded(const torch::Tensor& x, std::size_t layer, Taps& taps)
    {
        torch::Tensor weights;
        const auto y = m_layers[layer].forward(x, weights);
        taps.offer(layerName(layer) + ".attention", weights);
        taps.offer(layerName(layer), y);
        return y;
    }
    /// first: the class token's place, [batch, width]
    torch::Tensor read(const torch::Tensor& first, Taps& taps)
    {
        const auto x = m_norm(first);
        taps.offer("embedding", x);
        return m_dense(x);
    }
    /// [batch, 1, 128, frames] -> [batch, frames / 4, width]
    torch::Tensor frontEnd(torch::Tensor x, Taps& taps)
    {
        x = m_inputBn(x);
        taps.offer("frontend.input_bn", x);
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            x = m_blocks[i](x);
            taps.offer("frontend.layer" + std::to_string(i + 1), x);
        }
        x = m_fc(x.permute({0, 3, 1, 2}).flatten(2));
        taps.offer("frontend.fc", x);
        return x;
    }

    torch::Tensor m_positions, m_classToken;
    torch::nn::BatchNorm2d m_inputBn;
    std::vector<ResidualBlock2d> m_blocks;
    torch::nn::Linear m_fc;
    std::vector<Layer> m_layers;
    torch::nn::LayerNorm m_norm;
    torch::nn::Linear m_dense;
};

template <std::int64_t width>
class Sized : public Net
{
public:
    explicit Sized(std::int64_t tags) : Net(tags, width) {}
};

}  // namespace mtt

extern const ModelEntry mtt_teacher_entry;
const ModelEntry mtt_teacher_entry{"mtt_teacher", makeOnly<mtt::Sized<256>>};
extern const ModelEntry mtt_student_entry;
const ModelEntry mtt_student_entry{"mtt_student", makeOnly<mtt::Sized<64>>};

}  // namespace engine::models
