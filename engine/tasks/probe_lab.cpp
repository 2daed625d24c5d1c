#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/codified_encoder.h"
#include "engine/tasks/encoder_features.h"
#include "engine/tasks/probe_layers.h"
#include "engine/tasks/probe_options.h"
#include "engine/tasks/probe_summary.h"

/// Parameters: those of probeDefaults(). What an earlier job of the same question measured is not measured again.
namespace engine::tasks {

namespace {

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
        if (const auto name = encoder.get<std::string>(); name.starts_with(kCodified)) sum.update(codifiedState(codifiedEncoder(name, workspace), workspace));
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

ProbeQuestion questionOf(const Json& parameters, TaskContext& context)
{
    ProbeQuestion question;
    question.config = completeProbes(parameters, context.workspace);
    question.table = tableFor(question.config, context.workspace);
    for (const auto& part : question.table.parts)
        question.tracks.insert(question.tracks.end(), part.tracks.begin(), part.tracks.end());
    auto probes = context.workspace.probes();
    const auto identity = identityOf(question.config, question.table, context.workspace);
    if (auto known = probes.findIdentity(identity)) {
        question.experiment = std::move(*known);
        return question;
    }
    question.experiment.identity = identity;
    question.experiment.parameters = question.config;
    question.experiment.tags = question.table.tags;
    question.experiment.name = question.config["name"].get<std::string>();
    if (question.experiment.name.empty()) {
        question.experiment.name = store::nowUtc().substr(0, 16) + " probes";   // 2026-11-21T10:15
        question.experiment.name[10] = ' ';
    }
    question.experiment.id = probes.create(question.experiment);
    question.experiment = *probes.find(question.experiment.id);
    return question;
}

std::vector<ProbePlace> missingPlaces(const ProbeQuestion& question, const std::string& encoder, const std::vector<store::ProbeResult>& known)
{
    std::set<std::tuple<std::string, double, std::uint64_t>> there;
    for (const auto& result : known)
        if (result.encoder == encoder) there.insert({result.probe, result.share, result.seed});
    std::vector<ProbePlace> places;
    for (const auto& share : question.config["shares"])
        for (std::uint64_t i = 0; i < question.config["seeds"].get<std::uint64_t>(); ++i)
            for (const auto& probe : question.config["probes"]) {
                ProbePlace place{encoder, probe.get<std::string>(), share.get<double>(), question.config["seed"].get<std::uint64_t>() + i};
                if (!there.contains({place.probe, place.share, place.seed})) places.push_back(std::move(place));
            }
    return places;
}

FeatureTable featuresOf(const ProbeQuestion& question, const std::string& encoder, bool stepwise, TaskContext& context)
{
    context.say(question.config["names"].value(encoder, encoder) + ": features of " + std::to_string(question.tracks.size()) + " tracks");
    const auto device = question.config["device"].get<std::string>();
    return encoderFeatures(encoder, question.tracks, stepwise, question.config["seed"].get<std::uint64_t>(), device == "auto" ? context.device : device, context);
}

void runEncoder(const ProbeQuestion& question, const std::string& encoder, neural::NeuralEngine& engine, Json& rejected, TaskContext& context)
{
    auto store = context.workspace.probes();
    const auto places = missingPlaces(question, encoder, store.results(question.experiment.id));
    if (places.empty()) return;
    const bool stepwise = std::any_of(places.begin(), places.end(), [](const auto& place) { return readsSteps(place.probe); });
    const auto choices = layerChoices(encoder, context.workspace);
    std::vector<FeatureTable> features;
    for (const auto& choice : choices)
        features.push_back(featuresOf(question, choice.encoder, stepwise, context));
    for (const auto& row : features.front().rejected)   // of each layer alike
        rejected.push_back(row);
    const auto name = question.config["names"].value(encoder, encoder);
    std::int64_t done = 0;
    for (const auto& place : places) {
        context.control.giveWay();
        context.control.step("probes of " + name, done++, static_cast<std::int64_t>(places.size()));
        const auto document = choices.size() == 1 && choices.front().layer == 0 ? measured(question, place, features.front(), engine, context)
                                                                                : measuredBestLayer(question, place, choices, features, engine, context);
        store.put(question.experiment.id, {encoder, place.probe, place.share, place.seed, document});
    }
    context.control.step("probes of " + name, done, done);
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto question = questionOf(parameters, context);
    auto store = context.workspace.probes();
    auto rejected = Json::array();
    for (const auto& dropped : question.table.droppedTags)
        context.say("tag left out - " + dropped);
    try {
        store.setState(question.experiment.id, "running");
        const auto engine = neural::openNeuralEngine();
        engine->setThreads(context.threads);
        for (const auto& encoder : question.config["encoders"])
            runEncoder(question, encoder.get<std::string>(), *engine, rejected, context);
        store.setState(question.experiment.id, "done");
    } catch (...) {
        store.setState(question.experiment.id, "stopped");
        throw;
    }
    auto document = summaryOf(*store.find(question.experiment.id), store.results(question.experiment.id));
    document["rejected"] = rejected;
    return document;
}

}  // namespace

extern const TaskEntry probe_lab_task;
const TaskEntry probe_lab_task{"probe_lab", LaneKind::Engine, run};

}  // namespace engine::tasks
