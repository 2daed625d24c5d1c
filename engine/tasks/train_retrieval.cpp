// A metric model: tags and tracks in one space (Won et al. 2020, arXiv 2010.16030).
//
// parameters: those of retrievalDefaults(), or {"resume": run, "epochs"?}
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <optional>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/evaluate/retrieval_scores.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/retrieval_settings.h"
#include "engine/tasks/retrieval_sources.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"
#include "engine/tasks/word_lookup.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kMostNamed = 50;

struct MetricTraining {
    store::MetricRun run;
    std::optional<dsp::Preset> preset;
    std::optional<store::TrackMatrix> factors;
    neural::MetricShape shape;
    TrainingTable table;
};

/// Tags of the split that are learned: without those held out and those that no training track carries.
std::vector<store::RunTag> learnedTags(const store::RetrievalSplit& split, const Json& config, store::Workspace& workspace, TaskContext& context)
{
    auto tags = split.tags;
    for (const auto& hidden : config["hold_out"].get<std::vector<std::string>>())
        if (std::erase_if(tags, [&](const auto& tag) { return tag.name == hidden; }) == 0)
            throw Error(ErrorCode::NotFound, hidden, "is none of the split's tags, so it cannot be held out");
    const auto table = tableForTags(workspace, split.split, tags);
    const auto& train = table.part(Part::Train);
    std::vector<store::RunTag> learned;
    for (std::size_t column = 0; column < tags.size(); ++column) {
        bool carried = false;
        for (std::size_t row = 0; row < train.tracks.size() && !carried; ++row)
            carried = train.labels[row * tags.size() + column] != 0;
        if (carried)
            learned.push_back(tags[column]);
        else
            context.say("tag left out - " + tags[column].name + ": no training track carries it");
    }
    if (learned.size() < 2) throw Error(ErrorCode::TooShort, "tags", "two at least are wanted to learn from");
    return learned;
}

std::vector<float> wordsOf(const std::vector<store::RunTag>& tags, const store::WordSet& set, WordMatch match, store::Workspace& workspace)
{
    std::vector<float> words;
    for (const auto& tag : tags) {
        const auto found = lookUpWord(workspace.words(), set, tag.name, match);
        if (found.how == dataset::TagVector::How::Missing)
            throw Error(ErrorCode::NotFound, tag.name, "has no vector in " + set.name + "; make the split with these word vectors");
        words.insert(words.end(), found.values.begin(), found.values.end());
    }
    return words;
}

void prepareInput(MetricTraining& training, store::Workspace& workspace)
{
    const auto& config = training.run.config;
    training.shape.input = neural::songInputFrom(config["input"].get<std::string>());
    training.shape.wordDims = training.run.words.size() / training.run.tags.size();
    if (training.shape.usesSpectrograms()) {
        training.preset = dsp::loadPreset(config["preset"].get<std::string>());
        if (training.preset->mels != static_cast<int>(neural::kMetricMels))
            throw Error(ErrorCode::Mismatch, "preset " + training.preset->name, "has " + std::to_string(training.preset->mels) + " mel bands; the acoustic branch wants 128");
        training.run.presetHash = training.preset->hash();
    }
    if (!training.shape.usesFactors()) return;
    const auto taste = workspace.tastes().resolve(config["taste"].get<std::string>());
    training.run.config["taste"] = taste.name;
    training.factors = workspace.tastes().factors(taste.id);
    if (training.factors->tracks.empty())
        throw Error(ErrorCode::TooShort, "taste profile " + taste.name, "has no factors of any track; 'taste fit' makes them");
    training.shape.factorDims = training.factors->width;
}

MetricTraining newMetricRun(const Json& config, TaskContext& context)
{
    auto& workspace = context.workspace;
    const auto splitName = config["split"].get<std::string>();
    const auto split = workspace.splits().find(splitName);
    const auto made = split ? workspace.metrics().split(split->id) : std::nullopt;
    if (!made) throw Error(ErrorCode::NotFound, "split " + splitName, "there is no retrieval split of this name; 'retrieval split' makes one");
    MetricTraining training;
    auto& run = training.run;
    run.config = config;
    run.split = split->id;
    const auto words = config["words"].get<std::string>();
    const auto set = workspace.words().resolve(words.empty() ? made->words : words);
    run.config["words"] = set.name;
    run.tags = learnedTags(*made, config, workspace, context);
    run.words = wordsOf(run.tags, set, wordMatchFrom(made->document.value("match", std::string("exact"))), workspace);
    run.name = config["name"].get<std::string>();
    if (run.name.empty()) run.name = samplingName(config) + " " + config["input"].get<std::string>();
    run.job = context.job == JobId{} ? std::nullopt : std::optional(context.job);
    prepareInput(training, workspace);
    if (training.preset) workspace.melgrams().putPreset(run.presetHash, training.preset->name, toJson(*training.preset).dump());
    run.id = workspace.metrics().create(run);
    run.folder = "metric-" + std::to_string(run.id);
    workspace.metrics().update(run);
    return training;
}

