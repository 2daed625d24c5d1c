#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/evaluate/evaluation.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/part_metrics.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/student_batches.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_ensemble.h"
#include "engine/tasks/train_options.h"
#include "engine/tasks/train_setup.h"
#include "engine/tasks/training_precision.h"

/// Parameters: those of trainDefaults() and, of a noisy student, studentDefaults(); or resume (a run).
namespace engine::tasks {

namespace {

struct Training {
    store::Run run;
    dsp::Preset preset;
    neural::ModelCard card;
    TrainingTable table;
    LabelledPart whole = {};   ///< of a run whose parts are dealt out by chunks
    std::optional<std::vector<TrackId>> unlabelled = {};   ///< of a noisy student (student_setup.h)
};

std::filesystem::path folderOf(const store::Run& run, store::Workspace& workspace)
{
    return workspace.checkpointFolder() / run.folder;
}

Json recordedVersions(const neural::NeuralEngine& engine)
{
    Json versions{{"tagbench", TAGBENCH_VERSION}};
    for (const auto& [name, version] : engine.versions())
        versions[name] = version;
    return versions;
}

/// What a new student learns from without labels; refused where it leaks.
std::vector<TrackId> unlabelledFor(const Json& config, const store::Split& split, TaskContext& context)
{
    const auto sources = labelSources(context.workspace, config["sources"].get<std::vector<std::string>>());
    auto pool = unlabelledPool(context.workspace, split, poolWishOf(config), sources);
    if (!pool.rejected.empty()) context.say(std::to_string(pool.rejected.size()) + " names in the list of unlabelled tracks belong to no track that can be read, as " + pool.rejected.front()["path"].get<std::string>());
    const auto leaks = leakSentence(pool);
    if (!leaks.empty() && !config["leave_out_artists"].get<bool>()) throw Error(ErrorCode::Mismatch, "unlabelled tracks", leaks);
    if (!leaks.empty()) context.say(std::to_string(pool.leaking.size()) + " unlabelled tracks are left out: by artists of the validation or test part, or copies of its tracks");
    if (pool.tracks.empty())
        throw Error(ErrorCode::TooShort, "unlabelled tracks", "there is none: every track that was asked for is labelled, or in the validation or test part");
    if (pool.withoutArtist > 0) context.say(std::to_string(pool.withoutArtist) + " unlabelled tracks name no artist: nobody can check whose they are");
    return pool.tracks;
}

Training newRun(const Json& parameters, TaskContext& context)
{
    const auto config = completeTraining(parameters);
    auto setup = makeTrainSetup(config, context.workspace);
    refuseLeakingSplit(context.workspace, setup.split, config["allow_leak"].get<int>(), context.log);
    if (config.value(kChunkSplit, false) && config["allow_leak"].get<int>() < 2)
        throw Error(ErrorCode::Mismatch, "split by chunks", "puts pieces of one track into several parts: what is measured on it would be worth nothing; only 'split leak-cost' makes one, to measure that");
    batchOf(config);
    trainConfigOf(config, setup.card, setup.table.tags.size(), "cpu");   // bad values are refused before a run is made of them
    Training training{{}, std::move(setup.preset), std::move(setup.card), std::move(setup.table)};
    if (isStudent(config)) training.unlabelled = unlabelledFor(config, setup.split, context);
    auto& run = training.run;
    run.architecture = training.card.id;
    run.presetHash = training.preset.hash();
    run.split = setup.split.id;
    run.config = config;
    run.tags = training.table.tags;
    run.seed = config["seed"].get<std::uint64_t>();
    run.notes = config["notes"].get<std::string>();
    run.name = config["name"].get<std::string>();
    if (run.name.empty()) {
        auto minute = store::nowUtc().substr(0, 16);   // 2026-11-21T10:15
        minute[10] = ' ';
        run.name = minute + " " + training.card.displayName;
    }
    if (isLeaking(run) && !run.name.ends_with(kLeakingMark)) run.name += kLeakingMark;
    run.job = context.job == JobId{} ? std::nullopt : std::optional(context.job);
    context.workspace.melgrams().putPreset(run.presetHash, training.preset.name, toJson(training.preset).dump());
    run.id = context.workspace.runs().create(run);
    run.folder = "run-" + std::to_string(value(run.id));
    if (training.unlabelled) keepPool(folderOf(run, context.workspace), *training.unlabelled);
    context.workspace.runs().update(run);
    return training;
}

Training resumedRun(const Json& parameters, TaskContext& context)
{
    Training training;
    auto& run = training.run;
    const auto wanted = parameters["resume"].is_string() ? parameters["resume"].get<std::string>() : parameters["resume"].dump();
    run = context.workspace.runs().resolve(wanted);
    training.table = tableOfRun(context.workspace, run);
    training.card = neural::loadModelCard(run.architecture);
    training.preset = presetOfRun(context.workspace, run);
    if (isStudent(run.config)) {
        training.unlabelled = keptPool(folderOf(run, context.workspace));
        context.say("it goes on with the " + std::to_string(training.unlabelled->size()) + " unlabelled tracks that it began with");
        takeOutUnlabelled(training.table, context.workspace, run.config["sources"].get<std::vector<std::string>>());
    }
    // More epochs may be asked for; everything else stays as recorded, else the result would be nobody's.
    if (parameters.contains("epochs")) {
        if (isEnsemble(training.card) && parameters["epochs"] != run.config["epochs"])
            throw Error(ErrorCode::InvalidArgument, "epochs", "the later stages of " + run.name + " rest on its members as they are; to train them for longer, begin a new run");
        run.config["epochs"] = parameters["epochs"];
    }
    if (context.job != JobId{}) run.job = context.job;
    return training;
}

/// The run an interrupted training of these very parameters left behind: the same command, and the same job, go on with it
/// instead of beginning again. Not one that another live program may be training.
std::optional<RunId> unfinishedRun(const Json& parameters, TaskContext& context)
{
    const auto jobs = context.workspace.jobs().list();
    const auto works = [](const store::JobRow& job) { return job.state == "running" && job.ownerAlive; };
    const auto isTrained = [&](const store::Run& run) {
        if (run.state != "training") return false;
        if (run.job == context.job) return false;
        if (!run.job) return std::count_if(jobs.begin(), jobs.end(), works) > 1;   // made before runs knew their jobs
        return std::any_of(jobs.begin(), jobs.end(), [&](const auto& job) { return job.id == *run.job && works(job); });
    };
    for (const auto& run : context.workspace.runs().list()) {
        if (run.state == "trained" || isTrained(run) || !sameTraining(run.config, parameters)) continue;
        // Without a finished epoch there is nothing to go on from, but a job that is run again keeps to the run it made.
        if (run.bestEpoch > 0 || (run.job && run.job == context.job) || hasStages(context.workspace.checkpointFolder() / run.folder)) return run.id;
    }
    return {};
}

void ensureMelgrams(const Training& training, const std::string& splitName, bool prepare, TaskContext& context)
{
    const MelgramLibrary melgrams(context.workspace, training.preset);
    std::size_t missing = 0, all = 0;
    auto parts = std::vector{Part::Train, Part::Valid};
    if (isLeaking(training.run)) parts.push_back(Part::Test);
    for (const auto part : parts)
        for (const auto track : training.table.part(part).tracks) {
            ++all;
            missing += melgrams.of(track).empty() ? 1 : 0;
        }
    if (missing == 0) return;
    if (prepare) {
        context.say(std::to_string(missing) + " melgrams are made first");
        findTask("prep").run({{"preset", training.preset.name}, {"split", splitName}}, context);
        return;
    }
    if (missing == all)
        throw Error(ErrorCode::NotFound, "preset " + training.preset.name,
                    "has no melgrams of these tracks; run prep run --preset " + training.preset.name + ", or train with --prepare");
    context.say(std::to_string(missing) + " of " + std::to_string(all) + " tracks have no melgram of preset " + training.preset.name + " and are left out");
}

/// Turns the engine's epochs into rows. Stages of one training are rows of one run, the epochs counted on.
class EpochRows final : public neural::EpochSink {
public:
    EpochRows(store::Workspace& workspace, store::Run& run, const TrainingStage& stage, TaskContext& context)
        : m_workspace(workspace), m_run(run), m_stage(stage), m_context(context)
    {
    }
    double epochDone(const neural::EpochReport& report) override
    {
        const auto tags = m_run.tags.size();
        const auto train = partMetrics(report.train.probabilities, report.train.targets, tags);
        PartMetrics valid{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
        const bool hasValid = report.valid.rows > 0;
        if (hasValid) valid = partMetrics(report.valid.probabilities, report.valid.targets, tags, m_stage.trackOfRow);
        m_workspace.runs().putEpoch(m_run.id, {m_stage.epochsBefore + report.epoch, report.train.loss, train.rocAuc, train.averagePrecision,
                                               hasValid ? report.valid.loss : std::numeric_limits<double>::quiet_NaN(), valid.rocAuc,
                                               valid.averagePrecision, report.learningRate, report.samplesPerSecond, report.seconds});
        char line[160];
        std::snprintf(line, sizeof line, "epoch %d: loss %.4f, validation loss %.4f, ROC-AUC %.4f, average precision %.4f (%.0f windows/s)",
                      report.epoch, report.train.loss, report.valid.loss, valid.rocAuc, valid.averagePrecision, report.samplesPerSecond);
        auto text = m_stage.name.empty() ? std::string(line) : m_stage.name + ", " + line;
        if (report.unlabelledRows > 0) text += ", loss against the teacher " + std::to_string(report.unlabelledLoss);
        m_context.say(text);
        if (m_run.config.value("watch", std::string()) == "loss") return hasValid ? -report.valid.loss : -report.train.loss;
        return hasValid && !std::isnan(valid.rocAuc) ? valid.rocAuc : train.rocAuc;
    }
    void checkpointWritten(int epoch, bool best) override
    {
        if (!best) return;
        m_best = epoch;
        if (!m_stage.isResult || !m_stage.name.empty()) return;   // of an ensemble there are no weights before its end
        m_run.bestEpoch = epoch;
        m_workspace.runs().update(m_run);
    }
    /// Of this stage; 0 = none yet.
    int best() const { return m_best; }
    void wasBest(int epoch) { m_best = epoch; }

private:
    store::Workspace& m_workspace;
    store::Run& m_run;
    const TrainingStage& m_stage;
    TaskContext& m_context;
    int m_best = 0;
};

neural::TrainConfig trainConfig(const Training& training, const std::string& deviceId, bool resume, TaskContext& context)
{
    auto train = trainConfigOf(training.run.config, training.card, training.run.tags.size(), deviceId);
    train.seed = training.run.seed;
    refuseUnfitting(train.augmentation, training.preset);
    if (training.run.config.value("class_weights", false))
        train.positiveWeights = positiveWeightsOf(training.table.part(Part::Train), training.run.tags.size());
    // A run stopped before its first checkpoint begins again, from where it was to begin.
    if (!isEnsemble(training.card) && (!resume || training.run.bestEpoch == 0))
        train.initialState = initialState(training.run.config.value("from", std::string()), training.card, context.workspace);
    if (training.unlabelled) {
        auto teacher = modelSource(context.workspace, training.run.config["student_of"].get<std::string>());
        train.teacher = neural::Teacher{teacher.run.architecture, std::move(teacher.weights), training.run.config["skeptical"].get<double>()};
    }
    train.checkpointFolder = folderOf(training.run, context.workspace);
    train.resume = resume;
    Json tags = Json::array();
    for (const auto& tag : training.run.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    train.recipe = Json{{"preset", toJson(training.preset)}, {"tags", tags}, {"seed", training.run.seed}}.dump();
    return train;
}

/// Thresholds are chosen on the validation part only; the test part must stay unseen until it is measured.
void chooseOnValidation(Training& training, const std::string& device, TaskContext& context)
{
    const auto& part = training.table.part(Part::Valid);
    if (part.tracks.empty()) return;
    TagPredictor predictor(context.workspace, training.run, device, context.threads);
    predictTracks(predictor, part.tracks, context);
    std::vector<double> scores;
    std::vector<std::uint8_t> labels;
    const auto tags = training.run.tags.size();
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        const auto stored = context.workspace.predictions().scores(training.run.id, part.tracks[row]);
        if (!stored) continue;
        scores.insert(scores.end(), stored->begin(), stored->end());
        labels.insert(labels.end(), part.labels.begin() + static_cast<std::ptrdiff_t>(row * tags), part.labels.begin() + static_cast<std::ptrdiff_t>((row + 1) * tags));
    }
    if (scores.empty()) return;
    const auto rows = scores.size() / tags;
    training.run.thresholds = evaluate::chooseThresholds(evaluate::Scores(scores, rows, tags), evaluate::Truth(labels, rows, tags));
}

Json epochJson(const store::EpochRow& row)
{
    return {{"epoch", row.epoch}, {"train_loss", row.trainLoss}, {"train_roc_auc", row.trainRocAuc}, {"train_average_precision", row.trainAveragePrecision},
            {"valid_loss", row.validLoss}, {"valid_roc_auc", row.validRocAuc}, {"valid_average_precision", row.validAveragePrecision},
            {"learning_rate", row.learningRate}, {"samples_per_second", row.samplesPerSecond}, {"seconds", row.seconds}};
}

void writeManifest(const Training& training, TaskContext& context)
{
    Json tags = Json::array();
    for (const auto& tag : training.run.tags)
        tags.push_back({{"tag", tag.name}, {"type", tag.type}});
    const Json manifest{{"run", value(training.run.id)}, {"name", training.run.name}, {"architecture", training.run.architecture},
                        {"preset", toJson(training.preset)}, {"preset_hash", training.run.presetHash}, {"config", training.run.config},
                        {"seed", training.run.seed}, {"device", training.run.device}, {"versions", training.run.versions},
                        {"split_sha256", splitFingerprint(context.workspace, *training.run.split)}, {"tags", tags}};
    const auto folder = folderOf(training.run, context.workspace);
    std::filesystem::create_directories(folder);
    writeFileAtomically(folder / "manifest.json", manifest.dump(2) + "\n");
}

/// Trains a stage until the end, or until the user asks to finish: then the epoch under way is given up and what the best epoch left is the
/// result. The trainer sees a stop, so nothing of it needs to know; before the first epoch is kept there is nothing to finish with.
StageEnd trainUntilAsked(neural::NeuralEngine& engine, const TrainingStage& stage, store::Run& run, TaskContext& context)
{
    constexpr auto kLookPeriod = std::chrono::milliseconds(500);
    auto runs = context.workspace.runs();
    EpochRows rows(context.workspace, run, stage, context);
    if (stage.name.empty()) rows.wasBest(run.bestEpoch);
    std::stop_source stop;
    const std::stop_callback passOn(context.control.stop(), [&stop] { stop.request_stop(); });
    auto lastLook = std::chrono::steady_clock::now();
    auto control = context.control.within(stop.get_token(), [&](const Progress& progress) {
        context.control.step(stage.name.empty() ? progress.stage : stage.name + ", " + progress.stage, progress.done, progress.total);
        const auto now = std::chrono::steady_clock::now();
        if (rows.best() == 0 || now - lastLook < kLookPeriod) return;
        lastLook = now;
        if (runs.finishAsked(run.id)) stop.request_stop();
    });
    try {
        return {engine.train(stage.config, stage.train, stage.valid, rows, control), false};
    } catch (const Cancelled&) {
        if (context.control.stop().stop_requested()) throw;
    }
    neural::TrainOutcome outcome;
    outcome.epochs = runs.epochs(run.id).back().epoch - stage.epochsBefore;
    outcome.bestEpoch = rows.best();
    context.say((stage.name.empty() ? "" : stage.name + ", ") + "finished on request after epoch " + std::to_string(outcome.epochs) + "; epoch " +
                std::to_string(outcome.bestEpoch) + " is kept");
    if (!stage.isResult) runs.setFinishAsked(run.id, false);   // the wish was for this stage: the next begins
    return {outcome, true};
}

StudentBatches::Config studentConfigOf(const Training& training, std::size_t unlabelled, const TaskContext& context)
{
    StudentBatches::Config config;
    config.samples = static_cast<std::size_t>(training.card.inputSamples);
    config.unlabelled = unlabelled;
    config.noise = dsp::studentNoise(training.run.config["strength"].get<double>());
    config.seed = training.run.seed;
    config.threads = context.threads;
    return config;
}

StageEnd learnInStages(Training& training, neural::NeuralEngine& engine, const neural::Device& device, bool resume, TaskContext& context)
{
    EnsembleTraining ensemble{training.run, training.preset, training.card, training.table, trainConfig(training, device.id, resume, context),
                              batchOf(training.run.config)};
    return trainEnsemble(engine, ensemble, [&](const TrainingStage& stage) { return trainUntilAsked(engine, stage, training.run, context); }, context);
}

StageEnd learn(Training& training, neural::NeuralEngine& engine, const neural::Device& device, bool resume, TaskContext& context)
{
    if (isEnsemble(training.card)) return learnInStages(training, engine, device, resume, context);
    const auto& config = training.run.config;
    const auto melgrams = std::make_shared<const MelgramLibrary>(context.workspace, training.preset);
    const auto batch = static_cast<std::size_t>(batchOf(config));
    const auto tags = training.run.tags.size();
    std::optional<ChunkDeal> trainDeal, validDeal;
    if (isLeaking(training.run)) {
        training.whole = wholeTable(training.table);
        trainDeal = chunkDealOf(context.workspace, training.run, Part::Train);
        validDeal = chunkDealOf(context.workspace, training.run, Part::Valid);
    }
    const auto partOf = [&](Part part) -> const LabelledPart& { return trainDeal ? training.whole : training.table.part(part); };
    const auto labelled = training.unlabelled ? std::max<std::size_t>(1, batch / 2) : batch;
    TrainingWindows train(melgrams, partOf(Part::Train), tags, {training.card.frames, labelled, config.value("windows", 1), training.run.seed, trainDeal});
    FixedWindows valid(melgrams, partOf(Part::Valid), tags, training.card.frames, batch, validDeal);
    if (train.leftOut() > 0)
        context.say(std::to_string(train.leftOut()) + " training tracks are left out: no melgram, or shorter than one input window");
    if (train.batchCount(1) == 0)
        throw Error(ErrorCode::TooShort, "training part", "no track is as long as one input of " + training.card.displayName);
    std::optional<StudentBatches> both;
    if (training.unlabelled) {
        both.emplace(train, context.workspace, training.preset, *training.unlabelled, studentConfigOf(training, batch - labelled, context), context.control.stop());
        if (both->leftOut() > 0)
            context.say(std::to_string(both->leftOut()) + " unlabelled tracks are left out: not playable, or shorter than one input window");
        if (both->batchCount(1) == 0)
            throw Error(ErrorCode::TooShort, "unlabelled tracks", "none is as long as one input of " + training.card.displayName);
        context.say("learning from " + std::to_string(training.table.part(Part::Train).tracks.size()) + " labelled tracks and " + std::to_string(both->unlabelledTracks()) + " unlabelled ones");
    }
    neural::BatchSource& source = both ? static_cast<neural::BatchSource&>(*both) : train;
    const auto configured = trainConfig(training, device.id, resume, context);
    return trainUntilAsked(engine, {"", 0, true, configured, source, valid.batchCount(1) > 0 ? &valid : nullptr, valid.trackOfRow()}, training.run, context);
}

Json resultOf(const Training& training, const StageEnd& learned, store::Workspace& workspace)
{
    const auto& outcome = learned.outcome;
    auto epochs = Json::array();
    for (const auto& row : workspace.runs().epochs(training.run.id))
        epochs.push_back(epochJson(row));
    Json document{{"run", value(training.run.id)}, {"name", training.run.name}, {"architecture", training.run.architecture}, {"preset", training.preset.name},
            {"device", training.run.device}, {"state", training.run.state}, {"epochs_trained", outcome.epochs}, {"best_epoch", outcome.bestEpoch},
            {"stopped_early", outcome.stoppedEarly}, {"finished_on_request", learned.finishedOnRequest}, {"tags", training.run.tags.size()}, {"dropped_tags", training.table.droppedTags}, {"epochs", epochs}};
    if (training.unlabelled)
        document["student"] = {{"teacher", training.run.config["student_of"]}, {"teacher_sha256", outcome.teacherSha256},
                               {"labelled_tracks", training.table.part(Part::Train).tracks.size()}, {"unlabelled_tracks", training.unlabelled->size()}};
    return document;
}

/// A run keeps to the labels it began with, whatever is merged later.
Json withLabelSources(Json parameters, store::Workspace& workspace)
{
    if (parameters.contains("resume")) return parameters;
    refreshVocabulary(workspace);
    parameters = asStudent(std::move(parameters), workspace);
    parameters["sources"] = labelSources(workspace, parameters.value("sources", std::vector<std::string>{}));
    return parameters;
}

Json run(const Json& given, TaskContext& context)
{
    const auto parameters = withLabelSources(given, context.workspace);
    Json wanted = parameters;
    if (!wanted.contains("resume")) {
        if (const auto unfinished = unfinishedRun(parameters, context)) {
            wanted = {{"resume", std::to_string(value(*unfinished))}};
            context.say("going on with run " + wanted["resume"].get<std::string>() + ", which these settings had begun");
        }
    }
    const bool resume = wanted.contains("resume");
    auto training = resume ? resumedRun(wanted, context) : newRun(parameters, context);
    auto& run = training.run;
    auto runs = context.workspace.runs();
    for (const auto& dropped : training.table.droppedTags)
        context.say("tag left out - " + dropped);
    const int bestBefore = run.bestEpoch;
    Json document;
    const auto wish = [&](const char* key) { return parameters.value(key, run.config.value(key, false)); };
    try {
        const auto splitName = context.workspace.splits().find(*run.split)->name;
        ensureMelgrams(training, splitName, wish("prepare"), context);
        const auto engine = neural::openNeuralEngine();
        engine->setThreads(context.threads);
        const auto askedDevice = parameters.value("device", std::string("auto"));
        const auto device = engine->resolveDevice(askedDevice == "auto" ? context.device : askedDevice);
        if (!device.note.empty()) context.say(device.note);
        run.device = device.description;
        settlePrecision(run.config, training.card, training.run.tags.size(), device.id, *engine, context);
        run.versions = recordedVersions(*engine);
        runs.setFinishAsked(run.id, false);   // before anybody sees it train and asks
        run.state = "training";
        runs.update(run);
        writeManifest(training, context);
        const auto learned = learn(training, *engine, device, resume, context);
        if (learned.outcome.bestEpoch != bestBefore) context.workspace.predictions().clear(run.id);   // of weights that are gone
        run.bestEpoch = learned.outcome.bestEpoch;
        chooseOnValidation(training, device.id, context);
        run.state = "trained";
        run.finishedAt = store::nowUtc();
        runs.update(run);
        document = resultOf(training, learned, context.workspace);
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
    if (wish("evaluate") && !training.table.part(Part::Test).tracks.empty()) {
        const auto evaluation = findTask("evaluate").run({{"run", std::to_string(value(run.id))}, {"part", "test"}}, context);
        document["test"] = {{"headline", evaluation["headline"]}, {"macro", evaluation["macro"]}};
    }
    return document;
}

}  // namespace

extern const TaskEntry train_task;
const TaskEntry train_task{"train", LaneKind::Engine, run};

}  // namespace engine::tasks
