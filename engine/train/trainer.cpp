#include "engine/train/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/json.h"
#include "engine/models/dropout.h"
#include "engine/models/low_precision.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"
#include "engine/train/augment.h"
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

std::string scheduleText(const neural::TrainConfig& config)
{
    switch (config.schedule) {
        case neural::Schedule::Constant: return "constant";
        case neural::Schedule::Cosine: return "cosine " + std::to_string(config.epochs);
        case neural::Schedule::Staged:
            return "staged " + std::to_string(config.adamEpochs) + " " + std::to_string(config.sgdEpochs);
    }
    return {};
}

/// Only what differs from the defaults: checkpoints from before an option was there stay valid.
Json optionsOf(const neural::TrainConfig& config)
{
    const neural::TrainConfig plain;
    const auto& a = config.augmentation;
    Json json = Json::object();
    if (config.optimiser != plain.optimiser) json["optimiser"] = "adamw";
    if (config.warmupEpochs != plain.warmupEpochs) json["warmup"] = config.warmupEpochs;
    if (config.backboneRate != plain.backboneRate) json["backbone_rate"] = config.backboneRate;
    if (config.dropout != plain.dropout) json["dropout"] = config.dropout;
    if (config.precision != plain.precision) json["precision"] = "bf16";
    if (config.accumulate != plain.accumulate) json["accumulate"] = config.accumulate;
    if (!config.positiveWeights.empty()) json["positive_weights"] = config.positiveWeights;
    if (config.teacher) json["teacher"] = {sha256Of(config.teacher->state), config.teacher->skeptical};
    if (a.any())
        json["augmentation"] = {a.timeMasks, a.timeShare, a.bandMasks, a.bandShare, a.mixup, a.gainDb, a.noise};
    return json;
}

/// What a resumed run must share with the one it continues. `epochs` is left out: more may be asked for later, but a
/// cosine schedule depends on it.
std::string identityOf(const neural::TrainConfig& config)
{
    Json json{{"arch", config.arch},
              {"tags", config.tagCount},
              {"learning_rate", config.learningRate},
              {"weight_decay", config.weightDecay},
              {"schedule", scheduleText(config)},
              {"freeze", config.freeze == neural::Freeze::Backbone ? "backbone" : "none"},
              {"seed", config.seed},
              {"recipe", config.recipe}};
    json.update(optionsOf(config));
    return json.dump();
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
    const auto rows = static_cast<std::size_t>(host.size(0));  // those with labels
    part.loss += loss * static_cast<double>(rows);
    part.rows += rows;
    const auto probabilities = host.sigmoid().contiguous();
    part.probabilities.insert(part.probabilities.end(), probabilities.data_ptr<float>(),
                              probabilities.data_ptr<float>() + probabilities.numel());
    part.targets.insert(part.targets.end(), batch.target.begin(), batch.target.end());
}

/// The last rows of a batch, which a teacher answers.
std::size_t unlabelledRows(const BatchSource& source, const HostBatch& batch)
{
    return batch.clean.size() / (source.mels() * source.frames());
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
    if (config.precision == neural::Precision::Bfloat16) models::requireBfloat16(config.device);
}

neural::TrainOutcome Trainer::run()
{
    startOrResume();
    if (m_config.teacher) {
        m_teacher = std::make_unique<StudentTeacher>(*m_config.teacher, m_config.tagCount, m_device);
        m_teacherSha256 = m_teacher->sha256();
    }
    while (m_standing.epoch < m_config.epochs && !isStale())
        finishEpoch(runEpoch(m_standing.epoch + 1));
    return {m_standing.epoch, m_standing.bestEpoch,   m_standing.bestScore,
            isStale(),        m_folder.bestPath(), m_teacherSha256};
}

void Trainer::startOrResume()
{
    auto found = m_config.resume ? m_folder.newest() : std::nullopt;
    if (!found) {
        m_folder.clear();
        takeInitialState();
        m_network->to(m_device);
        chooseLearned();
        makeOptimiser(planOf(m_config, 1).optimiser);
        return;
    }
    takeWeights(found->tensors, kModelPrefix);
    m_network->to(m_device);
    chooseLearned();
    makeOptimiser(planOf(m_config, std::max(1, found->standing.epoch)).optimiser);
    importState(*m_optimiser, m_kind, m_learnedNames, found->tensors);
    m_standing = found->standing;
}

