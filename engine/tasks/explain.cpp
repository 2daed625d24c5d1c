#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/tasks/faithfulness.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_explanation.h"
#include "engine/tasks/track_melgram.h"

/// Parameters: paths (one audio file), run (number, name, "latest" or a weight file), tag (name; empty = the likeliest), method ("auto",
/// "grad-cam" or "attention"), faithfulness (true = check whether the map is about the decision). Nothing is stored; the result holds the map.
namespace engine::tasks {

namespace {

std::optional<std::size_t> wantedTag(const store::Run& run, const std::string& name)
{
    if (name.empty()) return std::nullopt;
    const auto found = std::find_if(run.tags.begin(), run.tags.end(), [&](const auto& tag) { return tag.name == name; });
    if (found == run.tags.end()) throw Error(ErrorCode::NotFound, name, "the model " + run.name + " does not know this tag");
    return static_cast<std::size_t>(found - run.tags.begin());
}

std::optional<neural::AttributionMethod> wantedMethod(const std::string& name)
{
    using enum neural::AttributionMethod;
    if (name == "auto") return std::nullopt;
    for (const auto method : {GradCam, Attention})
        if (methodName(method) == name) return method;
    throw Error(ErrorCode::InvalidArgument, name, "no such method; there are auto, grad-cam and attention");
}

Json windowsJson(const TrackExplanation& explanation)
{
    auto windows = Json::array();
    for (const auto& window : explanation.windows)
        windows.push_back({{"start_s", window.startSeconds}, {"end_s", window.endSeconds}, {"probability", window.probability}});
    return windows;
}

/// Thousandths: more than a picture shows, and a job's row keeps them.
Json valuesJson(const std::vector<float>& values)
{
    auto list = Json::array();
    for (const auto value : values)
        list.push_back(std::round(static_cast<double>(value) * 1000) / 1000);
    return list;
}

/// Lowest and highest centre of the mel bands that each row of a map stands for.
Json rowsHz(const TrackExplanation& explanation, const dsp::Preset& preset)
{
    auto rows = Json::array();
    if (preset.isWaveform() || explanation.rows < 2) return rows;
    const auto centres = dsp::MelFilterbank(preset).centresHz();
    for (std::size_t row = 0; row < explanation.rows; ++row) {
        const auto first = row * centres.size() / explanation.rows, end = (row + 1) * centres.size() / explanation.rows;
        rows.push_back({std::round(centres[first]), std::round(centres[std::max(first + 1, end) - 1])});
    }
    return rows;
}

/// Shares are small numbers in long tracks.
Json sharesJson(const std::vector<float>& shares)
{
    auto list = Json::array();
    for (const auto share : shares)
        list.push_back(std::round(static_cast<double>(share) * 1e6) / 1e6);
    return list;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto paths = pathsOf(parameters, "paths");
    if (paths.size() != 1) throw Error(ErrorCode::InvalidArgument, "paths", "one audio file is wanted");
    const auto& file = paths.front();
    const auto source = modelSource(context.workspace, parameters.value("run", std::string("latest")));
    const auto tag = wantedTag(source.run, parameters.value("tag", std::string()));
    const auto method = wantedMethod(parameters.value("method", std::string("auto")));
    TagPredictor predictor(source, context.device, context.threads);
    if (!predictor.device().note.empty()) context.say(predictor.device().note);
    const auto melgram = melgramOfFile(file, predictor.preset(), context.control.stop());
    const auto explanation = explainTrack(predictor, melgram, tag, method, file.string(), context.control);

    const auto& named = source.run.tags.at(explanation.tag);
    Json document;
    putPath(document, "path", file);
    document.update({{"run", value(source.run.id) > 0 ? Json(value(source.run.id)) : Json()},
                     {"model", source.run.name},
                     {"architecture", predictor.card().displayName},
                     {"tag", named.name},
                     {"type", named.type},
                     {"probability", explanation.probability},
                     {"method", methodName(explanation.method)},
                     {"layer", explanation.layer},
                     {"preset", toJson(predictor.preset())},
                     {"windows", windowsJson(explanation)},
                     {"rows", explanation.rows},
                     {"columns", explanation.columns},
                     {"seconds_per_column", explanation.secondsPerColumn},
                     {"values", valuesJson(explanation.values)},
                     {"time_shares", sharesJson(explanation.timeShares)},
                     {"row_shares", sharesJson(explanation.bandShares)},
                     {"rows_hz", rowsHz(explanation, predictor.preset())},
                     {"device", predictor.device().description}});
    if (parameters.value("faithfulness", false)) {
        const auto checked = faithfulnessOf(predictor, melgram, explanation, file.string(), context.control);
        document["faithfulness"] = {{"removed_share", kRemovedShare}, {"windows", checked.windows}, {"probability", checked.whole},
                                    {"without_hottest", checked.withoutHottest}, {"without_random", checked.meanRandom()},
                                    {"draws", checked.withoutRandom}, {"explains", checked.explains()}};
    }
    return document;
}

}  // namespace

extern const TaskEntry explain_task;
const TaskEntry explain_task{"explain", LaneKind::Engine, run, [](const Json&) { return true; }};

}  // namespace engine::tasks
