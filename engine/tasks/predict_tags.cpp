#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <numeric>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_melgram.h"

/// Parameters: run (number, name or "latest"; for paths also a weight file), top, chunks, paths (files and folders outside the library; without it the whole
/// library is predicted and stored), taggram (true = also per chunk, for paths).
namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

bool looksLikeAudio(const fs::path& path)
{
    static constexpr std::array kEndings = {".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".au", ".snd", ".caf", ".w64"};
    auto ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::vector<fs::path> filesOf(const std::vector<fs::path>& paths)
{
    std::vector<fs::path> files;
    for (const auto& given : paths) {
        std::error_code ignored;
        if (!fs::is_directory(given, ignored)) {
            files.emplace_back(given);
            continue;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::recursive_directory_iterator(given, fs::directory_options::skip_permission_denied, ignored))
            if (entry.is_regular_file(ignored) && looksLikeAudio(entry.path())) inside.push_back(entry.path());
        std::sort(inside.begin(), inside.end());
        files.insert(files.end(), inside.begin(), inside.end());
    }
    return files;
}

Json topTags(const store::Run& run, const std::vector<float>& scores, std::size_t top)
{
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] > scores[b]; });
    auto tags = Json::array();
    for (std::size_t i = 0; i < std::min(top, order.size()); ++i)
        tags.push_back({{"tag", run.tags[order[i]].name}, {"type", run.tags[order[i]].type}, {"probability", scores[order[i]]}});
    return tags;
}

Json taggramJson(const store::Taggram& taggram)
{
    return {{"chunks", taggram.chunks}, {"tags", taggram.tags}, {"chunk_s", taggram.chunkSeconds}, {"starts_s", taggram.startsSeconds},
            {"activations", taggram.activations}};
}

/// With a number of chunks as published evaluations cut them, else one every chunk hop of the whole file's melgram.
TrackPrediction predictFile(TagPredictor& predictor, const fs::path& file, bool asPublished, std::stop_token stop)
{
    const auto& preset = predictor.preset();
    if (!asPublished) return predictor.predict(melgramOfFile(file, preset, stop), file.string());
    const auto clip = audio::decodeMono(file, preset.sampleRateHz, preset.resampler, {}, stop);
    return predictor.predictClips(clip.samples, file.string());
}

Json predictFiles(TagPredictor& predictor, const Json& parameters, TaskContext& context)
{
    const auto files = filesOf(pathsOf(parameters, "paths"));
    if (files.empty()) throw Error(ErrorCode::NoAudio, "paths", "no audio file was found there");
    const auto top = parameters.value("top", std::size_t{10});
    auto tracks = Json::array(), rejected = Json::array();
    std::int64_t done = 0;
    for (const auto& file : files) {
        try {
            const auto prediction = predictFile(predictor, file, parameters.value("chunks", 0) > 0, context.control.stop());
            Json row{{"path", file.string()}, {"tags", topTags(predictor.run(), prediction.scores, top)}};
            if (parameters.value("taggram", false)) row["taggram"] = taggramJson(prediction.taggram);
            tracks.push_back(std::move(row));
        } catch (const Error& error) {
            rejected.push_back({{"path", file.string()}, {"class", errorCodeName(error.code())}, {"reason", error.what()}});
        }
        context.control.step("predictions", ++done, static_cast<std::int64_t>(files.size()));
    }
    if (tracks.empty() && files.size() == 1)
        throw Error(ErrorCode::NoAudio, files.front().string(), rejected[0]["reason"].get<std::string>());
    return {{"tracks", std::move(tracks)}, {"rejected", std::move(rejected)}};
}

Json predictLibrary(TagPredictor& predictor, TaskContext& context)
{
    const auto ids = context.workspace.tracks().ids({});
    auto rejected = predictTracks(predictor, ids, context);
    return {{"counts", {{"predicted", context.workspace.predictions().allScores(predictor.run().id).tracks.size()}, {"rejected", rejected.size()}}},
            {"rejected", std::move(rejected)}};
}

bool isOneFile(const Json& parameters)
{
    if (!parameters.contains("paths")) return false;
    const auto paths = pathsOf(parameters, "paths");
    std::error_code ignored;
    return paths.size() == 1 && fs::is_regular_file(paths.front(), ignored);
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto wanted = parameters.value("run", std::string("latest"));
    const bool files = parameters.contains("paths");
    // Predictions of the library are kept by run, so a file must be imported first.
    const auto source = files ? modelSource(context.workspace, wanted) : sourceOfRun(context.workspace, context.workspace.runs().resolve(wanted));
    const auto& run = source.run;
    TagPredictor predictor(source, context.device, context.threads, parameters.value("chunks", 0));
    if (!predictor.device().note.empty()) context.say(predictor.device().note);
    auto document = files ? predictFiles(predictor, parameters, context) : predictLibrary(predictor, context);
    document["run"] = value(run.id) > 0 ? Json(value(run.id)) : Json();
    document["model"] = run.name;
    document["preset"] = predictor.preset().name;
    document["device"] = predictor.device().description;
    return document;
}

}  // namespace

extern const TaskEntry predict_task;
const TaskEntry predict_task{"predict", LaneKind::Engine, run, isOneFile};

}  // namespace engine::tasks
