#include <algorithm>
#include <cmath>
#include <set>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/core/sha256.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/part_metrics.h"
#include "engine/tasks/probe_grid.h"
#include "engine/tasks/probe_options.h"
#include "engine/tasks/probe_summary.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

/// Parameters: those of probeDefaults(). What an earlier job of the same question measured is not measured again.
namespace engine::tasks {

namespace {

constexpr std::size_t kFewestSteps = 16;   // between two looks at the validation part

struct Lab {
    Json config;
    TrainingTable table;
    store::ProbeExperiment experiment;
    std::vector<TrackId> tracks;                 ///< of all parts, each once
};

struct Place {
    std::string probe;
    double share = 1;
    std::uint64_t seed = 0;
};

/// What the answer depends on: the question, the labels, and how far the runs among the encoders have learned.
std::string identityOf(const Json& config, const TrainingTable& table, store::Workspace& workspace)
{
    Json question = config;
    for (const auto* aside : {"name", "names", "device"})
        question.erase(aside);
    Sha256 sum;
    sum.update(question.dump());
    for (const auto& part : table.parts) {
        for (const auto track : part.tracks)
            sum.update(toHex(track));
        sum.update(std::string_view(reinterpret_cast<const char*>(part.labels.data()), part.labels.size()));
    }
    for (const auto& run : workspace.runs().list())
        for (const auto& encoder : config["encoders"])
            if (encoder == std::to_string(value(run.id))) sum.update("epoch " + std::to_string(run.bestEpoch));
    for (const auto& encoder : config["encoders"])
        if (const auto name = encoder.get<std::string>(); name.starts_with(kCodified)) sum.update(codifiedState(name, workspace));
    for (const auto& row : workspace.pretrainings().list())
        for (const auto& encoder : config["encoders"])
            if (encoder == "pretrain:" + std::to_string(value(row.id)))
                sum.update("epochs " + std::to_string(workspace.pretrainings().epochs(row.id).size()));
    return sum.hex();
}

TrainingTable tableFor(const Json& config, store::Workspace& workspace)
{
    const auto name = config["split"].get<std::string>();
    const auto split = workspace.splits().find(name);
    if (!split) throw Error(ErrorCode::NotFound, "split " + name, "is not there; make it first (split make --name " + name + ")");
    VocabularyConfig vocabulary;
    vocabulary.types = config["types"].get<std::vector<std::string>>();
    vocabulary.sources = config["sources"].get<std::vector<std::string>>();
    vocabulary.minTrainTracks = config["min_tracks"].get<int>();
    vocabulary.top = config["top"].get<int>();
    auto table = buildTrainingTable(workspace, split->id, vocabulary);
    if (table.part(Part::Test).tracks.empty()) throw Error(ErrorCode::TooShort, "split " + name, "has no test track to measure on");
    return table;
}

Lab labOf(const Json& parameters, TaskContext& context)
{
    Lab lab;
    lab.config = completeProbes(parameters, context.workspace);
    lab.table = tableFor(lab.config, context.workspace);
    for (const auto& part : lab.table.parts)
        lab.tracks.insert(lab.tracks.end(), part.tracks.begin(), part.tracks.end());
    auto probes = context.workspace.probes();
    const auto identity = identityOf(lab.config, lab.table, context.workspace);
    if (auto known = probes.findIdentity(identity)) {
        lab.experiment = std::move(*known);
        return lab;
    }
    lab.experiment.identity = identity;
    lab.experiment.parameters = lab.config;
    lab.experiment.tags = lab.table.tags;
    lab.experiment.name = lab.config["name"].get<std::string>();
    if (lab.experiment.name.empty()) {
        lab.experiment.name = store::nowUtc().substr(0, 16) + " probes";   // 2026-11-21T10:15
        lab.experiment.name[10] = ' ';
    }
    lab.experiment.id = probes.create(lab.experiment);
    lab.experiment = *probes.find(lab.experiment.id);
    return lab;
}

std::vector<Place> missingPlaces(const Lab& lab, const std::string& encoder, const std::vector<store::ProbeResult>& known)
{
    std::set<std::tuple<std::string, double, std::uint64_t>> there;
    for (const auto& result : known)
        if (result.encoder == encoder) there.insert({result.probe, result.share, result.seed});
    std::vector<Place> places;
    for (const auto& share : lab.config["shares"])
        for (std::uint64_t i = 0; i < lab.config["seeds"].get<std::uint64_t>(); ++i)
            for (const auto& probe : lab.config["probes"]) {
                Place place{probe.get<std::string>(), share.get<double>(), lab.config["seed"].get<std::uint64_t>() + i};
                if (!there.contains({place.probe, place.share, place.seed})) places.push_back(std::move(place));
            }
    return places;
}

/// Rows of a part that have features, each with its labels; `share` of them, the smaller shares inside the larger ones.
neural::ProbePart partOf(const LabelledPart& part, std::size_t tags, const FeatureTable& features, double share, std::uint64_t seed)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < part.tracks.size(); ++row)
        if (features.of.contains(part.tracks[row])) rows.push_back(row);
    const auto order = SplitMix{seed, 0x6c6162656c73}.permutation(rows.size());
    const auto wanted = sharedTracks(rows.size(), share);
    neural::ProbePart chosen;
    for (std::size_t i = 0; i < wanted; ++i) {
        const auto row = rows[order[i]];
        const auto& steps = features.of.at(part.tracks[row]);
        chosen.features.insert(chosen.features.end(), steps.begin(), steps.end());
        chosen.lengths.push_back(steps.size() / features.width);
        for (std::size_t tag = 0; tag < tags; ++tag)
            chosen.targets.push_back(part.labels[row * tags + tag]);
    }
    return chosen;
}