/// The run that an interrupted training of these very settings left behind, unless another living program works on it.
std::optional<store::MetricRun> unfinishedMetricRun(const Json& config, TaskContext& context)
{
    const auto jobs = context.workspace.jobs().list();
    for (const auto& run : context.workspace.metrics().list()) {
        const bool busy = run.state == "training" && run.job != context.job &&
                          std::any_of(jobs.begin(), jobs.end(), [&](const auto& job) { return run.job == job.id && job.state == "running" && job.ownerAlive; });
        if (run.state == "trained" || busy) continue;
        auto wanted = config;   // what was left open when the run was made stands in it now
        for (const auto* open : {"words", "taste"})
            if (wanted[open] == "") wanted[open] = run.config.value(open, std::string());
        if (sameRetrieval(run.config, wanted)) return run;
    }
    return {};
}

MetricTraining begunMetricRun(store::MetricRun run, TaskContext& context)
{
    MetricTraining training;
    training.run = std::move(run);
    if (context.job != JobId{}) training.run.job = context.job;
    prepareInput(training, context.workspace);
    return training;
}

MetricTraining openTraining(const Json& parameters, TaskContext& context)
{
    if (parameters.contains("resume")) {
        const auto wanted = parameters["resume"].is_string() ? parameters["resume"].get<std::string>() : parameters["resume"].dump();
        auto training = begunMetricRun(context.workspace.metrics().resolve(wanted), context);
        if (parameters.contains("epochs")) training.run.config["epochs"] = parameters["epochs"];
        return training;
    }
    const auto config = completeRetrieval(parameters);
    if (const auto begun = unfinishedMetricRun(config, context)) {
        context.say("going on with metric model " + std::to_string(begun->id) + ", which these settings had begun");
        return begunMetricRun(*begun, context);
    }
    return newMetricRun(config, context);
}

/// Epochs become rows; the validation part's MAP decides which is the best.
class MetricRows final : public neural::MetricSink {
public:
    MetricRows(store::MetricRun& run, const RetrievalSongs& valid, TaskContext& context) : m_run(run), m_valid(valid), m_context(context) {}

    double epochDone(const neural::MetricEpoch& report) override
    {
        constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();
        evaluate::RetrievalScore score;
        if (report.songs > 0) score = scoreOf(report);
        m_context.workspace.metrics().putEpoch(m_run.id, {report.epoch, report.loss, static_cast<std::int64_t>(report.droppedAnchors),
                                                          score.averagePrecision.value_or(kUndefined), score.precisionAt10.value_or(kUndefined),
                                                          score.rocAuc.value_or(kUndefined), report.itemsPerSecond, report.seconds});
        m_dropped += report.droppedAnchors;
        char line[160];
        std::snprintf(line, sizeof line, "epoch %d: loss %.4f, validation MAP %.4f, precision@10 %.4f (%.0f items/s, %zu anchors dropped)", report.epoch, report.loss,
                      score.averagePrecision.value_or(kUndefined), score.precisionAt10.value_or(kUndefined), report.itemsPerSecond, report.droppedAnchors);
        m_context.say(line);
        // Without a validation part the last epoch is as good as any.
        return score.averagePrecision ? *score.averagePrecision : report.songs > 0 ? kUndefined : static_cast<double>(report.epoch);
    }
    void checkpointWritten(int epoch, bool best) override
    {
        if (!best) return;
        m_run.bestEpoch = epoch;
        m_context.workspace.metrics().update(m_run);
    }
    std::size_t dropped() const { return m_dropped; }

private:
    evaluate::RetrievalScore scoreOf(const neural::MetricEpoch& report) const
    {
        const std::vector<double> similarity(report.similarity.begin(), report.similarity.end());
        std::vector<std::string> names, types;
        for (const auto& tag : m_run.tags) {
            names.push_back(tag.name);
            types.push_back(tag.type);
        }
        return evaluate::evaluateRetrieval(evaluate::Scores(similarity, names.size(), report.songs), evaluate::Truth(m_valid.carries(), report.songs, names.size()), names, types).mean;
    }
    store::MetricRun& m_run;
    const RetrievalSongs& m_valid;
    TaskContext& m_context;
    std::size_t m_dropped = 0;
};

