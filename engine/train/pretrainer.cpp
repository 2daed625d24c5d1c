#include "engine/train/pretrainer.h"

#include <chrono>
#include <cmath>
#include <utility>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/random.h"
#include "engine/models/state.h"
#include "engine/models/torch_model.h"
#include "engine/neural/neural_engine.h"
#include "engine/train/nt_xent.h"
#include "engine/train/optimiser_state.h"
#include "engine/train/prefetch.h"

namespace engine::train
{

namespace
{

constexpr std::string_view kEncoderPrefix = "model.", kProjectorPrefix = "projector.";

std::string pretrainIdentity(const neural::PretrainConfig& config)
{
    return Json{{"pretrain", config.arch},
                {"learning_rate", config.learningRate},
                {"temperature", config.temperature},
                {"projection", config.projection},
                {"seed", config.seed},
                {"recipe", config.recipe}}
        .dump();
}

double elapsed(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Pretrainer::Pretrainer(const neural::PretrainConfig& config, neural::BatchSource& pairs, neural::PretrainSink& sink,
                       RunControl& control)
    : m_config(config),
      m_pairs(pairs),
      m_sink(sink),
      m_control(control),
      m_device(config.device),
      m_folder(config.checkpointFolder, pretrainIdentity(config)),
      m_network(models::makeNetwork(config.arch, 1, config.seed))
{
    if (config.epochs < 1 || !(config.learningRate > 0) || !(config.temperature > 0) || config.projection < 2)
        throw Error(ErrorCode::InvalidArgument, "pretrain",
                    "epochs from 1, a learning rate and a temperature above 0 and a projection from 2 are wanted");
    if (m_pairs.batchCount(1) == 0)
        throw Error(ErrorCode::TooShort, "pretrain", "there are not enough tracks for one batch");
}

neural::PretrainOutcome Pretrainer::run()
{
    startOrResume();
    while (m_epoch < m_config.epochs) {
        const auto report = runEpoch(m_epoch + 1);
        keep(report.epoch);
        m_sink.epochDone(report);
    }
    const auto& folder = m_config.checkpointFolder;
    return {m_epoch, folder / "encoder.safetensors", folder / "random.safetensors"};
}

void Pretrainer::startOrResume()
{
    const auto found = m_config.resume ? m_folder.newest() : std::nullopt;
    if (!found) m_folder.clear();
    makeProjector();
    if (!found) writeRandom();
    if (found) takeTensors(found->tensors);
    m_network->to(m_device);
    m_projector->to(m_device);
    makeOptimiser();
    if (!found) return;
    importState(*m_optimiser, OptimiserKind::Adam, m_learnedNames, found->tensors);
    m_epoch = found->standing.epoch;
}

/// Its width is what the network's last hidden layer gives.
void Pretrainer::makeProjector()
{
    neural::HostBatch batch;
    m_pairs.fill(1, 0, batch);
    models::Taps taps;
    taps.want(std::string(neural::kEmbeddingLayer));
    {
        const torch::NoGradGuard noGrad;
        m_network->eval();
        const auto cells = m_pairs.mels() * m_pairs.frames();
        const std::vector<float> row(batch.input.begin(), batch.input.begin() + static_cast<std::ptrdiff_t>(cells));
        m_network->forward(models::inputTensor(*m_network, {row, 1, m_pairs.mels(), m_pairs.frames()}, torch::kCPU), taps);
    }
    const auto width = taps.taken(std::string(neural::kEmbeddingLayer)).size(1);
    torch::manual_seed(m_config.seed + 1);
    const auto dense = [](std::int64_t in, std::int64_t out) {
        return torch::nn::Linear(torch::nn::LinearOptions(in, out).bias(false));
    };
    m_projector = torch::nn::Sequential(dense(width, width), torch::nn::ReLU(), dense(width, m_config.projection));
}

/// The base line: the same weights, their normalisations settled on the first batch, so that the untrained network is
/// not judged by layers that let next to nothing through.
void Pretrainer::writeRandom()
{
    models::TorchModel fresh(m_config.arch, 1, m_config.seed);
    neural::HostBatch batch;
    m_pairs.fill(1, 0, batch);
    fresh.settleStatistics({batch.input, batch.rows, m_pairs.mels(), m_pairs.frames()});
    std::filesystem::create_directories(m_config.checkpointFolder);
    checkpoint::writeSafetensors(m_config.checkpointFolder / "random.safetensors", fresh.state(),
                                 {{"tagbench.card", m_config.card}});
}

void Pretrainer::makeOptimiser()
{
    std::vector<torch::Tensor> learned;
    const auto head = m_network->head() + ".";
    for (const auto& entry : m_network->named_parameters()) {
        if (entry.key().starts_with(head)) continue;  // no labels, no head
        learned.push_back(entry.value());
        m_learnedNames.push_back(entry.key());
    }
    for (const auto& entry : m_projector->named_parameters()) {
        learned.push_back(entry.value());
        m_learnedNames.push_back(std::string(kProjectorPrefix) + entry.key());
    }
    m_optimiser = std::make_unique<torch::optim::Adam>(learned, torch::optim::AdamOptions(m_config.learningRate));
}

void Pretrainer::takeTensors(const std::vector<checkpoint::TensorBytes>& tensors)
{
    const torch::NoGradGuard noGrad;
    std::vector<checkpoint::TensorBytes> encoder;
    auto projector = m_projector->named_parameters();
    for (const auto& tensor : tensors) {
        if (tensor.name.starts_with(kEncoderPrefix)) {
            encoder.push_back(tensor);
            encoder.back().name.erase(0, kEncoderPrefix.size());
        } else if (tensor.name.starts_with(kProjectorPrefix)) {
            projector[tensor.name.substr(kProjectorPrefix.size())].copy_(models::fromBytes(tensor));
        }
    }
    models::importState(*m_network, encoder, /*skipHead=*/false);
}

Pretrainer::Projections Pretrainer::projected(const neural::HostBatch& batch)
{
    models::Taps taps;
    taps.want(std::string(neural::kEmbeddingLayer));
    m_network->forward(
        models::inputTensor(*m_network, {batch.input, batch.rows, m_pairs.mels(), m_pairs.frames()}, m_device), taps);
    const auto halves = m_projector->forward(taps.taken(std::string(neural::kEmbeddingLayer))).chunk(2);
    return {halves[0], halves[1]};
}

neural::PretrainReport Pretrainer::runEpoch(int epoch)
{
    neural::PretrainReport report;
    report.epoch = epoch;
    const auto start = std::chrono::steady_clock::now();
    const auto count = static_cast<std::int64_t>(m_pairs.batchCount(epoch));
    const auto stage = "pre-training, epoch " + std::to_string(epoch) + " of " + std::to_string(m_config.epochs);
    m_network->train();
    std::size_t pairs = 0;
    Prefetch batches(m_pairs, epoch, static_cast<std::size_t>(m_config.prefetchBatches));
    for (std::int64_t index = 0; auto batch = batches.next(); ++index) {
        m_control.giveWay();
        m_control.step(stage, index, count);
        torch::manual_seed(scattered(m_config.seed ^ (static_cast<std::uint64_t>(epoch) << 32) ^
                                     static_cast<std::uint64_t>(index)));
        const auto z = projected(*batch);
        const auto loss = ntXent(z.first, z.second, m_config.temperature);
        m_optimiser->zero_grad();
        loss.backward();
        m_optimiser->step();
        const auto value = loss.item<double>();
        if (!std::isfinite(value))
            throw Error(ErrorCode::NonFinite, "pretrain", "the loss is no longer a number; try a lower learning rate");
        const auto contrast = contrastOf(z.first, z.second);
        const auto share = 1 / static_cast<double>(count);
        report.loss += share * value;
        report.positiveCosine += share * contrast.positiveCosine;
        report.spread += share * contrast.spread;
        pairs += batch->rows / 2;
        batches.recycle(std::move(batch));
    }
    report.seconds = elapsed(start);
    report.pairsPerSecond = static_cast<double>(pairs) / std::max(1e-9, report.seconds);
    return report;
}

void Pretrainer::keep(int epoch)
{
    m_epoch = epoch;
    TrainingState state{{}, exportState(*m_optimiser, OptimiserKind::Adam, m_learnedNames)};
    state.standing.epoch = epoch;
    const auto model = models::exportState(*m_network);
    for (const auto& tensor : model) {
        state.tensors.push_back(tensor);
        state.tensors.back().name.insert(0, kEncoderPrefix);
    }
    for (const auto& entry : m_projector->named_parameters())
        state.tensors.push_back(models::toBytes(std::string(kProjectorPrefix) + entry.key(), entry.value().detach()));
    m_folder.keep(state);
    checkpoint::writeSafetensors(m_config.checkpointFolder / "encoder.safetensors", model,
                                 {{"tagbench.card", m_config.card}});
}

}  // namespace engine::train
