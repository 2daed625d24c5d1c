#include "engine/train/probe.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/evaluate/ranking.h"
#include "engine/jobs/map_parallel.h"
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

Scaler scalerOf(bool standardise, const ProbeData& data)
{
    const auto width = static_cast<std::int64_t>(data.width);
    if (!standardise) return {torch::zeros({width}), torch::ones({width})};
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
    const auto given = logits.accessor<float, 2>(), wanted = targets.accessor<float, 2>();
    for (std::int64_t tag = 0; tag < targets.size(1); ++tag) {
        std::vector<double> scores;
        std::vector<std::uint8_t> truth;
        for (std::int64_t row = 0; row < targets.size(0); ++row) {
            scores.push_back(static_cast<double>(given[row][tag]));
            truth.push_back(wanted[row][tag] > 0.5f ? 1 : 0);
        }
        if (const auto area = evaluate::rocAuc(evaluate::rank(scores, truth))) {
            sum += *area;
            ++defined;
        }
    }
    return defined > 0 ? sum / defined : std::numeric_limits<double>::quiet_NaN();
}

/// What probes of the same data read and none changes.
struct Prepared {
    Prepared(const ProbeData& data, bool standardise)
    {
        const auto scaler = scalerOf(standardise, data);
        train = padded(data.train, data, scaler);
        valid = padded(data.valid, data, scaler);
        predict = padded(data.predict, data, scaler);
        width = static_cast<std::int64_t>(data.width);
        tags = static_cast<std::int64_t>(data.tags);
    }
    Padded train, valid, predict;
    std::int64_t width = 0, tags = 0;
};

/// Fresh weights come from LibTorch's one generator: heads that are made side by side take turns.
std::shared_ptr<ProbeHead> freshHead(const ProbeConfig& config, const Prepared& parts)
{
    static std::mutex turn;
    const std::lock_guard lock(turn);
    torch::manual_seed(config.seed);
    return makeProbeHead(config, parts.width, parts.tags);
}

class Probe
{
public:
    Probe(const ProbeConfig& config, const Prepared& parts, RunControl& control)
        : m_config(config), m_control(control), m_random({config.seed, 0x70726f6265}), m_train(parts.train), m_valid(parts.valid),
          m_predict(parts.predict)
    {
        m_head = freshHead(config, parts);
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
    const Padded &m_train, &m_valid, &m_predict;
    std::shared_ptr<ProbeHead> m_head;
    std::unique_ptr<torch::optim::Adam> m_optimiser;
    std::vector<torch::Tensor> m_best;
};

void checkConfig(const ProbeConfig& config, const ProbeData& data)
{
    if (data.width == 0 || data.tags == 0 || config.hidden < 1 || config.batch < 1 || config.checks < 1)
        throw Error(ErrorCode::InvalidArgument, "probe", "a width, tags, hidden units, a batch and looks of 1 or more are wanted");
    if (!(config.learningRate > 0) || config.dropout < 0 || config.dropout >= 1 || config.weightDecay < 0)
        throw Error(ErrorCode::InvalidArgument, "probe", "a learning rate above 0 and a dropout from 0 below 1 are wanted");
}

void checkParts(const ProbeData& data)
{
    if (data.train.rows() == 0) throw Error(ErrorCode::TooShort, "probe", "there is no labelled track to learn from");
    check(data.train, data, "training part", true);
    check(data.valid, data, "validation part", true);
    check(data.predict, data, "predicted part", false);
}

/// One thread inside an operation, so that as many probes as there are threads can learn at once. New threads take LibTorch's number over.
class OneThreadEach
{
public:
    OneThreadEach() : m_before(at::get_num_threads()) { at::set_num_threads(1); }
    ~OneThreadEach() { at::set_num_threads(m_before); }
    OneThreadEach(const OneThreadEach&) = delete;
    OneThreadEach& operator=(const OneThreadEach&) = delete;

private:
    int m_before;
};

}  // namespace

ProbeOutcome runProbe(const ProbeConfig& config, const ProbeData& data, RunControl& control)
{
    checkConfig(config, data);
    checkParts(data);
    const Prepared parts(data, config.standardise);
    return Probe(config, parts, control).run();
}

void runProbes(std::span<const ProbeConfig> configs, const ProbeData& data, int threads, const neural::ProbeFound& found, RunControl& control)
{
    for (const auto& config : configs) {
        checkConfig(config, data);
        if (config.kind != neural::ProbeKind::Linear && config.kind != neural::ProbeKind::Mlp)
            throw Error(ErrorCode::InvalidArgument, "probe", "probes that learn side by side are linear or have one hidden layer");
    }
    checkParts(data);
    const OneThreadEach limit;
    const Prepared plain(data, false), standardised(data, true);
    struct Found {
        std::size_t place;
        ProbeOutcome outcome;
    };
    std::size_t next = 0;
    const auto source = [&]() -> std::optional<std::size_t> { return next < configs.size() ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t place) {
        RunControl quiet(control.stop(), {});
        return Found{place, Probe(configs[place], configs[place].standardise ? standardised : plain, quiet).run()};
    };
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(configs.size());
    control.step("grid of probes", done, total);
    jobs::mapParallel(threads, control.stop(), source, work, [&](const Found& one) {
        found(one.place, one.outcome);
        control.step("grid of probes", ++done, total);
    });
    if (control.stop().stop_requested()) throw Cancelled{};
}

}  // namespace engine::train