neural::MetricConfig metricConfigOf(const MetricTraining& training, const std::string& deviceId, bool resume, store::Workspace& workspace)
{
    const auto& config = training.run.config;
    neural::MetricConfig metric;
    metric.shape = training.shape;
    metric.tagCount = training.run.tags.size();
    metric.words = training.run.words;
    metric.device = deviceId;
    metric.epochs = config["epochs"].get<int>();
    metric.learningRate = config["lr"].get<double>();
    metric.weightDecay = config["weight_decay"].get<double>();
    metric.margin = config["margin"].get<double>();
    metric.negatives = negativeWeightsOf(config);
    metric.evaluationChunks = config["chunks"].get<std::size_t>();
    metric.seed = config["seed"].get<std::uint64_t>();
    metric.workers = config["workers"].get<int>();
    metric.checkpointFolder = workspace.checkpointFolder() / training.run.folder;
    metric.resume = resume;
    const std::string words(reinterpret_cast<const char*>(metric.words.data()), metric.words.size() * sizeof(float));
    metric.recipe = Json{{"preset", training.run.presetHash}, {"batch", config["batch"]}, {"items", config["items"]}, {"frames", config["frames"]},
                         {"balanced", config["balanced"]}, {"words_sha256", sha256Hex(words)}}
                        .dump();
    return metric;
}

Json namesOf(const std::vector<TrackId>& tracks, store::Workspace& workspace)
{
    auto names = Json::array();
    for (const auto& track : workspace.tracks().page(std::span(tracks).first(std::min(kMostNamed, tracks.size()))))
        names.push_back(track.displayPath);
    return names;
}

std::shared_ptr<const MelgramLibrary> melgramsOf(const MetricTraining& training, TaskContext& context)
{
    if (!training.preset) return nullptr;
    const auto splitName = context.workspace.splits().find(training.run.split)->name;
    if (training.run.config.value("prepare", false))
        findTask("prep").run({{"preset", training.preset->name}, {"split", splitName}}, context);
    return std::make_shared<const MelgramLibrary>(context.workspace, *training.preset);
}

/// Every track that the model can take is placed by its best weights.
std::size_t placeTracks(const MetricTraining& training, std::shared_ptr<const MelgramLibrary> melgrams, neural::NeuralEngine& engine, const std::string& deviceId,
                        TaskContext& context)
{
    std::vector<TrackId> ready;
    for (const auto& library : context.workspace.tracks().libraries())
        for (const auto& track : context.workspace.tracks().byLibrary(library.id))
            if (track.state == store::TrackState::Ready) ready.push_back(track.id);
    const RetrievalSongs songs(ready, {}, 0, std::move(melgrams), training.factors ? &*training.factors : nullptr);
    const auto& config = training.run.config;
    SongSource source(songs, training.shape, config["frames"].get<std::size_t>(), config["chunks"].get<std::size_t>(), config["batch"].get<std::size_t>());
    const auto model = engine.makeMetricModel(training.shape, 0);
    model->load(checkpoint::readSafetensors(context.workspace.checkpointFolder() / training.run.folder / "best.safetensors").tensors);
    model->to(deviceId);
    std::vector<float> places;
    neural::HostBatch batch;
    const auto count = source.batchCount(1);
    for (std::size_t index = 0; index < count; ++index) {
        context.control.step("place tracks", static_cast<std::int64_t>(index), static_cast<std::int64_t>(count));
        source.fill(1, index, batch);
        const auto rows = model->embedSongs({batch.rows / source.chunks(), source.chunks(), source.frames(), batch.input, batch.factors});
        places.insert(places.end(), rows.begin(), rows.end());
    }
    context.workspace.metrics().putVectors(training.run.id, songs.tracks(), places);
    return songs.size();
}

Json metricEpochsJson(store::Workspace& workspace, std::int64_t run)
{
    auto epochs = Json::array();
    for (const auto& row : workspace.metrics().epochs(run)) {
        const auto number = [](double value) { return std::isnan(value) ? Json(nullptr) : Json(value); };
        epochs.push_back({{"epoch", row.epoch}, {"loss", number(row.loss)}, {"dropped_anchors", row.dropped}, {"map", number(row.map)},
                          {"precision_at_10", number(row.precisionAt10)}, {"roc_auc", number(row.rocAuc)}, {"items_per_second", number(row.itemsPerSecond)},
                          {"seconds", number(row.seconds)}});
    }
    return epochs;
}