double prevalenceOf(const std::vector<float>& targets, std::size_t tags)
{
    double sum = 0;
    int defined = 0;
    for (std::size_t tag = 0; tag < tags; ++tag) {
        double positives = 0;
        for (std::size_t i = tag; i < targets.size(); i += tags)
            positives += targets[i];
        const auto share = positives / (static_cast<double>(targets.size()) / static_cast<double>(tags));
        if (share <= 0 || share >= 1) continue;
        sum += share;
        ++defined;
    }
    return defined > 0 ? sum / defined : 0;
}

std::size_t tagsWithExample(const std::vector<float>& targets, std::size_t tags)
{
    std::set<std::size_t> found;
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i] > 0) found.insert(i % tags);
    return found.size();
}

Json numberOrNull(double value)
{
    return std::isnan(value) ? Json(nullptr) : Json(value);
}

neural::ProbeData dataOf(const Lab& lab, const FeatureTable& features, const Place& place)
{
    const auto tags = lab.table.tags.size();
    neural::ProbeData data;
    data.width = features.width;
    data.tags = tags;
    data.train = partOf(lab.table.part(Part::Train), tags, features, place.share, place.seed);
    data.valid = partOf(lab.table.part(Part::Valid), tags, features, place.share, place.seed);
    data.predict = partOf(lab.table.part(Part::Test), tags, features, 1, 0);
    if (data.predict.rows() == 0) throw Error(ErrorCode::TooShort, "test part", "this encoder gave features of no test track");
    return data;
}

Json measured(const neural::ProbeConfig& config, const neural::ProbeData& data, neural::NeuralEngine& engine, RunControl& control)
{
    auto quiet = RunControl(control.stop(), {});
    const auto outcome = engine.probe(config, data, quiet);
    const auto metrics = partMetrics(outcome.probabilities, data.predict.targets, data.tags);
    return {{"roc_auc", numberOrNull(metrics.rocAuc)}, {"average_precision", numberOrNull(metrics.averagePrecision)},
            {"train_tracks", data.train.rows()}, {"valid_tracks", data.valid.rows()}, {"test_tracks", data.predict.rows()},
            {"tags_with_example", tagsWithExample(data.train.targets, data.tags)}, {"prevalence", prevalenceOf(data.predict.targets, data.tags)},
            {"looks", outcome.checks}, {"valid_score", numberOrNull(outcome.validScore)}};
}

neural::ProbeConfig recipeOf(const Place& place, const neural::ProbeData& data)
{
    auto config = probeConfigOf(place.probe);
    config.seed = place.seed;
    // An epoch of a few tracks is a step or two: counted in epochs, few labels would mean hardly any learning.
    if (data.train.rows() < kFewestSteps * config.batch) config.stepsPerCheck = static_cast<int>(kFewestSteps);
    return config;
}

std::vector<store::ProbeTrial> trialsOf(const Lab& lab, const std::string& encoder, const Place& place, store::ProbeStore& store)
{
    auto trials = store.trials(lab.experiment.id);
    std::erase_if(trials, [&](const auto& trial) { return trial.encoder != encoder || trial.share != place.share || trial.seed != place.seed; });
    return trials;
}

