// What would leakage have cost? The same model twice: on the split as it is, and with chunks instead of tracks dealt out to the parts.
// parameters: those of `train` (its name begins the names of both runs)
// Both are measured in one way: windows side by side of the test part, averaged over a track's windows. The leaking one is marked as such
// wherever it appears, and the trainer is told twice.
#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/store/study_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/part_metrics.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kRowsPerForward = 32;

PartMetrics measure(const store::Run& run, TaskContext& context)
{
    const auto table = tableOfRun(context.workspace, run);
    const auto whole = wholeTable(table);
    TagPredictor predictor(context.workspace, run, context.device, context.threads);
    const auto melgrams = std::make_shared<const MelgramLibrary>(context.workspace, predictor.preset());
    std::optional<ChunkDeal> deal;
    if (isLeaking(run)) deal = chunkDealOf(context.workspace, run, Part::Test);
    const auto& part = deal ? whole : table.part(Part::Test);
    const auto tags = run.tags.size();
    FixedWindows windows(melgrams, part, tags, predictor.card().frames, kRowsPerForward, deal);
    std::vector<float> probabilities, labels;
    neural::HostBatch batch;
    for (std::size_t at = 0; at < windows.batchCount(1); ++at) {
        context.control.step("measure", static_cast<std::int64_t>(at), static_cast<std::int64_t>(windows.batchCount(1)));
        windows.fill(1, at, batch);
        const auto output = predictor.model().forward({batch.input, batch.rows, windows.mels(), windows.frames()}, {});
        for (const auto logit : output.logits)
            probabilities.push_back(1 / (1 + std::exp(-logit)));
        labels.insert(labels.end(), batch.target.begin(), batch.target.end());
    }
    if (labels.empty()) throw Error(ErrorCode::TooShort, run.name, "its test part holds no track as long as one window");
    return partMetrics(probabilities, labels, tags, windows.trackOfRow());
}

Json measured(RunId id, TaskContext& context)
{
    const auto run = *context.workspace.runs().find(id);
    const auto metrics = measure(run, context);
    const auto number = [](double value) { return std::isnan(value) ? Json() : Json(value); };
    return {{"run", value(id)}, {"name", run.name}, {"leaking", isLeaking(run)}, {"roc_auc", number(metrics.rocAuc)}, {"average_precision", number(metrics.averagePrecision)}};
}

/// Windows a track of the training part, so that both runs see equally many in an epoch: else the one by chunks, which takes every chunk,
/// would be better for learning longer and not for leaking.
int windowsATrack(const TrainSetup& setup, const Json& parameters, TaskContext& context)
{
    const MelgramLibrary melgrams(context.workspace, setup.preset);
    ChunkDeal deal{{}, parameters["seed"].get<std::uint64_t>(), Part::Train};
    for (std::size_t i = 0; i < deal.ratios.size(); ++i)
        deal.ratios[i] = i < setup.split.ratios.size() ? setup.split.ratios[i] : 0;
    const auto hop = std::max<std::size_t>(1, setup.card.frames / 2);
    std::size_t dealt = 0;
    for (const auto track : wholeTable(setup.table).tracks) {
        const auto rows = melgrams.of(track);
        const auto frames = rows.empty() ? 0 : static_cast<std::size_t>(rows.front().frames);
        for (std::size_t chunk = 0; chunk * hop + setup.card.frames <= frames; ++chunk)
            dealt += deal.holds(track, chunk) ? 1 : 0;
    }
    const auto tracks = std::max<std::size_t>(1, setup.table.part(Part::Train).tracks.size());
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(dealt) / static_cast<double>(tracks))));
}

/// Trains a run of this name, or takes the one that an earlier call of the same study has finished.
RunId trainedRun(const Json& parameters, TaskContext& context)
{
    const auto name = parameters["name"].get<std::string>();
    for (const auto& run : context.workspace.runs().list())
        if (run.state == "trained" && (run.name == name || run.name == name + kLeakingMark) && sameTraining(run.config, parameters)) return run.id;
    return static_cast<RunId>(findTask("train").run(parameters, context)["run"].get<std::int64_t>());
}

Json run(const Json& given, TaskContext& context)
{
    auto parameters = completeTraining(given);
    refreshVocabulary(context.workspace);
    parameters["sources"] = labelSources(context.workspace, parameters["sources"].get<std::vector<std::string>>());
    parameters["prepare"] = true;
    parameters["evaluate"] = false;
    const auto setup = makeTrainSetup(parameters, context.workspace);   // a slip shows before anything is trained
    if (setup.table.part(Part::Test).tracks.empty()) throw Error(ErrorCode::TooShort, "test part", "holds no playable track; nothing could be measured");
    auto name = parameters["name"].get<std::string>();
    if (name.empty()) name = "leak cost " + sha256Hex(parameters.dump()).substr(0, 6);

    auto honest = parameters, leaking = parameters;
    honest["name"] = name + " (by tracks)";
    leaking["name"] = name + " (by chunks)";
    leaking[kChunkSplit] = true;
    leaking["allow_leak"] = 2;   // told twice
    // Of the test part, too, which a training does not need.
    findTask("prep").run({{"preset", setup.preset.name}, {"split", setup.split.name}, {"part", "all"}}, context);
    honest["windows"] = windowsATrack(setup, parameters, context);
    context.say("first by tracks, as it is right");
    const auto right = trainedRun(honest, context);
    context.say("now by chunks: LEAKING, on purpose");
    const auto wrong = trainedRun(leaking, context);
    Json document{{"name", name}, {"architecture", setup.card.id}, {"preset", setup.preset.name}, {"split", setup.split.name}, {"epochs", parameters["epochs"]}, {"windows_a_track", honest["windows"]},
                  {"by_tracks", measured(right, context)}, {"by_chunks", measured(wrong, context)}, {"watermark", "leaking"}};
    const auto difference = [&](const char* metric) {
        const auto &a = document["by_tracks"][metric], &b = document["by_chunks"][metric];
        return a.is_null() || b.is_null() ? Json() : Json(b.get<double>() - a.get<double>());
    };
    document["feigned"] = {{"roc_auc", difference("roc_auc")}, {"average_precision", difference("average_precision")}};
    store::StudyStore(context.workspace.database()).add("leak_cost", document);
    return document;
}

}  // namespace

extern const TaskEntry leak_cost_task;
const TaskEntry leak_cost_task{"leak_cost", LaneKind::Engine, run};

}  // namespace engine::tasks
