#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "engine/core/error.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/learning_pace.h"
#include "engine/tasks/melgram_library.h"
#include "engine/tasks/peak_memory.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_melgram.h"
#include "engine/tasks/train_setup.h"

/// What a training would take, before it is begun. Parameters: those of trainDefaults(). Nothing is kept: a few batches of noise of the right
/// shape are learned on the device in question, for time and memory do not depend on what is heard.
namespace engine::tasks {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct StepCost {
    double trainSeconds = 0, checkSeconds = 0;   ///< a batch
    std::int64_t parameters = 0, stateBytes = 0, memoryBytes = 0;
};

StepCost measure(neural::NeuralEngine& engine, neural::TrainConfig config, NoiseWindows& noise, TaskContext& context)
{
    StepCost cost;
    auto model = engine.makeModel(config.arch, config.tagCount, config.seed);
    cost.parameters = model->parameterCount();
    for (const auto& tensor : model->state())
        cost.stateBytes += static_cast<std::int64_t>(tensor.bytes.size());
    model->to(config.device);
    const neural::InputBatch input{noise.batch().input, noise.batch().rows, noise.mels(), noise.frames()};
    for (int turn = 0; turn < 2; ++turn) {   // the first warms up
        const auto start = Clock::now();
        model->forward(input);
        cost.checkSeconds = secondsSince(start);
    }
    model.reset();
    config.checkpointFolder = context.workspace.cacheFolder() / ("estimate-" + std::to_string(value(context.job)));
    config.epochs = 1;
    const PeakMemory memory;
    cost.trainSeconds = secondsPerStep(engine, config, noise, context.control, [&](int done, int total) { context.control.step("measuring", done, total); });
    cost.memoryBytes = memory.growthBytes();
    std::error_code ignored;
    std::filesystem::remove_all(config.checkpointFolder, ignored);
    return cost;
}

struct Amount {
    std::int64_t trainWindows = 0, validWindows = 0, tooShort = 0;
    std::vector<TrackId> withoutMelgram;
    std::int64_t melgramFrames = 0;   ///< of those without
};

std::int64_t framesOf(const store::Track& track, const dsp::Preset& preset)
{
    double seconds = track.durationSeconds;
    const double cut = preset.cutStartSeconds + preset.cutEndSeconds;
    if (seconds - cut >= preset.chunkSeconds) seconds -= cut;
    if (preset.cropSeconds > 0) seconds = std::min(seconds, preset.cropSeconds);
    return static_cast<std::int64_t>(preset.framesOf(static_cast<std::size_t>(std::max(0.0, seconds) * preset.sampleRateHz)));
}

/// Windows an epoch, from the melgrams there are and from the length of tracks that have none yet.
Amount countWindows(const TrainSetup& setup, std::size_t frames, int windowsPerMelgram, store::Workspace& workspace)
{
    Amount amount;
    const MelgramLibrary melgrams(workspace, setup.preset);
    const auto window = static_cast<std::int64_t>(frames);
    for (const auto part : {Part::Train, Part::Valid}) {
        for (const auto& track : workspace.tracks().page(setup.table.part(part).tracks)) {
            std::vector<std::int64_t> lengths;
            for (const auto& row : melgrams.of(track.id))
                lengths.push_back(row.frames);
            if (lengths.empty()) {
                lengths.push_back(framesOf(track, setup.preset));
                amount.withoutMelgram.push_back(track.id);
                amount.melgramFrames += lengths.front();
            }
            const auto usable = std::count_if(lengths.begin(), lengths.end(), [&](auto count) { return count >= window; });
            if (usable == 0) ++amount.tooShort;
            if (part == Part::Train) amount.trainWindows += usable * windowsPerMelgram;
            else amount.validWindows += lengths.front() / window;
        }
    }
    return amount;
}

/// Seconds to make a melgram, by one of middle length; 0 = none could be made.
double timeMelgram(const TrainSetup& setup, const Amount& amount, TaskContext& context)
{
    auto tracks = context.workspace.tracks().page(amount.withoutMelgram);
    if (tracks.empty()) return 0;
    const auto middle = tracks.begin() + static_cast<std::ptrdiff_t>(tracks.size() / 2);
    std::nth_element(tracks.begin(), middle, tracks.end(), [](const auto& a, const auto& b) { return a.durationSeconds < b.durationSeconds; });
    try {
        const auto start = Clock::now();
        melgramOfTrack(*middle, context.workspace.tracks().absolutePath(*middle), setup.preset, 0, 0, context.control.stop());
        return secondsSince(start);
    } catch (const Error& error) {
        context.say("no melgram could be timed: " + std::string(error.what()));   // a bad file is a matter of preprocessing, not of this estimate
        return 0;
    }
}

std::int64_t batches(std::int64_t windows, std::int64_t batch)
{
    return (windows + batch - 1) / batch;
}

/// A network that a training teaches, with the windows it is taught by.
struct Stage {
    std::string arch;
    std::size_t frames = 0;
    int share = 1;   ///< EnsembleMember::share
};

std::vector<Stage> stagesOf(const neural::ModelCard& card)
{
    if (!isEnsemble(card)) return {{card.id, card.frames, 1}};
    std::vector<Stage> stages;
    for (const auto& member : ensembleMembers(card))
        stages.push_back({member.arch, member.samples, member.share});
    return stages;
}

/// Sums over all stages; of an ensemble without its song classifier, which learns in seconds.
struct Estimate {
    Amount amount;   ///< of the last stage, whose windows are the longest
    StepCost cost;
    std::int64_t trainWindows = 0, trainBatches = 0, checkpointBytes = 0, stepRows = 0;
    double epochSeconds = 0;
};

Estimate estimateStages(const Json& parameters, const TrainSetup& setup, neural::NeuralEngine& engine, const neural::Device& device, TaskContext& context)
{
    Estimate sum;
    const auto tags = setup.table.tags.size();
    for (const auto& stage : stagesOf(setup.card)) {
        sum.amount = countWindows(setup, stage.frames, parameters["windows"].get<int>() * stage.share, context.workspace);
        if (sum.amount.trainWindows == 0)
            throw Error(ErrorCode::TooShort, "training part", "no track is as long as one input of " + setup.card.displayName);
        auto config = trainConfigOf(parameters, setup.card, tags, device.id);
        config.arch = stage.arch;
        if (!isEnsemble(setup.card)) config.initialState = initialState(parameters["from"].get<std::string>(), setup.card, context.workspace);
        const auto batch = static_cast<std::int64_t>(batchOf(parameters)) * stage.share;
        NoiseWindows noise(static_cast<std::size_t>(setup.preset.mels), stage.frames,
                           static_cast<std::size_t>(std::clamp<std::int64_t>(sum.amount.trainWindows, 2, batch)), tags);
        const auto cost = measure(engine, config, noise, context);
        sum.cost.parameters += cost.parameters;
        sum.cost.memoryBytes = std::max(sum.cost.memoryBytes, cost.memoryBytes);
        sum.cost.trainSeconds += cost.trainSeconds;
        sum.stepRows += static_cast<std::int64_t>(noise.batch().rows);
        const auto trainBatches = batches(sum.amount.trainWindows, batch), validBatches = batches(sum.amount.validWindows, batch);
        sum.epochSeconds += static_cast<double>(trainBatches) * cost.trainSeconds + static_cast<double>(validBatches) * cost.checkSeconds;
        sum.trainWindows += sum.amount.trainWindows;
        sum.trainBatches += trainBatches;
        // The best epoch, and the last two with both moments of Adam.
        sum.checkpointBytes += 3 * cost.stateBytes + 4 * cost.parameters * static_cast<std::int64_t>(sizeof(float));
    }
    return sum;
}

Json run(const Json& given, TaskContext& context)
{
    const auto parameters = completeTraining(given);
    auto setup = makeTrainSetup(parameters, context.workspace);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto asked = parameters["device"].get<std::string>();
    const auto device = engine->resolveDevice(asked == "auto" ? context.device : asked);
    const auto estimate = estimateStages(parameters, setup, *engine, device, context);
    const auto& [amount, cost, trainWindows, trainBatches, checkpointBytes, stepRows, epochSeconds] = estimate;
    const auto epochs = parameters["epochs"].get<int>();
    const double melgramSeconds = timeMelgram(setup, amount, context) * static_cast<double>(amount.withoutMelgram.size()) / std::max(1, context.threads);
    constexpr std::int64_t kBytesPerCell = 2;   // melgrams are kept in half precision
    std::error_code unknown;
    const auto space = std::filesystem::space(context.workspace.folder(), unknown);
    const bool onCpu = device.id == "cpu";
    return {{"architecture", setup.card.id}, {"preset", setup.preset.name}, {"split", setup.split.name}, {"device", device.description},
            {"tags", setup.table.tags.size()}, {"dropped_tags", setup.table.droppedTags},
            {"tracks", {{"train", setup.table.part(Part::Train).tracks.size()}, {"valid", setup.table.part(Part::Valid).tracks.size()},
                        {"test", setup.table.part(Part::Test).tracks.size()}, {"too_short", amount.tooShort}}},
            {"parameters", cost.parameters}, {"windows_per_epoch", trainWindows}, {"batches_per_epoch", trainBatches},
            {"samples_per_second", static_cast<double>(stepRows) / std::max(1e-9, cost.trainSeconds)},
            {"seconds", {{"batch", cost.trainSeconds}, {"epoch", epochSeconds}, {"epochs", epochSeconds * epochs},
                         {"melgrams", melgramSeconds}, {"total", melgramSeconds + epochSeconds * epochs}}},
            {"melgrams_missing", amount.withoutMelgram.size()},
            {"memory_bytes", onCpu ? Json(cost.memoryBytes) : Json(nullptr)}, {"memory_available_bytes", availableMemoryBytes()},
            {"disk_bytes", {{"checkpoints", checkpointBytes}, {"melgrams", amount.melgramFrames * setup.preset.mels * kBytesPerCell},
                            {"available", unknown ? Json(nullptr) : Json(space.available)}}}};
}

}  // namespace

extern const TaskEntry estimate_task;
const TaskEntry estimate_task{"estimate", LaneKind::Engine, run};

}  // namespace engine::tasks
