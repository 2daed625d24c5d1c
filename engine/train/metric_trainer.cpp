#include "engine/train/metric_trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/random.h"
#include "engine/models/state.h"
#include "engine/train/optimiser_state.h"
#include "engine/train/prefetch.h"
#include "engine/train/unit_rows.h"

namespace engine::train
{

using neural::BatchSource;
using neural::HostBatch;

namespace
{

using MetricClock = std::chrono::steady_clock;

constexpr std::string_view kMetricPrefix = "model.";
constexpr std::uint64_t kNegativeStream = 0x6e656761;   // apart from the dropout of the same batch

/// What a resumed run must share with the one it continues; more epochs may be asked for.
std::string metricIdentity(const neural::MetricConfig& config)
{
    return Json{{"input", neural::songInputName(config.shape.input)},
                {"word_dims", config.shape.wordDims},
                {"factor_dims", config.shape.factorDims},
                {"tags", config.tagCount},
                {"learning_rate", config.learningRate},
                {"weight_decay", config.weightDecay},
                {"margin", config.margin},
                {"negatives", retrieval::negativeWeightsName(config.negatives)},
                {"seed", config.seed},
                {"recipe", config.recipe}}
        .dump();
}

/// The batches of an epoch: read ahead by a thread, or each when it is asked for.
class EpochBatches
{
public:
    EpochBatches(BatchSource& source, int epoch, int workers) : m_source(source), m_epoch(epoch), m_count(source.batchCount(epoch))
    {
        if (workers > 0) m_ahead.emplace(source, epoch, static_cast<std::size_t>(workers));
    }
    std::size_t count() const { return m_count; }
    /// Null after the last; valid until the next call.
    const HostBatch* next()
    {
        if (m_ahead) {
            if (m_batch) m_ahead->recycle(std::move(m_batch));
            m_batch = m_ahead->next();
            return m_batch.get();
        }
        if (m_next == m_count) return nullptr;
        if (!m_batch) m_batch = std::make_unique<HostBatch>();
        m_source.fill(m_epoch, m_next++, *m_batch);
        return m_batch.get();
    }

private:
    BatchSource& m_source;
    const int m_epoch;
    const std::size_t m_count;
    std::size_t m_next = 0;
    std::unique_ptr<HostBatch> m_batch;
    std::optional<Prefetch> m_ahead;
};

std::span<const float> hostSpan(const torch::Tensor& host)
{
    return {host.data_ptr<float>(), static_cast<std::size_t>(host.numel())};
}

/// [anchors, songs]: 1 where the song carries the anchor's tag.
std::vector<std::uint8_t> forbiddenIn(const HostBatch& batch, std::size_t tags)
{
    std::vector<std::uint8_t> forbidden(batch.rows * batch.rows);
    for (std::size_t anchor = 0; anchor < batch.rows; ++anchor)
        for (std::size_t song = 0; song < batch.rows; ++song)
            forbidden[anchor * batch.rows + song] = batch.target[song * tags + batch.anchors[anchor]] > 0 ? 1 : 0;
    return forbidden;
}

void checkBatch(const HostBatch& batch, std::size_t tags)
{
    const bool known = std::all_of(batch.anchors.begin(), batch.anchors.end(), [tags](auto tag) { return tag < tags; });
    if (batch.anchors.size() != batch.rows || batch.target.size() != batch.rows * tags || !known)
        throw Error(ErrorCode::Mismatch, "triplets", "a batch needs a tag and all labels for each of its rows");
}

}  // namespace

MetricTrainer::MetricTrainer(const neural::MetricConfig& config, BatchSource& train, BatchSource* valid, neural::MetricSink& sink,
                             RunControl& control)
    : m_config(config),
      m_train(train),
      m_valid(valid),
      m_sink(sink),
      m_control(control),
      m_device(config.device),
      m_folder(config.checkpointFolder, metricIdentity(config)),
      m_network(models::makeMetricNetwork(config.shape, config.seed)),
      m_words(models::rowsTensor(config.words, config.tagCount, config.shape.wordDims, m_device))
{
}

neural::TrainOutcome MetricTrainer::run()
{
    startOrResume();
    while (m_standing.epoch < m_config.epochs)
        finishEpoch(runEpoch(m_standing.epoch + 1));
    return {m_standing.epoch, m_standing.bestEpoch, m_standing.bestScore, false, m_folder.bestPath()};
}

void MetricTrainer::startOrResume()
{
    const auto found = m_config.resume ? m_folder.newest() : std::nullopt;
    if (!found) m_folder.clear();
    if (found) {
        std::vector<checkpoint::TensorBytes> weights;
        for (const auto& tensor : found->tensors) {
            if (!tensor.name.starts_with(kMetricPrefix)) continue;
            weights.push_back(tensor);
            weights.back().name.erase(0, kMetricPrefix.size());
        }
        models::importState(*m_network, weights, std::string_view());
    }
    m_network->to(m_device);
    std::vector<torch::Tensor> learned;
    for (auto& item : m_network->named_parameters()) {
        m_learnedNames.push_back(item.key());
        learned.push_back(item.value());
    }
    m_optimiser = std::make_unique<torch::optim::Adam>(
        learned, torch::optim::AdamOptions(m_config.learningRate).weight_decay(m_config.weightDecay));
    if (!found) return;
    importState(*m_optimiser, OptimiserKind::Adam, m_learnedNames, found->tensors);
    m_standing = found->standing;
}

std::string MetricTrainer::stage(const char* part, int epoch) const
{
    return std::string(part) + ", epoch " + std::to_string(epoch) + " of " + std::to_string(m_config.epochs);
}

torch::Tensor MetricTrainer::embedSongs(const BatchSource& source, const HostBatch& batch, std::size_t chunks)
{
    torch::Tensor spectrograms, factors;
    if (m_config.shape.usesSpectrograms())
        spectrograms = models::spectrogramTensor(batch.input, batch.rows, source.frames(), m_device);
    if (m_config.shape.usesFactors())
        factors = models::rowsTensor(batch.factors, batch.rows / chunks, m_config.shape.factorDims, m_device);
    return m_network->embedSongs(spectrograms, factors, static_cast<std::int64_t>(chunks));
}

void MetricTrainer::learn(const HostBatch& batch, std::uint64_t seed, Sums& sums)
{
    checkBatch(batch, m_config.tagCount);
    torch::manual_seed(seed);
    const std::vector<std::int64_t> anchorIds(batch.anchors.begin(), batch.anchors.end());
    const auto anchors = torch::tensor(anchorIds, torch::kInt64).to(m_device);
    const auto tagPlaces = m_network->embedTags(m_words.index_select(0, anchors));
    const auto songPlaces = embedSongs(m_train, batch, 1);
    const auto cosines = unitRows(tagPlaces.detach()).mm(unitRows(songPlaces.detach()).t()).to(torch::kCPU).contiguous();
    const auto negatives = retrieval::drawNegatives(hostSpan(cosines), forbiddenIn(batch, m_config.tagCount), batch.rows, m_config.negatives,
                                                    neural::kJointDims, SplitMix{seed, kNegativeStream});
    std::vector<std::int64_t> kept, chosen;
    for (std::size_t row = 0; row < negatives.size(); ++row) {
        if (!negatives[row]) continue;
        kept.push_back(static_cast<std::int64_t>(row));
        chosen.push_back(*negatives[row]);
    }
    sums.items += batch.rows;
    sums.dropped += batch.rows - kept.size();
    if (kept.empty()) return;
    const auto rows = torch::tensor(kept, torch::kInt64).to(m_device);
    const auto others = torch::tensor(chosen, torch::kInt64).to(m_device);
    const auto losses = models::tripletLosses(tagPlaces.index_select(0, rows), songPlaces.index_select(0, rows), songPlaces.index_select(0, others),
                                              m_config.margin);
    m_optimiser->zero_grad();
    losses.mean().backward();
    m_optimiser->step();
    const auto loss = losses.sum().item<double>();
    if (!std::isfinite(loss))
        throw Error(ErrorCode::NonFinite, "training", "the loss is no longer a number; try a lower learning rate");
    sums.loss += loss;
    sums.triplets += kept.size();
}

MetricTrainer::Sums MetricTrainer::trainPart(int epoch)
{
    Sums sums;
    m_network->train();
    EpochBatches batches(m_train, epoch, m_config.workers);
    const auto count = static_cast<std::int64_t>(batches.count());
    for (std::int64_t index = 0; index < count; ++index) {
        m_control.giveWay();
        m_control.step(stage("training", epoch), index, count);
        const auto* batch = batches.next();
        if (batch == nullptr) break;
        if (batch->rows < 2) continue;   // batch normalisation has no variance of one value
        learn(*batch, scattered(m_config.seed ^ (static_cast<std::uint64_t>(epoch) << 32) ^ static_cast<std::uint64_t>(index)), sums);
    }
    if (sums.triplets == 0)
        throw Error(ErrorCode::InvalidArgument, "training", "no batch holds a song without the tag of any of its anchors; there is nothing to compare");
    return sums;
}

std::vector<float> MetricTrainer::validPart(int epoch, std::size_t& songs)
{
    songs = 0;
    if (m_valid == nullptr) return {};
    m_network->eval();
    const torch::NoGradGuard noGrad;
    const auto chunks = m_config.shape.usesSpectrograms() ? m_config.evaluationChunks : 1;
    EpochBatches batches(*m_valid, epoch, m_config.workers);
    const auto count = static_cast<std::int64_t>(batches.count());
    std::vector<torch::Tensor> places;
    for (std::int64_t index = 0; index < count; ++index) {
        m_control.step(stage("checking", epoch), index, count);
        const auto* batch = batches.next();
        if (batch == nullptr) break;
        if (batch->rows > 0) places.push_back(embedSongs(*m_valid, *batch, chunks));
    }
    if (places.empty()) return {};
    const auto cosines = unitRows(m_network->embedTags(m_words)).mm(unitRows(torch::cat(places)).t()).to(torch::kCPU).contiguous();
    songs = static_cast<std::size_t>(cosines.size(1));
    const auto values = hostSpan(cosines);
    return {values.begin(), values.end()};
}

neural::MetricEpoch MetricTrainer::runEpoch(int epoch)
{
    const auto start = MetricClock::now();
    const auto since = [start] { return std::chrono::duration<double>(MetricClock::now() - start).count(); };
    const auto sums = trainPart(epoch);
    neural::MetricEpoch report;
    report.epoch = epoch;
    report.loss = sums.loss / static_cast<double>(sums.triplets);
    report.triplets = sums.triplets;
    report.droppedAnchors = sums.dropped;
    report.itemsPerSecond = static_cast<double>(sums.items) / std::max(1e-9, since());
    report.similarity = validPart(epoch, report.songs);
    report.seconds = since();
    return report;
}

void MetricTrainer::finishEpoch(const neural::MetricEpoch& report)
{
    const double score = m_sink.epochDone(report);
    const bool best = !std::isnan(score) && score > m_standing.bestScore;
    m_standing.epoch = report.epoch;
    m_standing.epochsWithoutProgress = best ? 0 : m_standing.epochsWithoutProgress + 1;
    const auto model = models::exportState(*m_network);
    if (best) {
        m_standing.bestEpoch = report.epoch;
        m_standing.bestScore = score;
        m_folder.keepBest(model, "metric-" + std::string(neural::songInputName(m_config.shape.input)), report.epoch);
    }
    TrainingState state{m_standing, exportState(*m_optimiser, OptimiserKind::Adam, m_learnedNames)};
    for (const auto& tensor : model) {
        state.tensors.push_back(tensor);
        state.tensors.back().name.insert(0, kMetricPrefix);
    }
    m_folder.keep(state);
    m_sink.checkpointWritten(report.epoch, best);
}

}  // namespace engine::train