/// Copies the tensors whose names begin with `prefix`.
void Trainer::takeWeights(const std::vector<checkpoint::TensorBytes>& tensors, std::string_view prefix)
{
    std::vector<checkpoint::TensorBytes> model;
    for (const auto& tensor : tensors) {
        if (!tensor.name.starts_with(prefix)) continue;
        model.push_back(tensor);
        model.back().name.erase(0, prefix.size());
    }
    models::importState(*m_network, model, /*skipHead=*/false);
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

void Trainer::chooseLearned()
{
    const auto head = m_network->head() + ".";
    std::vector<std::string> headNames;
    for (auto& item : m_network->named_parameters()) {
        const bool ofHead = item.key().starts_with(head);
        const bool learns = m_config.freeze == neural::Freeze::None || ofHead;
        item.value().set_requires_grad(learns);
        if (!learns) continue;
        (ofHead ? m_head : m_backbone).push_back(item.value());
        (ofHead ? headNames : m_learnedNames).push_back(item.key());
    }
    m_learnedNames.insert(m_learnedNames.end(), headNames.begin(), headNames.end());
    if (!m_config.positiveWeights.empty()) m_positiveWeights = torch::tensor(m_config.positiveWeights).to(m_device);
}

void Trainer::makeOptimiser(OptimiserKind kind)
{
    const std::vector<torch::optim::OptimizerParamGroup> groups{torch::optim::OptimizerParamGroup(m_backbone),
                                                                torch::optim::OptimizerParamGroup(m_head)};
    const double decay = m_config.weightDecay;
    m_kind = kind;
    switch (kind) {
        case OptimiserKind::Adam:
            m_optimiser = std::make_unique<torch::optim::Adam>(
                groups, torch::optim::AdamOptions(m_config.learningRate).weight_decay(decay));
            break;
        case OptimiserKind::AdamW:
            m_optimiser = std::make_unique<torch::optim::AdamW>(
                groups, torch::optim::AdamWOptions(m_config.learningRate).weight_decay(decay));
            break;
        case OptimiserKind::Sgd:
            m_optimiser = std::make_unique<torch::optim::SGD>(
                groups,
                torch::optim::SGDOptions(m_config.learningRate).momentum(0.9).nesterov(true).weight_decay(decay));
            break;
    }
}

/// Where a stage ends, the next goes on from the best weights there are.
void Trainer::beginStage(int epoch)
{
    const auto plan = planOf(m_config, epoch);
    if (epoch == 1 || plan.stage == planOf(m_config, epoch - 1).stage) return;
    if (m_standing.bestEpoch > 0) {
        const torch::NoGradGuard noGrad;
        takeWeights(checkpoint::readSafetensors(m_folder.bestPath()).tensors, "");
    }
    makeOptimiser(plan.optimiser);
}

void Trainer::setRate(double rate)
{
    m_optimiser->param_groups()[0].options().set_lr(rate * m_config.backboneRate);
    m_optimiser->param_groups()[1].options().set_lr(rate);
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

torch::Tensor Trainer::targetOf(const BatchSource& source, const HostBatch& batch) const
{
    const auto labelled = batch.rows - unlabelledRows(source, batch);
    if (batch.target.size() != labelled * m_config.tagCount)
        throw Error(ErrorCode::Mismatch, "targets", "the number of values is not rows x tags");
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(labelled),
                                          static_cast<std::int64_t>(m_config.tagCount)};
    return torch::from_blob(const_cast<float*>(batch.target.data()), shape, torch::kFloat32)
        .to(m_device, torch::kFloat32, false, /*copy=*/true);
}

torch::Tensor Trainer::lossOf(const torch::Tensor& logits, const torch::Tensor& target,
                              const torch::Tensor& weights) const
{
    return torch::binary_cross_entropy_with_logits(logits, target, weights, m_positiveWeights);
}

/// In float32, whatever the network computes in.
torch::Tensor Trainer::learningLogits(const torch::Tensor& input)
{
    const models::LowPrecision low(m_config.precision == neural::Precision::Bfloat16, m_device.type());
    models::Taps taps;
    return m_network->forward(input, taps).to(torch::kFloat32);
}

torch::Tensor Trainer::learn(const HostBatch& batch, std::uint64_t seed)
{
    torch::manual_seed(seed);
    const models::DropoutShare share(m_config.dropout);
    if (m_teacher && !batch.clean.empty()) return learnFromTeacher(batch, seed);
    const auto learned = augmented({inputOf(m_train, batch), targetOf(m_train, batch)}, m_config.augmentation, seed);
    const auto logits = learningLogits(learned.input);
    (lossOf(logits, learned.target) / m_config.accumulate).backward();
    if (++m_waiting >= m_config.accumulate) step();
    return logits;
}

/// Half the batch by its labels, half by the teacher's answers, in one forward pass; gives the logits of the first half.
torch::Tensor Trainer::learnFromTeacher(const HostBatch& batch, std::uint64_t seed)
{
    const auto unlabelled = static_cast<std::int64_t>(unlabelledRows(m_train, batch));
    const auto labelled = static_cast<std::int64_t>(batch.rows) - unlabelled;
    const auto mels = m_train.mels(), frames = m_train.frames();
    const auto input = inputOf(m_train, batch);
    const auto target = targetOf(m_train, batch);
    torch::Tensor weights;
    if (m_config.teacher->skeptical > 0) {
        const auto rows = static_cast<std::size_t>(labelled);
        const std::span<const float> asTheyAre(batch.input.data(), rows * mels * frames);
        weights = skepticalWeights(target, m_teacher->answers({asTheyAre, rows, mels, frames}), m_config.teacher->skeptical);
    }
    const auto answers = m_teacher->answers({batch.clean, static_cast<std::size_t>(unlabelled), mels, frames});
    const auto noisy = augmented({input.narrow(0, labelled, unlabelled), answers}, m_config.augmentation, seed);
    const auto logits = learningLogits(torch::cat({input.narrow(0, 0, labelled), noisy.input}));
    const auto known = logits.narrow(0, 0, labelled);
    const auto taught = unlabelledLoss(logits.narrow(0, labelled, unlabelled), noisy.target);
    ((lossOf(known, target, weights) + taught) / m_config.accumulate).backward();
    m_unlabelledLoss += taught.item<double>() * static_cast<double>(unlabelled);
    m_unlabelledRows += static_cast<std::size_t>(unlabelled);
    if (++m_waiting >= m_config.accumulate) step();
    return known;
}

void Trainer::refuseChangedTeacher() const
{
    if (m_teacher && m_teacher->sha256() != m_teacherSha256)
        throw Error(ErrorCode::Internal, "teacher", "its weights or statistics changed while the student learned");
}

void Trainer::step()
{
    if (m_waiting == 0) return;
    m_optimiser->step();
    m_optimiser->zero_grad();
    m_waiting = 0;
}

PartOutput Trainer::trainPart(int epoch)
{
    PartOutput output;
    setMode(true);
    const auto plan = planOf(m_config, epoch);
    const auto count = static_cast<std::int64_t>(m_train.batchCount(epoch));
    Prefetch batches(m_train, epoch, static_cast<std::size_t>(m_config.prefetchBatches));
    for (std::int64_t index = 0; auto batch = batches.next(); ++index) {
        m_control.giveWay();
        m_control.step(stage("training", epoch), index, count);
        if (batch->rows >= 2) {
            setRate(rateOf(m_config, plan, epoch, index, count));
            append(output, *batch,
                   learn(*batch,
                         mix(m_config.seed, static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(index))));
        }
        batches.recycle(std::move(batch));
    }
    step();  // what a number of batches that is no multiple of `accumulate` left over
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
    const auto count = static_cast<std::int64_t>(m_valid->batchCount(epoch));
    Prefetch batches(*m_valid, epoch, static_cast<std::size_t>(m_config.prefetchBatches));
    for (std::int64_t index = 0; auto batch = batches.next(); ++index) {
        m_control.giveWay();
        m_control.step(stage("checking", epoch), index, count);
        if (batch->rows > 0) {
            const torch::NoGradGuard noGrad;
            models::Taps taps;
            targetOf(*m_valid, *batch);  // the size check
            append(output, *batch, m_network->forward(inputOf(*m_valid, *batch), taps));
        }
        batches.recycle(std::move(batch));
    }
    toMean(output);
    return output;
}

EpochReport Trainer::runEpoch(int epoch)
{
    beginStage(epoch);
    EpochReport report;
    report.epoch = epoch;
    report.learningRate = planOf(m_config, epoch).rate;
    const auto start = Clock::now();
    m_unlabelledLoss = 0;
    m_unlabelledRows = 0;
    report.train = trainPart(epoch);
    report.unlabelledRows = m_unlabelledRows;
    if (m_unlabelledRows > 0) report.unlabelledLoss = m_unlabelledLoss / static_cast<double>(m_unlabelledRows);
    report.samplesPerSecond =
        static_cast<double>(report.train.rows + m_unlabelledRows) / std::max(1e-9, secondsSince(start));
    refuseChangedTeacher();
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
    TrainingState state{m_standing, exportState(*m_optimiser, m_kind, m_learnedNames)};
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
