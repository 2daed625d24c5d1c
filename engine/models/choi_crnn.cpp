#include "engine/models/choi.h"
#include "engine/models/dropout.h"
#include "engine/models/forced_attention.h"

namespace engine::models
{

namespace choi_crnn
{

using choi::budgetIndex;
using choi::Stage;

constexpr std::array<std::int64_t, 5> kFirstWidths{30, 48, 68, 96, 169};  // also of the recurrent layers
constexpr std::array<std::int64_t, 5> kWidths{60, 96, 137, 195, 339};
constexpr std::int64_t kPadding = 37;  // 1366 frames become 1440, fifteen whole steps
constexpr std::int64_t kFramesPerStep = 96;

std::vector<Stage> stagesOf(std::size_t budget)
{
    const auto width = kWidths[budget];
    return {{kFirstWidths[budget], {3, 3}, {2, 2}},
            {width, {3, 3}, {3, 3}},
            {width, {3, 3}, {4, 4}},
            {width, {3, 3}, {4, 4}}};
}

/// CRNN of Choi, Fazekas, Sandler, Cho (2017): four 3x3 blocks leave one band and a step every 96 frames, which two
/// layers of gated recurrent units read.
class Base : public Network
{
public:
    explicit Base(std::size_t budget)
        : m_norm(*this),
          m_stages(*this, stagesOf(budget), 0.1),
          m_hidden(kFirstWidths[budget]),
          m_gru(register_module(
              "gru", torch::nn::GRU(torch::nn::GRUOptions(kWidths[budget], m_hidden).num_layers(2).batch_first(true))))
    {
    }

    InputShape inputShape() const override { return {choi::kBands, kFramesPerStep - 2 * kPadding, 0}; }
    std::string head() const override { return "dense"; }

protected:
    /// [batch, 1, 96, frames] -> [batch, steps, hidden]
    torch::Tensor steps(const torch::Tensor& x, Taps& taps)
    {
        const auto wide = torch::constant_pad_nd(m_norm.forward(x), {kPadding, kPadding});
        const auto maps = m_stages.forward(wide, taps).squeeze(2).transpose(1, 2);
        const auto outputs = std::get<0>(m_gru(maps));
        taps.offer("gru", outputs);
        return outputs;
    }
    std::vector<std::string> layersWith(const std::vector<std::string>& after) const
    {
        auto names = m_stages.layers();
        names.push_back("gru");
        names.insert(names.end(), after.begin(), after.end());
        return names;
    }
    std::int64_t hidden() const { return m_hidden; }
    static constexpr double kDropout = 0.3;

private:
    choi::InputNorm m_norm;
    choi::Stages m_stages;
    std::int64_t m_hidden;
    torch::nn::GRU m_gru;
};

/// The tags are read at the last step.
class LastStep : public Base
{
public:
    LastStep(std::int64_t tags, std::size_t budget)
        : Base(budget), m_dense(register_module("dense", torch::nn::Linear(hidden(), tags)))
    {
    }
    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        x = steps(x, taps).select(1, -1);
        taps.offer("embedding", x);
        return m_dense(dropped(x, kDropout, is_training()));
    }
    std::vector<std::string> layers() const override { return layersWith({"embedding"}); }
    Attributable attributable() const override { return {"conv3", 24, {}, 1, kPadding}; }

private:
    torch::nn::Linear m_dense;
};

/// The tags are read at a weighted sum of all steps beside the last one: e_t = v tanh(W h_t + U s + b), weights =
/// softmax(e), context = sum of weight times h_t, where s is the last state (Bahdanau, Cho, Bengio 2015, arXiv
/// 1409.0473).
class Attentive : public Base, public ForcedAttention
{
public:
    Attentive(std::int64_t tags, std::size_t budget)
        : Base(budget),
          m_stateToScore(register_module("attention_state", torch::nn::Linear(hidden(), hidden()))),
          m_stepToScore(register_module("attention_step", bare(hidden(), hidden()))),
          m_score(register_module("attention_score", bare(hidden(), 1))),
          m_dense(register_module("dense", torch::nn::Linear(2 * hidden(), tags)))
    {
    }
    torch::Tensor forward(torch::Tensor x, Taps& taps) override
    {
        const auto all = steps(x, taps);
        const auto last = all.select(1, -1);
        const auto energy = m_score(torch::tanh(m_stepToScore(all) + m_stateToScore(last).unsqueeze(1)));
        const auto weights = torch::softmax(energy, 1);  // [batch, steps, 1]
        taps.offer("attention", weights.squeeze(2));
        return read((weights * all).sum(1), last, taps);
    }
    torch::Tensor tokens(torch::Tensor x, Taps& taps) override { return steps(x, taps); }
    std::int64_t classTokens() const override { return 0; }
    std::string forcedLayer() const override { return "attention"; }
    torch::Tensor attendingTo(const torch::Tensor& tokens, const torch::Tensor& places) override
    {
        Taps nobody;
        const auto last = tokens[0].slice(0, -1).expand({places.size(0), -1});
        return read(tokens[0].index_select(0, places), last, nobody);
    }
    std::vector<std::string> layers() const override { return layersWith({"attention", "embedding"}); }
    Attributable attributable() const override { return {"conv3", 24, {"attention"}, kFramesPerStep, kPadding}; }

private:
    /// context, last: [batch, hidden]
    torch::Tensor read(const torch::Tensor& context, const torch::Tensor& last, Taps& taps)
    {
        const auto x = torch::cat({context, last}, 1);
        taps.offer("embedding", x);
        return m_dense(dropped(x, kDropout, is_training()));
    }
    static torch::nn::Linear bare(std::int64_t in, std::int64_t out)
    {
        return torch::nn::Linear(torch::nn::LinearOptions(in, out).bias(false));
    }

    torch::nn::Linear m_stateToScore, m_stepToScore, m_score, m_dense;
};

template <typename Net>
std::shared_ptr<Network> make(std::int64_t tags, std::string_view variant)
{
    return std::make_shared<Net>(tags, budgetIndex(variant));
}

}  // namespace choi_crnn

extern const ModelEntry choi_crnn_entry;
const ModelEntry choi_crnn_entry{"choi_crnn", choi_crnn::make<choi_crnn::LastStep>};
extern const ModelEntry choi_crnn_attention_entry;
const ModelEntry choi_crnn_attention_entry{"choi_crnn_attention", choi_crnn::make<choi_crnn::Attentive>};

}  // namespace engine::models