Json trainMetricModel(MetricTraining& training, bool resume, TaskContext& context)
{
    auto& run = training.run;
    const auto& config = run.config;
    auto& workspace = context.workspace;
    const auto melgrams = melgramsOf(training, context);
    const auto* factors = training.factors ? &*training.factors : nullptr;
    training.table = tableForTags(workspace, run.split, run.tags);
    const auto songsOf = [&](Part part) { return RetrievalSongs(training.table.part(part).tracks, training.table.part(part).labels, run.tags.size(), melgrams, factors); };
    const auto train = songsOf(Part::Train), valid = songsOf(Part::Valid);
    if (train.size() == 0)
        throw Error(ErrorCode::TooShort, "training part",
                    training.preset ? "no track has a melgram of preset " + training.preset->name + "; add --prepare" + (factors != nullptr ? ", or the taste profile knows none of them" : "")
                                    : "the taste profile knows none of its tracks");
    auto withoutMelgram = train.withoutMelgram(), withoutFactors = train.withoutFactors();
    withoutMelgram.insert(withoutMelgram.end(), valid.withoutMelgram().begin(), valid.withoutMelgram().end());
    withoutFactors.insert(withoutFactors.end(), valid.withoutFactors().begin(), valid.withoutFactors().end());
    if (!withoutMelgram.empty()) context.say(std::to_string(withoutMelgram.size()) + " tracks have no melgram and are left out");
    if (!withoutFactors.empty()) context.say(std::to_string(withoutFactors.size()) + " tracks are unknown to the taste profile and are left out");

    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto device = engine->resolveDevice(context.device);
    if (!device.note.empty()) context.say(device.note);
    run.device = device.description;
    run.versions = {{"tagbench", TAGBENCH_VERSION}};
    for (const auto& [library, version] : engine->versions())
        run.versions[library] = version;
    run.state = "training";
    workspace.metrics().update(run);

    TripletSource triplets(train, training.shape, {config["frames"].get<std::size_t>(), config["batch"].get<std::size_t>(), config["items"].get<std::size_t>(),
                                                   anchorSamplingOf(config), config["seed"].get<std::uint64_t>()});
    SongSource checked(valid, training.shape, config["frames"].get<std::size_t>(), config["chunks"].get<std::size_t>(), config["batch"].get<std::size_t>());
    MetricRows rows(run, valid, context);
    const auto outcome = engine->trainMetric(metricConfigOf(training, device.id, resume, workspace), triplets, valid.size() > 0 ? &checked : nullptr, rows, context.control);
    run.bestEpoch = outcome.bestEpoch;
    if (outcome.bestEpoch == 0) throw Error(ErrorCode::TooShort, "validation part", "no tag can be measured on it: none is both carried and lacking there");
    const auto placed = placeTracks(training, melgrams, *engine, device.id, context);
    run.state = "trained";
    run.finishedAt = store::nowUtc();
    workspace.metrics().update(run);
    return {{"run", run.id}, {"name", run.name}, {"input", config["input"]}, {"sampling", samplingName(config)}, {"words", config["words"]}, {"tags", run.tags.size()},
            {"held_out", config["hold_out"]}, {"device", run.device}, {"state", run.state}, {"epochs_trained", outcome.epochs}, {"best_epoch", outcome.bestEpoch},
            {"train_tracks", train.size()}, {"valid_tracks", valid.size()}, {"placed_tracks", placed}, {"dropped_anchors", rows.dropped()},
            {"left_out", {{"without_melgram", withoutMelgram.size()}, {"without_factors", withoutFactors.size()}, {"without_factors_names", namesOf(withoutFactors, workspace)}}},
            {"epochs", metricEpochsJson(workspace, run.id)}};
}

Json trainRetrievalRun(const Json& parameters, TaskContext& context)
{
    auto training = openTraining(parameters, context);
    auto metrics = context.workspace.metrics();
    const bool resume = training.run.bestEpoch > 0;
    try {
        return trainMetricModel(training, resume, context);
    } catch (const Cancelled&) {
        training.run.state = "stopped";
        metrics.update(training.run);
        context.say("stopped; go on with: retrieval train --resume " + std::to_string(training.run.id));
        throw;
    } catch (...) {
        training.run.state = "failed";
        metrics.update(training.run);
        throw;
    }
}

}  // namespace

extern const TaskEntry train_retrieval_task;
const TaskEntry train_retrieval_task{"train_retrieval", LaneKind::Engine, trainRetrievalRun};

}  // namespace engine::tasks
