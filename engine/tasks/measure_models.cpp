#include <algorithm>
#include <chrono>
#include <filesystem>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/database.h"
#include "engine/tasks/ensemble_plan.h"
#include "engine/tasks/learning_pace.h"
#include "engine/tasks/model_source.h"
#include "engine/tasks/model_speeds.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_precision.h"

/// How many windows a second an architecture predicts here. Parameters: architectures (ids; none = all), precision (float32 or bf16), training
/// (true = also how many it learns from). Time does not depend on what is heard, so the input is noise. What was measured of predicting in
/// float32 is kept in the workspace's cache.
namespace engine::tasks {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kRows = 8, kTags = 50;
constexpr int kMostTurns = 5;
constexpr double kMeasureSeconds = 2;   // slow networks take fewer turns

/// An ensemble's window is half a minute.
std::size_t rowsFor(const neural::ModelCard& card)
{
    return isEnsemble(card) ? 1 : kRows;
}

std::vector<float> noiseWindows(const neural::ModelCard& card)
{
    const bool waveform = card.mels == 1;
    SplitMix random{11};
    std::vector<float> values(rowsFor(card) * card.mels * card.frames);
    for (auto& value : values)
        value = static_cast<float>(waveform ? random.uniform() - 0.5 : -60 + 60 * random.uniform());
    return values;
}

/// Median over some turns after one that warms up.
double secondsPerBatch(neural::Model& model, const neural::InputBatch& input)
{
    model.forward(input);
    std::vector<double> seconds;
    const auto began = Clock::now();
    const auto since = [](Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); };
    do {
        const auto start = Clock::now();
        model.forward(input);
        seconds.push_back(since(start));
    } while (static_cast<int>(seconds.size()) < kMostTurns && since(began) < kMeasureSeconds);
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

std::vector<neural::ModelCard> wantedCards(const Json& parameters)
{
    const auto ids = parameters.value("architectures", std::vector<std::string>{});
    if (ids.empty()) return neural::modelCards();
    std::vector<neural::ModelCard> cards;
    for (const auto& id : ids)
        cards.push_back(neural::loadModelCard(id));
    return cards;
}

/// How and where.
struct Means {
    std::string device;
    neural::Precision precision;
};

double secondsOfLearning(neural::NeuralEngine& engine, const std::string& arch, NoiseWindows noise, const Means& means, TaskContext& context)
{
    neural::TrainConfig config;
    config.arch = arch;
    config.tagCount = kTags;
    config.device = means.device;
    config.precision = means.precision;
    config.epochs = 1;
    config.checkpointFolder = context.workspace.cacheFolder() / ("measure-" + std::to_string(value(context.job)));
    const double seconds = secondsPerStep(engine, config, noise, context.control, [](int, int) {});
    std::error_code ignored;
    std::filesystem::remove_all(config.checkpointFolder, ignored);
    return seconds;
}

/// Windows a second of learning, whole steps. A window of an ensemble is what each member must hear of it.
double learningRate(neural::NeuralEngine& engine, const neural::ModelCard& card, const Means& means, TaskContext& context)
{
    if (!isEnsemble(card)) return kRows / std::max(1e-9, secondsOfLearning(engine, card.id, {card.mels, card.frames, kRows, kTags}, means, context));
    double seconds = 0;
    for (const auto& member : ensembleMembers(card)) {
        const auto rows = kRows * static_cast<std::size_t>(member.share);
        const double windows = static_cast<double>(rows * member.samples) / static_cast<double>(card.frames);
        seconds += secondsOfLearning(engine, member.arch, {card.mels, member.samples, rows, kTags}, means, context) / windows;
    }
    return 1 / std::max(1e-9, seconds);
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto precision = precisionOf(parameters);
    const auto cards = wantedCards(parameters);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto device = engine->resolveDevice(context.device);
    if (!device.note.empty()) context.say(device.note);
    auto rows = Json::array();
    for (const auto& card : cards) {
        context.control.step("measuring", static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(cards.size()));
        auto model = engine->makeModel(card.id, kTags, 0);
        model->to(device.id);
        model->setPrecision(precision);
        const auto values = noiseWindows(card);
        const double seconds = secondsPerBatch(*model, {values, rowsFor(card), card.mels, card.frames});
        const double windows = static_cast<double>(rowsFor(card)) / seconds;
        const ModelSpeed speed{card.id, device.description, windows, windows * static_cast<double>(card.inputSamples) / card.sampleRateHz, store::nowUtc()};
        if (precision == neural::Precision::Float32) keepModelSpeed(context.workspace, speed);
        rows.push_back(toJson(speed));
        rows.back()["parameters"] = model->parameterCount();
        model.reset();
        if (parameters.value("training", false)) rows.back()["training_windows_per_second"] = learningRate(*engine, card, {device.id, precision}, context);
    }
    context.control.step("measuring", static_cast<std::int64_t>(cards.size()), static_cast<std::int64_t>(cards.size()));
    return {{"speeds", std::move(rows)}, {"device", device.description}, {"precision", nameOf(precision)}};
}

}  // namespace

extern const TaskEntry measure_task;
const TaskEntry measure_task{"measure", LaneKind::Engine, run};

}  // namespace engine::tasks
