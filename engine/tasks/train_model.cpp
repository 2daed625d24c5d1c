#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/evaluate/evaluation.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/part_metrics.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"

/// Parameters: arch, preset, split, name, epochs, batch, lr, weight_decay, patience, windows (per melgram and epoch), types,
/// min_tracks, freeze none|backbone, from (a run or a safetensors file), schedule constant|cosine, seed, notes, resume (a run),
/// prepare (build missing melgrams), allow_leak (2 = train on a leaking split all the same).
namespace engine::tasks {

namespace {

struct Setup {
    store::Run run;
    dsp::Preset preset;
    neural::ModelCard card;
    TrainingTable table;
};

/// The input a network was designed for is part of what it is: another rate, window or number of bands is refused.
void checkPreset(const dsp::Preset& given, const neural::ModelCard& card)
{
    const auto own = dsp::loadPreset(card.preset);
    const auto differ = [&](const char* what, auto wanted, auto found) {
        if (wanted != found)
            throw Error(ErrorCode::Mismatch, "preset " + given.name,
                        card.displayName + " wants " + what + " " + std::to_string(wanted) + ", this preset has " + std::to_string(found) +
                            "; use the preset " + own.name + " (prep run --preset " + own.name + ")");
    };
    differ("a sample rate of", own.sampleRateHz, given.sampleRateHz);
    differ("mel bands", own.mels, given.mels);
    differ("an FFT size of", own.fftSize, given.fftSize);
    differ("a hop of", own.hopSamples, given.hopSamples);
}

Json recordedVersions(const neural::NeuralEngine& engine)
{
    Json versions{{"tagbench", TAGBENCH_VERSION}};
    for (const auto& [name, version] : engine.versions())
        versions[name] = version;
    return versions;
}

Json kept(const Json& parameters)
{
    Json config = parameters;
    config.erase("resume");
    return config;
}

Setup newRun(const Json& parameters, TaskContext& context)
{
    Setup setup;
    setup.card = neural::loadModelCard(parameters.value("arch", std::string("musicnn")));
    setup.preset = dsp::loadPreset(parameters.value("preset", setup.card.preset));
    checkPreset(setup.preset, setup.card);
    const auto splitName = parameters.value("split", std::string("default"));
    const auto split = context.workspace.splits().find(splitName);
    if (!split) throw Error(ErrorCode::NotFound, "split " + splitName, "is not there; make it first (split make --name " + splitName + ")");
    refuseLeakingSplit(context.workspace, *split, parameters.value("allow_leak", 0), context.log);
    setup.table = buildTrainingTable(context.workspace, split->id,
                                     {parameters.value("types", std::vector<std::string>{}), parameters.value("min_tracks", 5)});
    auto& run = setup.run;
    run.architecture = setup.card.id;
    run.presetHash = setup.preset.hash();
    run.split = split->id;
    run.config = kept(parameters);
    run.tags = setup.table.tags;
    run.seed = parameters.value("seed", std::uint64_t{0});
    run.notes = parameters.value("notes", std::string());
    run.name = parameters.value("name", std::string());
    if (run.name.empty()) run.name = store::nowUtc().substr(0, 16) + " " + setup.card.displayName;
    context.workspace.melgrams().putPreset(run.presetHash, setup.preset.name, toJson(setup.preset).dump());
    run.id = context.workspace.runs().create(run);
    run.folder = "run-" + std::to_string(value(run.id));
    context.workspace.runs().update(run);
    return setup;
}

Setup resumedRun(const Json& parameters, TaskContext& context)
{
    Setup setup;
    const auto wanted = parameters["resume"].is_string() ? parameters["resume"].get<std::string>() : parameters["resume"].dump();
    setup.run = context.workspace.runs().resolve(wanted);
    if (!setup.run.split) throw Error(ErrorCode::NotFound, setup.run.name, "the split of this run is not in the workspace any more");
    setup.card = neural::loadModelCard(setup.run.architecture);
    setup.preset = presetOfRun(context.workspace, setup.run);
    setup.table = tableForTags(context.workspace, *setup.run.split, setup.run.tags);
    // More epochs may be asked for; everything else stays as recorded, else the result would be nobody's.
    if (parameters.contains("epochs")) setup.run.config["epochs"] = parameters["epochs"];
    return setup;
}

/// The run an interrupted training of these very parameters left behind: the same command, and the same job, go on with it
/// instead of beginning again. Not one that another live program may be training.
std::optional<RunId> unfinishedRun(const Json& parameters, TaskContext& context)
{
    const auto jobs = context.workspace.jobs().list();
    const auto alive = std::count_if(jobs.begin(), jobs.end(), [](const auto& job) { return job.state == "running" && job.ownerAlive; });
    for (const auto& run : context.workspace.runs().list()) {
        const bool interrupted = run.state == "stopped" || run.state == "failed" || (run.state == "training" && alive <= 1);
        if (interrupted && run.bestEpoch > 0 && run.config == kept(parameters)) return run.id;
    }
    return {};
}

void ensureMelgrams(const Setup& setup, const std::string& splitName, bool prepare, TaskContext& context)
{
    const MelgramLibrary melgrams(context.workspace, setup.preset);
    std::size_t missing = 0, all = 0;
    for (const auto part : {Part::Train, Part::Valid})
        for (const auto track : setup.table.part(part).tracks) {
            ++all;
            missing += melgrams.of(track).empty() ? 1 : 0;
        }
    if (missing == 0) return;
    if (prepare) {
        context.say(std::to_string(missing) + " melgrams are made first");
        findTask("prep").run({{"preset", setup.preset.name}, {"split", splitName}}, context);
        return;
    }
    if (missing == all)
        throw Error(ErrorCode::NotFound, "preset " + setup.preset.name,
                    "has no melgrams of these tracks; run prep run --preset " + setup.preset.name + ", or train with --prepare");
    context.say(std::to_string(missing) + " of " + std::to_string(all) + " tracks have no melgram of preset " + setup.preset.name + " and are left out");
}

/// Turns the engine's epochs into rows.
class EpochRows final : public neural::EpochSink {
public:
    EpochRows(store::Workspace& workspace, store::Run& run, const std::vector<std::size_t>& trackOfRow, TaskContext& context)
        : m_workspace(workspace), m_run(run), m_trackOfRow(trackOfRow), m_context(context)
    {
    }
    double epochDone(const neural::EpochReport& report) override
    {
        const auto tags = m_run.tags.size();
        const auto train = partMetrics(report.train.probabilities, report.train.targets, tags);
        PartMetrics valid{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
        const bool hasValid = report.valid.rows > 0;
        if (hasValid) valid = partMetrics(report.valid.probabilities, report.valid.targets, tags, m_trackOfRow);
        m_workspace.runs().putEpoch(m_run.id, {report.epoch, report.train.loss, train.rocAuc, train.averagePrecision,
                                               hasValid ? report.valid.loss : std::numeric_limits<double>::quiet_NaN(), valid.rocAuc,
                                               valid.averagePrecision, report.learningRate, report.samplesPerSecond, report.seconds});
        char line[160];
        std::snprintf(line, sizeof line, "epoch %d: loss %.4f, validation loss %.4f, ROC-AUC %.4f, average precision %.4f (%.0f windows/s)",
                      report.epoch, report.train.loss, report.valid.loss, valid.rocAuc, valid.averagePrecision, report.samplesPerSecond);
        m_context.say(line);
        return hasValid && !std::isnan(valid.rocAuc) ? valid.rocAuc : train.rocAuc;
    }
    void checkpointWritten(int epoch, bool best) override
    {
        if (!best) return;
        m_run.bestEpoch = epoch;
        m_workspace.runs().update(m_run);
    }

private:
    store::Workspace& m_workspace;
    store::Run& m_run;
    const std::vector<std::size_t>& m_trackOfRow;
    TaskContext& m_context;
};

std::vector<checkpoint::TensorBytes> initialState(const std::string& from, store::Workspace& workspace)
{
    if (from.empty()) return {};
    if (std::filesystem::is_regular_file(from)) return checkpoint::readSafetensors(from).tensors;
    const auto run = workspace.runs().resolve(from);
    return checkpoint::readSafetensors(workspace.checkpointFolder() / run.folder / "best.safetensors").tensors;
}

neural::TrainConfig trainConfig(const Setup& setup, const Json& config, const neural::Device& device, bool resume, TaskContext& context)
{
    neural::TrainConfig train;
    train.arch = setup.card.id;
    train.tagCount = setup.run.tags.size();
    train.device = device.id;
    train.epochs = config.value("epochs", 30);
    train.learningRate = config.value("lr", train.learningRate);
    train.weightDecay = config.value("weight_decay", train.weightDecay);
    train.patience = config.value("patience", 0);
    train.schedule = config.value("schedule", std::string("constant")) == "cosine" ? neural::Schedule::Cosine : neural::Schedule::Constant;
    train.freeze = config.value("freeze", std::string("none")) == "backbone" ? neural::Freeze::Backbone : neural::Freeze::None;
    train.seed = setup.run.seed;
    train.initialState = initialState(config.value("from", std::string()), context.workspace);
    train.checkpointFolder = context.workspace.checkpointFolder() / setup.run.folder;
    train.resume = resume;
    Json tags = Json::array();
    for (const auto& tag : setup.run.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    train.recipe = Json{{"preset", toJson(setup.preset)}, {"tags", tags}, {"seed", setup.run.seed}}.dump();
    if (train.epochs < 1 || train.epochs > 100000) throw Error(ErrorCode::InvalidArgument, "epochs", "1 to 100000 are possible");
    if (!(train.learningRate > 0) || train.learningRate > 10) throw Error(ErrorCode::InvalidArgument, "lr", "a learning rate above 0 and up to 10 is wanted");
    return train;
}

/// Thresholds are chosen on the validation part only; the test part must stay unseen until it is measured.
void chooseOnValidation(Setup& setup, const std::string& device, TaskContext& context)
{
    const auto& part = setup.table.part(Part::Valid);
    if (part.tracks.empty()) return;
    TagPredictor predictor(context.workspace, setup.run, device, context.threads);
    predictTracks(predictor, part.tracks, context);
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
    const auto tags = setup.run.tags.size();
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        const auto stored = context.workspace.predictions().scores(setup.run.id, part.tracks[row]);
        if (!stored) continue;
        scores.insert(scores.end(), stored->begin(), stored->end());
        labels.insert(labels.end(), part.labels.begin() + static_cast<std::ptrdiff_t>(row * tags), part.labels.begin() + static_cast<std::ptrdiff_t>((row + 1) * tags));
    }
    if (scores.empty()) return;
    const auto rows = scores.size() / tags;
    setup.run.thresholds = evaluate::chooseThresholds(evaluate::Scores(scores, rows, tags), evaluate::Truth(labels, rows, tags));
}

Json epochJson(const store::EpochRow& row)
{
    return {{"epoch", row.epoch}, {"train_loss", row.trainLoss}, {"train_roc_auc", row.trainRocAuc}, {"train_average_precision", row.trainAveragePrecision},
            {"valid_loss", row.validLoss}, {"valid_roc_auc", row.validRocAuc}, {"valid_average_precision", row.validAveragePrecision},
            {"learning_rate", row.learningRate}, {"samples_per_second", row.samplesPerSecond}, {"seconds", row.seconds}};
}

void writeManifest(const Setup& setup, TaskContext& context)
{
    Json members = Json::array();
    for (const auto& member : context.workspace.splits().members(*setup.run.split))
        members.push_back(toHex(member.track) + " " + std::string(partName(member.part)));
    Json tags = Json::array();
    for (const auto& tag : setup.run.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    const Json manifest{{"run", value(setup.run.id)}, {"name", setup.run.name}, {"architecture", setup.run.architecture},
                        {"preset", toJson(setup.preset)}, {"preset_hash", setup.run.presetHash}, {"config", setup.run.config},
                        {"seed", setup.run.seed}, {"device", setup.run.device}, {"versions", setup.run.versions},
                        {"split_sha256", sha256Hex(members.dump())}, {"tags", tags}};
    const auto folder = context.workspace.checkpointFolder() / setup.run.folder;
    std::filesystem::create_directories(folder);
    writeFileAtomically(folder / "manifest.json", manifest.dump(2) + "\n");
}

neural::TrainOutcome learn(Setup& setup, neural::NeuralEngine& engine, const neural::Device& device, bool resume, TaskContext& context)
{
    const auto& config = setup.run.config;
    const auto melgrams = std::make_shared<const MelgramLibrary>(context.workspace, setup.preset);
    const auto batch = static_cast<std::size_t>(config.value("batch", 16));
    if (batch < 2 || batch > 4096) throw Error(ErrorCode::InvalidArgument, "batch", "2 to 4096 windows are possible");
    const auto tags = setup.run.tags.size();
    TrainingWindows train(melgrams, setup.table.part(Part::Train), tags, {setup.card.frames, batch, config.value("windows", 1), setup.run.seed});
    FixedWindows valid(melgrams, setup.table.part(Part::Valid), tags, setup.card.frames, batch);
    if (train.leftOut() > 0)
        context.say(std::to_string(train.leftOut()) + " training tracks are left out: no melgram, or shorter than one input window");
    if (train.batchCount(1) == 0)
        throw Error(ErrorCode::TooShort, "training part", "no track is as long as one input of " + setup.card.displayName);
    EpochRows rows(context.workspace, setup.run, valid.trackOfRow(), context);
    return engine.train(trainConfig(setup, config, device, resume, context), train, valid.batchCount(1) > 0 ? &valid : nullptr, rows, context.control);
}

Json resultOf(const Setup& setup, const neural::TrainOutcome& outcome, store::Workspace& workspace)
{
    auto epochs = Json::array();
    for (const auto& row : workspace.runs().epochs(setup.run.id))
        epochs.push_back(epochJson(row));
    return {{"run", value(setup.run.id)}, {"name", setup.run.name}, {"architecture", setup.run.architecture}, {"preset", setup.preset.name},
            {"device", setup.run.device}, {"state", setup.run.state}, {"epochs_trained", outcome.epochs}, {"best_epoch", outcome.bestEpoch},
            {"stopped_early", outcome.stoppedEarly}, {"tags", setup.run.tags.size()}, {"dropped_tags", setup.table.droppedTags}, {"epochs", epochs}};
}

Json run(const Json& parameters, TaskContext& context)
{
    Json wanted = parameters;
    if (!wanted.contains("resume")) {
        if (const auto unfinished = unfinishedRun(parameters, context)) {
            wanted = {{"resume", std::to_string(value(*unfinished))}};
            context.say("going on with run " + wanted["resume"].get<std::string>() + ", which these settings had begun");
        }
    }
    const bool resume = wanted.contains("resume");
    auto setup = resume ? resumedRun(wanted, context) : newRun(parameters, context);
    auto& run = setup.run;
    auto runs = context.workspace.runs();
    for (const auto& dropped : setup.table.droppedTags)
        context.say("tag left out - " + dropped);
    try {
        const auto splitName = context.workspace.splits().find(*run.split)->name;
        ensureMelgrams(setup, splitName, parameters.value("prepare", false), context);
        const auto engine = neural::openNeuralEngine();
        engine->setThreads(context.threads);
        const auto device = engine->resolveDevice(context.device);
        if (!device.note.empty()) context.say(device.note);
        run.device = device.description;
        run.versions = recordedVersions(*engine);
        run.state = "training";
        runs.update(run);
        writeManifest(setup, context);
        const auto outcome = learn(setup, *engine, device, resume, context);
        run.bestEpoch = outcome.bestEpoch;
        chooseOnValidation(setup, device.id, context);
        run.state = "trained";
        run.finishedAt = store::nowUtc();
        runs.update(run);
        return resultOf(setup, outcome, context.workspace);
    } catch (const Cancelled&) {
        run.state = "stopped";
        runs.update(run);
        context.say("stopped; go on with: train --resume " + std::to_string(value(run.id)));
        throw;
    } catch (...) {
        run.state = "failed";
        runs.update(run);
        throw;
    }
}

}  // namespace

extern const TaskEntry train_task;
const TaskEntry train_task{"train", LaneKind::Engine, run};

}  // namespace engine::tasks
