#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/json.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"
#include "engine/train/adam_state.h"
#include "engine/train/prefetch.h"

namespace engine::train
{

using neural::BatchSource;
using neural::EpochReport;
using neural::HostBatch;
using neural::PartOutput;

namespace
{

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr std::string_view kModelPrefix = "model.";

/// What a resumed run must share with the one it continues. `epochs` is left out: more may be asked for later, but a
/// cosine schedule depends on it.
std::string identityOf(const neural::TrainConfig& config)
{
    return Json{{"arch", config.arch},
                {"tags", config.tagCount},
                {"learning_rate", config.learningRate},
                {"weight_decay", config.weightDecay},
                {"schedule",
                 config.schedule == neural::Schedule::Cosine ? "cosine " + std::to_string(config.epochs) : "constant"},
                {"freeze", config.freeze == neural::Freeze::Backbone ? "backbone" : "none"},
                {"seed", config.seed},
                {"recipe", config.recipe}}
        .dump();
}

/// Neighbouring (seed, epoch, batch) give unrelated dropout.
std::uint64_t mix(std::uint64_t seed, std::uint64_t epoch, std::uint64_t batch)
{
    return scattered(seed ^ (epoch << 32) ^ batch);
}

void append(PartOutput& part, const HostBatch& batch, const torch::Tensor& logits)
{
    const auto host = logits.detach().to(torch::kCPU, torch::kFloat32);
    const auto targets = torch::from_blob(const_cast<float*>(batch.target.data()), host.sizes(), torch::kFloat32);
    const auto loss = torch::binary_cross_entropy_with_logits(host, targets).item<double>();
    if (!std::isfinite(loss))
        throw Error(ErrorCode::NonFinite, "training", "the loss is no longer a number; try a lower learning rate");
    part.loss += loss * static_cast<double>(batch.rows);
    part.rows += batch.rows;
    const auto probabilities = host.sigmoid().contiguous();
    part.probabilities.insert(part.probabilities.end(), probabilities.data_ptr<float>(),
                              probabilities.data_ptr<float>() + probabilities.numel());
    part.targets.insert(part.targets.end(), batch.target.begin(), batch.target.end());
}

void toMean(PartOutput& part)
{
    if (part.rows > 0) part.loss /= static_cast<double>(part.rows);
}

}  // namespace

Trainer::Trainer(const neural::TrainConfig& config, BatchSource& train, BatchSource* valid, neural::EpochSink& sink,
                 RunControl& control)
    : m_config(config),
      m_train(train),
      m_valid(valid),
      m_sink(sink),
      m_control(control),
      m_device(config.device),
      m_folder(config.checkpointFolder, identityOf(config)),
      m_network(models::makeNetwork(config.arch, config.tagCount, config.seed))
{
}

neural::TrainOutcome Trainer::run()
{
    startOrResume();
    while (m_standing.epoch < m_config.epochs && !isStale())
        finishEpoch(runEpoch(m_standing.epoch + 1));
    return {m_standing.epoch, m_standing.bestEpoch, m_standing.bestScore, isStale(), m_folder.bestPath()};
}

void Trainer::startOrResume()
{
    auto found = m_config.resume ? m_folder.newest() : std::nullopt;
    if (!found) {
        m_folder.clear();
        takeInitialState();
        m_network->to(m_device);
        makeOptimiser();
        return;
    }
    std::vector<checkpoint::TensorBytes> model;
    for (auto& tensor : found->tensors) {
        if (!tensor.name.starts_with(kModelPrefix)) continue;
        model.push_back(tensor);
        model.back().name.erase(0, kModelPrefix.size());
    }
    models::importState(*m_network, model, /*skipHead=*/false);
    m_network->to(m_device);
    makeOptimiser();
    importAdam(*m_optimiser, m_learnedNames, found->tensors);
    m_standing = found->standing;
}

void Trainer::takeInitialState()
{
    if (m_config.initialState.empty()) return;
    try {
        models::importState(*m_network, m_config.initialState, /*skipHead=*/false);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Mismatch) throw;
        // Other tags than the checkpoint's: everything but the last layer must still fit.
        models::importState(*m_network, m_config.initialState, /*skipHead=*/true);
    }
}

void Trainer::makeOptimiser()
{
    const auto head = m_network->head() + ".";
    std::vector<torch::Tensor> learned;
    for (auto& item : m_network->named_parameters()) {
        const bool learns = m_config.freeze == neural::Freeze::None || item.key().starts_with(head);
        item.value().set_requires_grad(learns);
        if (!learns) continue;
        learned.push_back(item.value());
        m_learnedNames.push_back(item.key());
    }
    m_optimiser = std::make_unique<torch::optim::Adam>(
        learned, torch::optim::AdamOptions(m_config.learningRate).weight_decay(m_config.weightDecay));
}

