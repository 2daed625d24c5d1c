#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/neural/neural_loader.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/codified_features.h"
#include "engine/tasks/codified_options.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "engine/tasks/wav_file.h"

/// What the codes of a model keep of a sound: a piece as it is at the model's rate, and what comes back from its codes, as two WAV files.
/// Parameters: model (number), track (the id of a track, or a sound file), start and seconds (of the piece), folder ("" = the workspace's cache),
/// device.
namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

struct Sound {
    fs::path file;
    std::string name;   ///< of the files that are written
};

Sound soundOf(const Json& parameters, store::Workspace& workspace)
{
    const auto path = pathOf(parameters, "track");
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) return {path, path.stem().native()};
    const auto text = parameters.value("track", std::string());
    try {
        auto tracks = workspace.tracks();
        if (const auto track = tracks.find(trackIdFromHex(text))) return {tracks.absolutePath(*track), toHex(track->id)};
    } catch (const Error&) {
        // no id either
    }
    throw Error(ErrorCode::NotFound, text, "is neither the id of a track nor a sound file");
}

double decibels(std::span<const float> wanted, std::span<const float> given)
{
    double signal = 1e-12, error = 1e-12;
    for (std::size_t i = 0; i < given.size(); ++i) {
        signal += static_cast<double>(wanted[i]) * wanted[i];
        error += std::pow(static_cast<double>(wanted[i]) - given[i], 2);
    }
    return 10 * std::log10(signal / error);
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto model = codifiedModel(parameters.value("model", std::int64_t{0}), context.workspace);
    const auto sound = soundOf(parameters, context.workspace);
    const auto engine = neural::openNeuralEngine();
    engine->setThreads(context.threads);
    const auto asked = parameters.value("device", std::string("auto"));
    const auto network = openModel(model, true, asked == "auto" ? context.device : asked, *engine, context.workspace);
    const auto preset = presetOf(network->shape());
    const double start = parameters.value("start", 0.0), seconds = parameters.value("seconds", 10.0);
    if (!(start >= 0) || !(seconds > 0)) throw Error(ErrorCode::InvalidArgument, "seconds", "a start of 0 or more and a length above 0 are wanted");
    context.control.step("reconstruction", 0, 1);
    const audio::Range range{static_cast<std::int64_t>(start * preset.sampleRateHz), static_cast<std::int64_t>(seconds * preset.sampleRateHz)};
    auto original = audio::decodeMono(sound.file, preset.sampleRateHz, preset.resampler, range, context.control.stop()).samples;
    const auto codes = network->encode(original);
    auto again = network->decode(codes);
    original.resize(again.size());
    float peak = 0;
    for (const float sample : original)
        peak = std::max(peak, std::abs(sample));
    for (auto& sample : again)
        sample *= peak;   // the codes know no loudness

    auto folder = pathOf(parameters, "folder");
    if (folder.empty()) folder = context.workspace.cacheFolder() / "calm" / std::to_string(value(model.id));
    fs::create_directories(folder);
    const auto first = folder / (sound.name + "-original.wav"), second = folder / (sound.name + "-reconstruction.wav");
    writeWavFile(first, original, preset.sampleRateHz);
    writeWavFile(second, again, preset.sampleRateHz);
    context.control.step("reconstruction", 1, 1);
    Json document{{"model", value(model.id)}, {"codes", codes.size()}, {"seconds", static_cast<double>(original.size()) / preset.sampleRateHz}, {"rate", preset.sampleRateHz},
                  {"snr_db", decibels(original, again)}, {"bits_per_second", static_cast<double>(preset.sampleRateHz) / static_cast<double>(network->shape().hopSamples()) * std::log2(static_cast<double>(network->shape().codes))}};
    putPath(document, "original", first);
    putPath(document, "reconstruction", second);
    return document;
}

}  // namespace

extern const TaskEntry calm_reconstruct_task;
const TaskEntry calm_reconstruct_task{"calm_reconstruct", LaneKind::Engine, run, [](const Json&) { return true; }};

}  // namespace engine::tasks
