#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_pairs.h"

/// Parameters: arch (one that reads waveforms), epochs, batch (pairs), lr, temperature, seed, split ("" = every track; else its training part
/// alone), name, device. The same parameters go on where an earlier job was stopped. Labels are not read at all.
namespace engine::tasks {

namespace {

const Json& pretrainDefaults()
{
    static const Json defaults{{"arch", "clmr_samplecnn"}, {"epochs", 100}, {"batch", 48}, {"lr", 3e-4}, {"temperature", 0.5},
                               {"seed", std::uint64_t{0}}, {"split", ""}, {"name", ""}, {"device", "auto"}};
    return defaults;
}

struct Pretrained {
    Json config;
    neural::ModelCard card;
    dsp::Preset preset;
    store::Pretraining row;
    bool resume = false;
};

/// More epochs may be asked for later: they are no part of it.
std::string identityOfPretraining(Json config)
{
    for (const auto* aside : {"epochs", "name", "device"})
        config.erase(aside);
    return sha256Hex(config.dump());
}

Pretrained beginPretraining(const Json& parameters, TaskContext& context)
{
    Pretrained work;
    work.config = pretrainDefaults();
    for (const auto& [key, value] : parameters.items())
        if (work.config.contains(key)) work.config[key] = value;
    work.card = neural::loadModelCard(work.config["arch"].get<std::string>());
    work.preset = dsp::loadPreset(work.card.preset);
    if (isEnsemble(work.card))
        throw Error(ErrorCode::InvalidArgument, work.card.id, "is made of several networks that learn from tags; pre-training wants one network that reads waveforms, as clmr_samplecnn");
    if (!work.preset.isWaveform())
        throw Error(ErrorCode::InvalidArgument, work.card.id, "reads melgrams; pre-training changes the sound itself and wants a network that reads waveforms, as clmr_samplecnn");
    if (const auto batch = work.config["batch"].get<int>(); batch < 2 || batch > 4096) throw Error(ErrorCode::InvalidArgument, "batch", "2 to 4096 pairs are possible");
    if (work.config["epochs"].get<int>() < 1) throw Error(ErrorCode::InvalidArgument, "epochs", "1 or more are wanted");
    auto store = context.workspace.pretrainings();
    const auto identity = identityOfPretraining(work.config);
    if (auto known = store.findIdentity(identity)) {
        work.row = std::move(*known);
        work.resume = true;
        return work;
    }
    work.row.identity = identity;
    work.row.architecture = work.card.id;
    work.row.parameters = work.config;
    work.row.name = work.config["name"].get<std::string>();
    if (work.row.name.empty()) work.row.name = "pre-trained " + work.card.displayName;
    return work;
}

std::vector<TrackId> tracksFor(const Json& config, store::Workspace& workspace)
{
    const auto name = config["split"].get<std::string>();
    if (name.empty()) return workspace.tracks().ids({});
    const auto split = workspace.splits().find(name);
    if (!split) throw Error(ErrorCode::NotFound, "split " + name, "is not there; leave it out to learn from every track");
    std::vector<TrackId> tracks;
    for (const auto& member : workspace.splits().members(split->id))
        if (member.part == Part::Train) tracks.push_back(member.track);
    return tracks;
}

class EpochLog final : public neural::PretrainSink {
public:
    EpochLog(store::PretrainingId id, TaskContext& context) : m_id(id), m_context(context) {}
    void epochDone(const neural::PretrainReport& report) override
    {
        m_context.workspace.pretrainings().putEpoch(m_id, {report.epoch, report.loss, report.positiveCosine, report.spread, report.pairsPerSecond, report.seconds});
        char line[160];
        std::snprintf(line, sizeof line, "epoch %d: loss %.4f, cosine of pairs %.3f, spread %.3f (%.1f pairs/s)", report.epoch, report.loss,
                      report.positiveCosine, report.spread, report.pairsPerSecond);
        m_context.say(line);
    }

private:
    store::PretrainingId m_id;
    TaskContext& m_context;
};

neural::PretrainConfig configOf(const Pretrained& work, const std::filesystem::path& folder, const std::string& deviceId)
{
    neural::PretrainConfig config;
    config.arch = work.card.id;
    config.device = deviceId;
    config.epochs = work.config["epochs"].get<int>();
    config.learningRate = work.config["lr"].get<double>();
    config.temperature = work.config["temperature"].get<double>();
    config.seed = work.config["seed"].get<std::uint64_t>();
    config.checkpointFolder = folder;
    config.resume = work.resume;
    config.recipe = Json{{"preset", toJson(work.preset)}, {"batch", work.config["batch"]}}.dump();
    store::Run run;
    run.name = work.row.name;
    run.architecture = work.card.id;
    run.seed = config.seed;
    run.config = work.config;
    config.card = cardOf(run, work.preset).dump();
    return config;
}

Json documentOf(const Pretrained& work, const neural::PretrainOutcome& outcome, store::Workspace& workspace)
{
    auto epochs = Json::array();
    for (const auto& epoch : workspace.pretrainings().epochs(work.row.id))
        epochs.push_back({{"epoch", epoch.epoch}, {"loss", epoch.loss}, {"positive_cosine", epoch.positiveCosine}, {"spread", epoch.spread},
                          {"pairs_per_second", epoch.pairsPerSecond}, {"seconds", epoch.seconds}});
    return {{"pretraining", value(work.row.id)}, {"name", work.row.name}, {"architecture", work.card.id}, {"preset", work.preset.name},
            {"epochs_trained", outcome.epochs}, {"encoder", outcome.encoder.string()}, {"random", outcome.random.string()}, {"epochs", epochs}};
}

Json run(const Json& parameters, TaskContext& context)
{
    auto work = beginPretraining(parameters, context);
    TrackPairs::Config sourceConfig;
    sourceConfig.samples = work.card.frames;
    sourceConfig.pairs = work.config["batch"].get<std::size_t>();
    sourceConfig.seed = work.config["seed"].get<std::uint64_t>();
    sourceConfig.threads = context.threads;
    TrackPairs pairs(context.workspace, work.preset, tracksFor(work.config, context.workspace), sourceConfig, context.control.stop());
    if (pairs.leftOut() > 0) context.say(std::to_string(pairs.leftOut()) + " tracks are left out: shorter than one piece, or not playable");
    if (pairs.batchCount(1) == 0)
        throw Error(ErrorCode::TooShort, "library", "fewer than two tracks are as long as one input of " + work.card.displayName);
    context.say("learning from " + std::to_string(pairs.tracks()) + " tracks, without labels");

    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto asked = work.config["device"].get<std::string>();
    const auto device = engine->resolveDevice(asked == "auto" ? context.device : asked);
    if (!device.note.empty()) context.say(device.note);
    auto store = context.workspace.pretrainings();
    if (!work.resume) work.row.id = store.create(work.row);
    work.row = *store.find(work.row.id);
    store.setState(work.row.id, "running");
    try {
        EpochLog log(work.row.id, context);
        const auto outcome = engine->pretrain(configOf(work, context.workspace.checkpointFolder() / work.row.folder, device.id), pairs, log, context.control);
        store.setState(work.row.id, "done");
        return documentOf(work, outcome, context.workspace);
    } catch (...) {
        store.setState(work.row.id, "stopped");
        throw;
    }
}

}  // namespace

extern const TaskEntry pretrain_task;
const TaskEntry pretrain_task{"pretrain", LaneKind::Engine, run};

}  // namespace engine::tasks