void Trainer::setLearningRate(int epoch)
{
    double rate = m_config.learningRate;
    if (m_config.schedule == neural::Schedule::Cosine && m_config.epochs > 1) {
        const double progress = static_cast<double>(epoch - 1) / (m_config.epochs - 1);
        rate *= 0.01 + 0.99 * 0.5 * (1 + std::cos(std::numbers::pi * progress));
    }
    static_cast<torch::optim::AdamOptions&>(m_optimiser->param_groups().front().options()).lr(rate);
}

std::string Trainer::stage(const char* part, int epoch) const
{
    return std::string(part) + ", epoch " + std::to_string(epoch) + " of " + std::to_string(m_config.epochs);
}

void Trainer::setMode(bool learning)
{
    // A frozen backbone keeps its batch statistics too, and drops nothing before a head that is all there is to learn.
    m_network->train(learning && m_config.freeze == neural::Freeze::None);
}

torch::Tensor Trainer::inputOf(const BatchSource& source, const HostBatch& batch) const
{
    return models::inputTensor(*m_network, {batch.input, batch.rows, source.mels(), source.frames()}, m_device);
}

torch::Tensor Trainer::targetOf(const HostBatch& batch) const
{
    if (batch.target.size() != batch.rows * m_config.tagCount)
        throw Error(ErrorCode::Mismatch, "targets", "the number of values is not rows x tags");
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(batch.rows),
                                          static_cast<std::int64_t>(m_config.tagCount)};
    return torch::from_blob(const_cast<float*>(batch.target.data()), shape, torch::kFloat32)
        .to(m_device, torch::kFloat32, false, /*copy=*/true);
}

torch::Tensor Trainer::learn(const HostBatch& batch)
{
    models::Taps taps;
    m_optimiser->zero_grad();
    const auto logits = m_network->forward(inputOf(m_train, batch), taps);
    torch::binary_cross_entropy_with_logits(logits, targetOf(batch)).backward();
    m_optimiser->step();
    return logits;
}

PartOutput Trainer::trainPart(int epoch)
{
    PartOutput output;
    setMode(true);
    const auto count = static_cast<std::int64_t>(m_train.batchCount(epoch));
    Prefetch batches(m_train, epoch, static_cast<std::size_t>(m_config.prefetchBatches));
    for (std::int64_t index = 0; auto batch = batches.next(); ++index) {
        m_control.step(stage("training", epoch), index, count);
        if (batch->rows >= 2) {
            torch::manual_seed(
                mix(m_config.seed, static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(index)));
            append(output, *batch, learn(*batch));
        }
        batches.recycle(std::move(batch));
    }
    if (output.rows == 0)
        throw Error(ErrorCode::InvalidArgument, "training", "the training part holds no batch of two rows or more");
    toMean(output);
    return output;
}

PartOutput Trainer::validPart(int epoch)
{
    PartOutput output;
    if (m_valid == nullptr) return output;
    setMode(false);
    const torch::NoGradGuard noGrad;
    const auto count = static_cast<std::int64_t>(m_valid->batchCount(epoch));
    Prefetch batches(*m_valid, epoch, static_cast<std::size_t>(m_config.prefetchBatches));
    for (std::int64_t index = 0; auto batch = batches.next(); ++index) {
        m_control.step(stage("checking", epoch), index, count);
        if (batch->rows > 0) {
            models::Taps taps;
            targetOf(*batch);  // the size check
            append(output, *batch, m_network->forward(inputOf(*m_valid, *batch), taps));
        }
        batches.recycle(std::move(batch));
    }
    toMean(output);
    return output;
}

EpochReport Trainer::runEpoch(int epoch)
{
    setLearningRate(epoch);
    EpochReport report;
    report.epoch = epoch;
    report.learningRate = m_optimiser->param_groups().front().options().get_lr();
    const auto start = Clock::now();
    report.train = trainPart(epoch);
    report.samplesPerSecond = static_cast<double>(report.train.rows) / std::max(1e-9, secondsSince(start));
    report.valid = validPart(epoch);
    report.seconds = secondsSince(start);
    return report;
}

void Trainer::finishEpoch(const EpochReport& report)
{
    const double score = m_sink.epochDone(report);
    const bool best = !std::isnan(score) && score > m_standing.bestScore;
    m_standing.epoch = report.epoch;
    m_standing.epochsWithoutProgress = best ? 0 : m_standing.epochsWithoutProgress + 1;
    const auto model = models::exportState(*m_network);
    if (best) {
        m_standing.bestEpoch = report.epoch;
        m_standing.bestScore = score;
        m_folder.keepBest(model, m_config.arch, report.epoch);
    }
    TrainingState state{m_standing, exportAdam(*m_optimiser, m_learnedNames)};
    for (const auto& tensor : model) {
        state.tensors.push_back(tensor);
        state.tensors.back().name.insert(0, kModelPrefix);
    }
    m_folder.keep(state);
    m_sink.checkpointWritten(report.epoch, best);
}

bool Trainer::isStale() const
{
    return m_config.patience > 0 && m_standing.epochsWithoutProgress >= m_config.patience;
}

}  // namespace engine::train
