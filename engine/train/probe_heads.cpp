#include "engine/train/probe_heads.h"

#include <ATen/CPUGeneratorImpl.h>

#include "engine/core/error.h"

namespace engine::train
{

namespace
{

/// 1 for a row's own steps, 0 behind them: [rows, steps, 1].
torch::Tensor maskOf(const torch::Tensor& x, const torch::Tensor& lengths)
{
    const auto steps = torch::arange(x.size(1)).unsqueeze(0);
    return (steps < lengths.unsqueeze(1)).to(torch::kFloat32).unsqueeze(2);
}

torch::Tensor meanOverSteps(const torch::Tensor& x, const torch::Tensor& lengths)
{
    return (x * maskOf(x, lengths)).sum(1) / lengths.unsqueeze(1).to(torch::kFloat32);
}

class DenseHead : public ProbeHead
{
public:
    DenseHead(const neural::ProbeConfig& config, std::int64_t width, std::int64_t tags)
        : m_dropout(config.dropout), m_chance(at::detail::createCPUGenerator(config.seed)), m_out(nullptr)
    {
        const bool linear = config.kind == neural::ProbeKind::Linear;
        if (!linear) m_hidden = register_module("hidden", torch::nn::Linear(width, config.hidden));
        m_out = register_module("out", torch::nn::Linear(linear ? width : config.hidden, tags));
    }
    torch::Tensor forward(const torch::Tensor& steps, const torch::Tensor& lengths) override
    {
        auto x = dropped(meanOverSteps(steps, lengths));
        if (!m_hidden.is_empty()) x = dropped(torch::relu(m_hidden(x)));
        return m_out(x);
    }

private:
    torch::Tensor dropped(const torch::Tensor& x)
    {
        if (!is_training() || m_dropout <= 0) return x;
        return x * torch::empty_like(x).bernoulli_(1 - m_dropout, m_chance) / (1 - m_dropout);
    }

    double m_dropout;
    at::Generator m_chance;  ///< of its own: probes learn side by side
    torch::nn::Linear m_hidden{nullptr}, m_out;
};

/// The tags are read at the last own step, which has heard all before it.
class GruHead : public ProbeHead
{
public:
    GruHead(const neural::ProbeConfig& config, std::int64_t width, std::int64_t tags)
        : m_dropout(config.dropout),
          m_gru(register_module("gru", torch::nn::GRU(torch::nn::GRUOptions(width, config.hidden).batch_first(true)))),
          m_out(register_module("out", torch::nn::Linear(config.hidden, tags)))
    {
    }
    torch::Tensor forward(const torch::Tensor& steps, const torch::Tensor& lengths) override
    {
        const auto outputs = std::get<0>(m_gru(torch::dropout(steps, m_dropout, is_training())));
        const auto last = (lengths - 1).view({-1, 1, 1}).expand({-1, 1, outputs.size(2)});
        return m_out(torch::dropout(outputs.gather(1, last).squeeze(1), m_dropout, is_training()));
    }

private:
    double m_dropout;
    torch::nn::GRU m_gru;
    torch::nn::Linear m_out;
};

/// One transformer layer over the steps with the sinusoids of Vaswani et al. (2017) as their positions; the tags are
/// read at the mean.
class TransformerHead : public ProbeHead
{
public:
    TransformerHead(const neural::ProbeConfig& config, std::int64_t width, std::int64_t tags)
        : m_hidden(config.hidden),
          m_in(register_module("in", torch::nn::Linear(width, config.hidden))),
          m_layer(register_module("layer", torch::nn::TransformerEncoderLayer(
                                               torch::nn::TransformerEncoderLayerOptions(config.hidden, kHeads)
                                                   .dim_feedforward(2 * config.hidden)
                                                   .dropout(config.dropout)))),
          m_out(register_module("out", torch::nn::Linear(config.hidden, tags)))
    {
    }
    torch::Tensor forward(const torch::Tensor& steps, const torch::Tensor& lengths) override
    {
        const auto x = m_in(steps) + positions(steps.size(1));
        const auto behind = maskOf(steps, lengths).squeeze(2) == 0;
        const auto mixed = m_layer->forward(x.transpose(0, 1), {}, behind).transpose(0, 1);
        return m_out(meanOverSteps(mixed, lengths));
    }

private:
    static constexpr std::int64_t kHeads = 4;

    torch::Tensor positions(std::int64_t steps) const
    {
        const auto place = torch::arange(steps, torch::kFloat32).unsqueeze(1);
        const auto rate = torch::pow(10000.0, -torch::arange(0, m_hidden, 2, torch::kFloat32) / m_hidden);
        return torch::stack({torch::sin(place * rate), torch::cos(place * rate)}, 2).flatten(1).slice(1, 0, m_hidden);
    }

    std::int64_t m_hidden;
    torch::nn::Linear m_in;
    torch::nn::TransformerEncoderLayer m_layer;
    torch::nn::Linear m_out;
};

}  // namespace

std::shared_ptr<ProbeHead> makeProbeHead(const neural::ProbeConfig& config, std::int64_t width, std::int64_t tags)
{
    switch (config.kind) {
    case neural::ProbeKind::Linear:
    case neural::ProbeKind::Mlp: return std::make_shared<DenseHead>(config, width, tags);
    case neural::ProbeKind::Gru: return std::make_shared<GruHead>(config, width, tags);
    case neural::ProbeKind::Transformer: break;
    }
    if (config.hidden % 4 != 0) throw Error(ErrorCode::InvalidArgument, "hidden", "a multiple of 4 is wanted");
    return std::make_shared<TransformerHead>(config, width, tags);
}

}  // namespace engine::train
