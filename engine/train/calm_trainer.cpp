#include "engine/train/calm_trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/random.h"
#include "engine/models/state.h"
#include "engine/train/calm_model.h"
#include "engine/train/optimiser_state.h"
#include "engine/train/prefetch.h"

namespace engine::train
{

namespace
{

constexpr std::string_view kModel = "model.";
constexpr double kPeakShare = 0.02;      // of the largest error in the loss, as Jukebox had it
constexpr double kLeastPower = 1e-6;
constexpr int kWarmupSteps = 50;
constexpr double kGradientNorm = 1.0;

std::string codifiedIdentity(const neural::CodifiedConfig& config, const char* stage)
{
    const auto& shape = config.shape;
    return Json{{"stage", stage},
                {"rate", shape.sampleRateHz},
                {"stages", shape.stages},
                {"codes", {shape.codes, shape.codeWidth, shape.channels, shape.residualDepth}},
                {"language", {shape.width, shape.layers, shape.heads, shape.context}},
                {"steps", config.stepsPerRound},
                {"batch", config.batch},
                {"rates", {config.codeRate, config.languageRate}},
                {"decay", config.decay},
                {"commitment", config.commitment},
                {"seed", config.seed},
                {"recipe", config.recipe}}
        .dump();
}

void checkCodified(const neural::CodifiedConfig& config)
{
    if (config.codeRounds < 1 || config.languageRounds < 1 || config.stepsPerRound < 1 || config.batch < 1 || !(config.codeRate > 0) ||
        !(config.languageRate > 0) || config.decay < 0 || config.decay >= 1 || config.commitment < 0)
        throw Error(ErrorCode::InvalidArgument, "codified model",
                    "rounds, steps and a batch of 1 or more, learning rates above 0 and a decay from 0 below 1 are wanted");
}

/// Steps of a round as the batches of an epoch, whatever the length of the source's own epochs.
class RoundSource final : public neural::BatchSource
{
public:
    RoundSource(neural::BatchSource& source, int stepsPerRound) : m_source(source), m_steps(static_cast<std::size_t>(stepsPerRound)) {}
    std::size_t mels() const override { return m_source.mels(); }
    std::size_t frames() const override { return m_source.frames(); }
    std::size_t batchCount(int) const override { return m_steps; }
    void fill(int round, std::size_t batch, neural::HostBatch& out) override
    {
        const auto step = static_cast<std::size_t>(round - 1) * m_steps + batch, perEpoch = m_source.batchCount(1);
        m_source.fill(static_cast<int>(step / perEpoch) + 1, step % perEpoch, out);
    }

private:
    neural::BatchSource& m_source;
    std::size_t m_steps;
};

double roundSeconds(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double finiteLoss(const torch::Tensor& loss)
{
    const auto value = loss.item<double>();
    if (!std::isfinite(value)) throw Error(ErrorCode::NonFinite, "codified model", "the loss is no longer a number; try a lower learning rate");
    return value;
}

std::vector<torch::Tensor> learnedOf(const torch::nn::Module& module, std::vector<std::string>& names)
{
    std::vector<torch::Tensor> learned;
    for (const auto& entry : module.named_parameters()) {
        learned.push_back(entry.value());
        names.push_back(entry.key());
    }
    return learned;
}

void takeModel(torch::nn::Module& module, const std::vector<checkpoint::TensorBytes>& tensors)
{
    std::vector<checkpoint::TensorBytes> own;
    for (const auto& tensor : tensors) {
        if (!tensor.name.starts_with(kModel)) continue;
        own.push_back(tensor);
        own.back().name.erase(0, kModel.size());
    }
    models::importState(module, own, "");
}

/// Checkpoint first, then the weight file that others read.
void keepRound(CheckpointFolder& folder, const torch::nn::Module& module, std::vector<checkpoint::TensorBytes> optimiser, int round,
               const std::filesystem::path& weights)
{
    TrainingState state{{}, std::move(optimiser)};
    state.standing.epoch = round;
    const auto model = models::exportState(module);
    for (const auto& tensor : model) {
        state.tensors.push_back(tensor);
        state.tensors.back().name.insert(0, kModel);
    }
    folder.keep(state);
    checkpoint::writeSafetensors(weights, model, {});
}

}  // namespace

CodeTrainer::CodeTrainer(const neural::CodifiedConfig& config, neural::BatchSource& clips, neural::CodifiedSink& sink, RunControl& control)
    : m_config(config),
      m_clips(clips),
      m_sink(sink),
      m_control(control),
      m_device(config.device),
      m_folder(config.folder / "codes-rounds", codifiedIdentity(config, "codes")),
      m_network(freshVqVae(config.shape, config.seed))
{
    checkCodified(config);
    if (m_clips.batchCount(1) == 0) throw Error(ErrorCode::TooShort, "codified model", "there are not enough tracks for one batch");
    if (m_clips.frames() != config.shape.clipSamples())
        throw Error(ErrorCode::Mismatch, "clips", std::to_string(config.shape.clipSamples()) + " samples wanted, " + std::to_string(m_clips.frames()) + " found");
}

void CodeTrainer::startOrResume()
{
    const auto found = m_config.resume ? m_folder.newest() : std::nullopt;
    if (!found) m_folder.clear();
    if (found) takeModel(*m_network, found->tensors);
    m_network->to(m_device);
    m_optimiser = std::make_unique<torch::optim::Adam>(learnedOf(*m_network, m_names), torch::optim::AdamOptions(m_config.codeRate));
    if (!found) return;
    importState(*m_optimiser, OptimiserKind::Adam, m_names, found->tensors);
    m_round = found->standing.epoch;
}

void CodeTrainer::run()
{
    startOrResume();
    while (m_round < m_config.codeRounds) {
        const auto report = runRound(m_round + 1);
        keep(report.round);
        m_sink.codesLearned(report);
    }
}

neural::CodeRound CodeTrainer::runRound(int round)
{
    neural::CodeRound report;
    report.round = round;
    const auto start = std::chrono::steady_clock::now();
    const auto stage = "codes, round " + std::to_string(round) + " of " + std::to_string(m_config.codeRounds);
    auto counted = torch::zeros({m_config.shape.codes}, torch::TensorOptions(m_device));
    RoundSource steps(m_clips, m_config.stepsPerRound);
    Prefetch batches(steps, round, static_cast<std::size_t>(m_config.prefetchBatches));
    m_network->train();
    for (std::int64_t index = 0; auto batch = batches.next(); ++index) {
        m_control.giveWay();
        m_control.step(stage, index, m_config.stepsPerRound);
        learn(*batch, static_cast<std::int64_t>(round - 1) * m_config.stepsPerRound + index, report, counted);
        batches.recycle(std::move(batch));
    }
    const auto shares = counted / counted.sum();
    report.perplexity = std::exp(-(shares * torch::log(shares.clamp_min(1e-12))).sum().item<double>());
    report.usedCodes = (counted > 0).sum().item<std::int64_t>();
    report.seconds = roundSeconds(start);
    return report;
}

void CodeTrainer::learn(const neural::HostBatch& batch, std::int64_t step, neural::CodeRound& report, torch::Tensor& counted)
{
    auto wave = torch::from_blob(const_cast<float*>(batch.input.data()), {static_cast<std::int64_t>(batch.rows), 1, static_cast<std::int64_t>(m_clips.frames())}).to(m_device);
    peakNormalise(wave);
    const auto seed = scattered(m_config.seed ^ static_cast<std::uint64_t>(step));
    {
        const torch::NoGradGuard noGrad;
        if (step == 0) m_network->codebook->begin(m_network->encode(wave).flatten(0, 1), seed);
    }
    const auto pass = m_network->forward(wave);
    // As shares of the sound's power: beside the spectral error, which is one, a soft clip's mean square would count for nothing.
    const auto power = wave.pow(2).mean().clamp_min(kLeastPower);
    const auto waveError = torch::mse_loss(pass.wave, wave) / power;
    const auto largest = (pass.wave - wave).pow(2).amax({1, 2}).mean() / power;
    const auto spectrum = spectralError(wave, pass.wave, m_config.shape.sampleRateHz);
    const auto commitment = torch::mse_loss(pass.latent, pass.quantised);
    const auto loss = waveError + kPeakShare * largest + spectrum + m_config.commitment * commitment;
    finiteLoss(loss);
    m_optimiser->zero_grad();
    loss.backward();
    m_optimiser->step();
    const torch::NoGradGuard noGrad;
    const auto codes = pass.codes.flatten();
    report.restarted += m_network->codebook->update(pass.latent.detach().flatten(0, 1), codes, m_config.decay, seed);
    counted.index_add_(0, codes, torch::ones_like(codes, counted.options()));
    const auto share = 1.0 / m_config.stepsPerRound;
    report.waveError += share * waveError.item<double>();
    report.spectralError += share * spectrum.item<double>();
    report.commitment += share * commitment.item<double>();
}

void CodeTrainer::keep(int round)
{
    m_round = round;
    keepRound(m_folder, *m_network, exportState(*m_optimiser, OptimiserKind::Adam, m_names), round, m_config.folder / kCodeWeights);
}

LanguageTrainer::LanguageTrainer(const neural::CodifiedConfig& config, std::span<const neural::Codes> sequences, neural::CodifiedSink& sink, RunControl& control)
    : m_config(config),
      m_sequences(sequences),
      m_sink(sink),
      m_control(control),
      m_device(config.device),
      m_folder(config.folder / "language-rounds", codifiedIdentity(config, "language")),
      m_network(freshLanguageModel(config.shape, config.seed))
{
    checkCodified(config);
    std::size_t sum = 0;
    for (const auto& sequence : sequences)
        m_ends.push_back(sum += sequence.size());
    if (sum == 0) throw Error(ErrorCode::TooShort, "codified model", "there is no code to learn from");
}

void LanguageTrainer::startOrResume()
{
    const auto found = m_config.resume ? m_folder.newest() : std::nullopt;
    if (!found) m_folder.clear();
    if (found) takeModel(*m_network, found->tensors);
    m_network->to(m_device);
    m_optimiser = std::make_unique<torch::optim::AdamW>(learnedOf(*m_network, m_names), torch::optim::AdamWOptions(m_config.languageRate));
    if (!found) return;
    importState(*m_optimiser, OptimiserKind::AdamW, m_names, found->tensors);
    m_round = found->standing.epoch;
}

void LanguageTrainer::run()
{
    startOrResume();
    while (m_round < m_config.languageRounds) {
        const auto report = runRound(m_round + 1);
        keep(report.round);
        m_sink.languageLearned(report);
    }
}

neural::LanguageRound LanguageTrainer::runRound(int round)
{
    neural::LanguageRound report;
    report.round = round;
    const auto start = std::chrono::steady_clock::now();
    const auto stage = "language of the codes, round " + std::to_string(round) + " of " + std::to_string(m_config.languageRounds);
    m_network->train();
    for (int index = 0; index < m_config.stepsPerRound; ++index) {
        m_control.giveWay();
        m_control.step(stage, index, m_config.stepsPerRound);
        report.nats += learn(static_cast<std::int64_t>(round - 1) * m_config.stepsPerRound + index) / m_config.stepsPerRound;
    }
    report.seconds = roundSeconds(start);
    return report;
}

torch::Tensor LanguageTrainer::windowsOf(std::int64_t step) const
{
    SplitMix random{m_config.seed, static_cast<std::uint64_t>(step), 0x6c616e67};
    const auto context = static_cast<std::size_t>(m_config.shape.context);
    auto windows = torch::full({static_cast<std::int64_t>(m_config.batch), m_config.shape.context}, -1, torch::kInt64);
    auto rows = windows.accessor<std::int64_t, 2>();
    std::size_t longest = 1;
    for (std::size_t row = 0; row < m_config.batch; ++row) {
        const auto place = std::upper_bound(m_ends.begin(), m_ends.end(), random.below(m_ends.back())) - m_ends.begin();
        const auto& sequence = m_sequences[static_cast<std::size_t>(place)];
        const auto length = std::min(context, sequence.size());
        const auto first = random.below(sequence.size() - length + 1);
        for (std::size_t i = 0; i < length; ++i)
            rows[static_cast<std::int64_t>(row)][static_cast<std::int64_t>(i)] = sequence[first + i];
        longest = std::max(longest, length);
    }
    return windows.slice(1, 0, static_cast<std::int64_t>(longest)).contiguous();
}

double LanguageTrainer::learn(std::int64_t step)
{
    // Dropout asks LibTorch's own generator.
    torch::manual_seed(scattered(m_config.seed ^ (static_cast<std::uint64_t>(step) << 20)));
    for (auto& group : m_optimiser->param_groups())
        group.options().set_lr(m_config.languageRate * std::min(1.0, static_cast<double>(step + 1) / kWarmupSteps));
    const auto windows = windowsOf(step).to(m_device);
    const auto logits = m_network->forward(windows.clamp_min(0)).logits;
    const auto loss = torch::nn::functional::cross_entropy(logits.flatten(0, 1), windows.flatten(), torch::nn::functional::CrossEntropyFuncOptions().ignore_index(-1));
    const auto value = finiteLoss(loss);
    m_optimiser->zero_grad();
    loss.backward();
    torch::nn::utils::clip_grad_norm_(m_network->parameters(), kGradientNorm);
    m_optimiser->step();
    return value;
}

void LanguageTrainer::keep(int round)
{
    m_round = round;
    keepRound(m_folder, *m_network, exportState(*m_optimiser, OptimiserKind::AdamW, m_names), round, m_config.folder / kLanguageWeights);
}

}  // namespace engine::train
