#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/evaluate/evaluation.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/workspace.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/student_batches.h"
#include "engine/tasks/student_setup.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_ensemble.h"
#include "engine/tasks/train_options.h"
#include "engine/tasks/train_setup.h"
#include "engine/tasks/training_precision.h"
#include "engine/tasks/training_run.h"
#include "engine/tasks/training_stage.h"

/// Parameters: those of trainDefaults() and, of a noisy student, studentDefaults(); or resume (a run).
namespace engine::tasks {

namespace {

Json recordedVersions(const neural::NeuralEngine& engine)
{
    Json versions{{"tagbench", TAGBENCH_VERSION}};
    for (const auto& [name, version] : engine.versions())
        versions[name] = version;
    return versions;
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

neural::TrainConfig trainConfig(const Training& training, const std::string& deviceId, TaskContext& context)
{
    auto train = trainConfigOf(training.run.config, training.card, training.run.tags.size(), deviceId);
    train.seed = training.run.seed;
    refuseUnfitting(train.augmentation, training.preset);
    if (training.run.config.value("class_weights", false))
        train.positiveWeights = positiveWeightsOf(training.table.part(Part::Train), training.run.tags.size());
    // A run stopped before its first checkpoint begins again, from where it was to begin.
    if (!isEnsemble(training.card) && (!training.goesOn || training.run.bestEpoch == 0))
        train.initialState = initialState(training.run.config.value("from", std::string()), training.card, context.workspace);
    if (training.unlabelled) {
        auto teacher = modelSource(context.workspace, training.run.config["student_of"].get<std::string>());
        train.teacher = neural::Teacher{teacher.run.architecture, std::move(teacher.weights), training.run.config["skeptical"].get<double>()};
    }
    train.checkpointFolder = folderOf(training.run, context.workspace);
    train.resume = training.goesOn;
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

StageEnd learnInStages(Training& training, neural::NeuralEngine& engine, const neural::Device& device, TaskContext& context)
{
    EnsembleTraining ensemble{training.run, training.preset, training.card, training.table, trainConfig(training, device.id, context),
                              batchOf(training.run.config)};
    return trainEnsemble(engine, ensemble, [&](const TrainingStage& stage) { return trainUntilAsked(engine, stage, training.run, context); }, context);
}

StageEnd learn(Training& training, neural::NeuralEngine& engine, const neural::Device& device, TaskContext& context)
{
    if (isEnsemble(training.card)) return learnInStages(training, engine, device, context);
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
    const auto configured = trainConfig(training, device.id, context);
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

Json run(const Json& given, TaskContext& context)
{
    auto training = beginOrGoOn(given, context);
    const auto& asked = training.asked;
    auto& run = training.run;
    auto runs = context.workspace.runs();
    for (const auto& dropped : training.table.droppedTags)
        context.say("tag left out - " + dropped);
    const int bestBefore = run.bestEpoch;
    Json document;
    const auto wish = [&](const char* key) { return asked.value(key, run.config.value(key, false)); };
    try {
        const auto splitName = context.workspace.splits().find(*run.split)->name;
        ensureMelgrams(training, splitName, wish("prepare"), context);
        const auto engine = neural::openNeuralEngine();
        engine->setThreads(context.threads);
        const auto askedDevice = asked.value("device", std::string("auto"));
        const auto device = engine->resolveDevice(askedDevice == "auto" ? context.device : askedDevice);
        if (!device.note.empty()) context.say(device.note);
        run.device = device.description;
        settlePrecision(run.config, training.card, training.run.tags.size(), device.id, *engine, context);
        run.versions = recordedVersions(*engine);
        runs.setFinishAsked(run.id, false);   // before anybody sees it train and asks
        run.state = "training";
        runs.update(run);
        writeManifest(training, context);
        const auto learned = learn(training, *engine, device, context);
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
