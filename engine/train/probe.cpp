#include "engine/train/probe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <string>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/evaluate/ranking.h"
#include "engine/train/probe_heads.h"

namespace engine::train
{

namespace
{

using neural::ProbeConfig;
using neural::ProbeData;
using neural::ProbeMeasure;
using neural::ProbeOutcome;

/// Rows padded with zeros to one length.
struct Padded {
    torch::Tensor features;  ///< [rows, steps, width]
    torch::Tensor lengths;   ///< [rows]
    torch::Tensor targets;   ///< [rows, tags]; undefined without
    std::int64_t rows() const { return lengths.numel(); }
};

struct Scaler {
    torch::Tensor mean, deviation;  ///< [width]
};

torch::Tensor stepsOf(const neural::ProbePart& part, std::size_t width)
{
    const auto steps = std::accumulate(part.lengths.begin(), part.lengths.end(), std::size_t{0});
    auto* values = const_cast<float*>(part.features.data());  // from_blob wants a mutable pointer; nobody writes
    return torch::from_blob(values, {static_cast<std::int64_t>(steps), static_cast<std::int64_t>(width)});
}

void check(const neural::ProbePart& part, const ProbeData& data, const char* name, bool labelled)
{
    const auto steps = std::accumulate(part.lengths.begin(), part.lengths.end(), std::size_t{0});
    const bool empty = std::find(part.lengths.begin(), part.lengths.end(), std::size_t{0}) != part.lengths.end();
    if (empty || part.features.size() != steps * data.width)
        throw Error(ErrorCode::Mismatch, name, "the number of features is not steps x width");
    if (labelled && part.targets.size() != part.rows() * data.tags)
        throw Error(ErrorCode::Mismatch, name, "the number of labels is not rows x tags");
    if (!std::all_of(part.features.begin(), part.features.end(), [](float value) { return std::isfinite(value); }))
        throw Error(ErrorCode::NonFinite, name, "a feature is not a finite number");
}

Scaler scalerOf(const ProbeConfig& config, const ProbeData& data)
{
    const auto width = static_cast<std::int64_t>(data.width);
    if (!config.standardise) return {torch::zeros({width}), torch::ones({width})};
    const auto steps = stepsOf(data.train, data.width);
    auto deviation = steps.std(0, /*unbiased=*/false);
    // A feature that never changes says nothing; dividing by its rounding would make it shout.
    deviation = torch::where(deviation > 1e-8, deviation, torch::ones_like(deviation));
    return {steps.mean(0), deviation};
}

Padded padded(const neural::ProbePart& part, const ProbeData& data, const Scaler& scaler)
{
    Padded result;
    const auto longest =
        part.rows() == 0 ? std::size_t{1} : *std::max_element(part.lengths.begin(), part.lengths.end());
    const auto rows = static_cast<std::int64_t>(part.rows());
    result.features = torch::zeros({rows, static_cast<std::int64_t>(longest), static_cast<std::int64_t>(data.width)});
    result.lengths = torch::empty({rows}, torch::kInt64);
    const auto steps = (stepsOf(part, data.width) - scaler.mean) / scaler.deviation;
    std::int64_t first = 0;
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto length = static_cast<std::int64_t>(part.lengths[static_cast<std::size_t>(row)]);
        result.features[row].slice(0, 0, length).copy_(steps.slice(0, first, first + length));
        result.lengths[row] = length;
        first += length;
    }
    if (!part.targets.empty()) {
        auto* values = const_cast<float*>(part.targets.data());
        result.targets = torch::from_blob(values, {rows, static_cast<std::int64_t>(data.tags)}).clone();
    }
    return result;
}

double macroRocAuc(const torch::Tensor& logits, const torch::Tensor& targets)
{
    double sum = 0;
    int defined = 0;
    for (std::int64_t tag = 0; tag < targets.size(1); ++tag) {
        std::vector<double> scores;
        std::vector<std::uint8_t> truth;
        for (std::int64_t row = 0; row < targets.size(0); ++row) {
            scores.push_back(logits[row][tag].item<double>());
            truth.push_back(targets[row][tag].item<float>() > 0.5f ? 1 : 0);
        }
        if (const auto area = evaluate::rocAuc(evaluate::rank(scores, truth))) {
            sum += *area;
            ++defined;
        }
    }
    return defined > 0 ? sum / defined : std::numeric_limits<double>::quiet_NaN();
}

class Probe
{
public:
    Probe(const ProbeConfig& config, const ProbeData& data, RunControl& control)
        : m_config(config), m_control(control), m_random({config.seed, 0x70726f6265})
    {
        const auto scaler = scalerOf(config, data);
        m_train = padded(data.train, data, scaler);
        m_valid = padded(data.valid, data, scaler);
        m_predict = padded(data.predict, data, scaler);
        torch::manual_seed(config.seed);
        m_head = makeProbeHead(config, static_cast<std::int64_t>(data.width), static_cast<std::int64_t>(data.tags));
        m_optimiser = std::make_unique<torch::optim::Adam>(
            m_head->parameters(), torch::optim::AdamOptions(config.learningRate).weight_decay(config.weightDecay));
    }