/// Learns every configuration that is not known yet. The test part is not among what they are given.
void tryMissing(const Lab& lab, const std::string& encoder, const Place& place, const neural::ProbeData& data, neural::NeuralEngine& engine, TaskContext& context)
{
    auto store = context.workspace.probes();
    std::set<std::string> known;
    for (const auto& trial : trialsOf(lab, encoder, place, store))
        known.insert(trial.configuration);
    std::vector<GridPoint> missing;
    std::vector<neural::ProbeConfig> configs;
    for (auto& point : gridPoints(lab.config["grid"])) {
        if (known.contains(point.hash)) continue;
        configs.push_back(gridConfigOf(point.document, lab.config["grid"], place.seed));
        missing.push_back(std::move(point));
    }
    if (!known.empty()) context.say(std::to_string(known.size()) + " configurations are known, " + std::to_string(missing.size()) + " are left");
    auto seen = data;
    seen.predict = {};
    engine.probes(configs, seen, context.threads, [&](std::size_t index, const neural::ProbeOutcome& outcome) {
        auto document = missing[index].document;
        document["valid_score"] = outcome.validScore;
        document["looks"] = outcome.checks;
        store.putTrial(lab.experiment.id, {encoder, place.share, place.seed, missing[index].hash, document});
    }, context.control);
}

/// The best configuration of the grid is learned once more, as it was, and asked for the test part.
Json measuredGrid(const Lab& lab, const std::string& encoder, const Place& place, const neural::ProbeData& data, neural::NeuralEngine& engine, TaskContext& context)
{
    if (data.valid.rows() == 0) throw Error(ErrorCode::TooShort, "validation part", "a grid chooses by the validation part, which has no track with features");
    tryMissing(lab, encoder, place, data, engine, context);
    auto store = context.workspace.probes();
    const auto points = gridPoints(lab.config["grid"]);
    const auto best = bestTrial(points, trialsOf(lab, encoder, place, store));
    // One thread, as in the grid: the same weights come out.
    engine.setThreads(1);
    auto document = measured(gridConfigOf(best->document, lab.config["grid"], place.seed), data, engine, context.control);
    engine.setThreads(context.threads);
    document["best"] = best->document;
    document["configurations"] = points.size();
    return document;
}

void runEncoder(const Lab& lab, const std::string& encoder, neural::NeuralEngine& engine, Json& rejected, TaskContext& context)
{
    auto store = context.workspace.probes();
    const auto places = missingPlaces(lab, encoder, store.results(lab.experiment.id));
    if (places.empty()) return;
    const auto name = lab.config["names"].value(encoder, encoder);
    context.say(name + ": features of " + std::to_string(lab.tracks.size()) + " tracks");
    const bool stepwise = std::any_of(places.begin(), places.end(), [](const auto& place) { return readsSteps(place.probe); });
    const auto device = lab.config["device"].get<std::string>();
    const auto features = encoderFeatures(encoder, lab.tracks, stepwise, lab.config["seed"].get<std::uint64_t>(), device == "auto" ? context.device : device, context);
    for (const auto& row : features.rejected)
        rejected.push_back(row);
    std::int64_t done = 0;
    for (const auto& place : places) {
        context.control.step("probes of " + name, done++, static_cast<std::int64_t>(places.size()));
        const auto data = dataOf(lab, features, place);
        const auto document = place.probe == kGridProbe ? measuredGrid(lab, encoder, place, data, engine, context) : measured(recipeOf(place, data), data, engine, context.control);
        store.put(lab.experiment.id, {encoder, place.probe, place.share, place.seed, document});
    }
    context.control.step("probes of " + name, done, done);
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto lab = labOf(parameters, context);
    auto store = context.workspace.probes();
    auto rejected = Json::array();
    for (const auto& dropped : lab.table.droppedTags)
        context.say("tag left out - " + dropped);
    try {
        store.setState(lab.experiment.id, "running");
        const auto engine = neural::openNeuralEngine();
        engine->setThreads(context.threads);
        for (const auto& encoder : lab.config["encoders"])
            runEncoder(lab, encoder.get<std::string>(), *engine, rejected, context);
        store.setState(lab.experiment.id, "done");
    } catch (...) {
        store.setState(lab.experiment.id, "stopped");
        throw;
    }
    auto document = summaryOf(*store.find(lab.experiment.id), store.results(lab.experiment.id));
    document["rejected"] = rejected;
    return document;
}

}  // namespace

extern const TaskEntry probe_lab_task;
const TaskEntry probe_lab_task{"probe_lab", LaneKind::Engine, run};

}  // namespace engine::tasks