    ProbeOutcome run()
    {
        ProbeOutcome outcome;
        outcome.validScore = std::numeric_limits<double>::quiet_NaN();
        int stale = 0;
        while (outcome.checks < m_config.checks && (m_config.patience <= 0 || stale < m_config.patience)) {
            m_control.step("probe", outcome.checks, m_config.checks);
            learnUntilCheck();
            ++outcome.checks;
            if (m_valid.rows() == 0) continue;
            const double score = validScore();
            if (std::isnan(outcome.validScore) || score > outcome.validScore) {
                outcome.validScore = score;
                stale = 0;
                keepBest();
            } else if (++stale; m_config.ratePatience > 0 && stale % m_config.ratePatience == 0) {
                slowDown();
            }
        }
        takeBest();
        outcome.probabilities = probabilities();
        return outcome;
    }

private:
    void learnUntilCheck()
    {
        m_head->train();
        const auto rows = static_cast<std::size_t>(m_train.rows());
        const auto batch = std::min(m_config.batch, rows);
        if (m_config.stepsPerCheck > 0) {
            // Without replacement inside a batch, anew for each: as the probes of CALM were trained.
            for (int step = 0; step < m_config.stepsPerCheck; ++step) {
                auto order = m_random.permutation(rows);
                order.resize(batch);
                learn(order);
            }
            return;
        }
        const auto order = m_random.permutation(rows);
        for (std::size_t first = 0; first < rows; first += batch)
            learn({order.begin() + static_cast<std::ptrdiff_t>(first),
                   order.begin() + static_cast<std::ptrdiff_t>(std::min(rows, first + batch))});
    }

    void learn(const std::vector<std::size_t>& rows)
    {
        const std::vector<std::int64_t> places(rows.begin(), rows.end());
        const auto index = torch::tensor(places);
        const auto logits = m_head->forward(m_train.features.index_select(0, index), m_train.lengths.index_select(0, index));
        m_optimiser->zero_grad();
        torch::binary_cross_entropy_with_logits(logits, m_train.targets.index_select(0, index)).backward();
        m_optimiser->step();
    }

    torch::Tensor logitsOf(const Padded& part)
    {
        const torch::NoGradGuard noGrad;
        m_head->eval();
        return m_head->forward(part.features, part.lengths);
    }

    double validScore()
    {
        const auto logits = logitsOf(m_valid);
        if (m_config.measure == ProbeMeasure::RocAuc) {
            const auto area = macroRocAuc(logits, m_valid.targets);
            if (!std::isnan(area)) return area;  // too few labels for an area: the loss decides
        }
        return -torch::binary_cross_entropy_with_logits(logits, m_valid.targets).item<double>();
    }

    void keepBest()
    {
        m_best.clear();
        for (const auto& parameter : m_head->parameters())
            m_best.push_back(parameter.detach().clone());
    }
    void takeBest()
    {
        const torch::NoGradGuard noGrad;
        const auto parameters = m_head->parameters();
        for (std::size_t i = 0; i < m_best.size(); ++i)
            parameters[i].detach().copy_(m_best[i]);
    }

    void slowDown()
    {
        for (auto& group : m_optimiser->param_groups())
            group.options().set_lr(group.options().get_lr() / 10);
    }

    std::vector<float> probabilities()
    {
        if (m_predict.rows() == 0) return {};
        const auto values = torch::sigmoid(logitsOf(m_predict)).contiguous();
        return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
    }

    ProbeConfig m_config;
    RunControl& m_control;
    SplitMix m_random;
    Padded m_train, m_valid, m_predict;
    std::shared_ptr<ProbeHead> m_head;
    std::unique_ptr<torch::optim::Adam> m_optimiser;
    std::vector<torch::Tensor> m_best;
};

}  // namespace

ProbeOutcome runProbe(const ProbeConfig& config, const ProbeData& data, RunControl& control)
{
    if (data.width == 0 || data.tags == 0 || config.hidden < 1 || config.batch < 1 || config.checks < 1)
        throw Error(ErrorCode::InvalidArgument, "probe", "a width, tags, hidden units, a batch and looks of 1 or more are wanted");
    if (!(config.learningRate > 0) || config.dropout < 0 || config.dropout >= 1 || config.weightDecay < 0)
        throw Error(ErrorCode::InvalidArgument, "probe", "a learning rate above 0 and a dropout from 0 below 1 are wanted");
    if (data.train.rows() == 0) throw Error(ErrorCode::TooShort, "probe", "there is no labelled track to learn from");
    check(data.train, data, "training part", true);
    check(data.valid, data, "validation part", true);
    check(data.predict, data, "predicted part", false);
    return Probe(config, data, control).run();
}

}  // namespace engine::train
