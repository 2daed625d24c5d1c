#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/tasks/faithfulness.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "engine/tasks/track_explanation.h"
#include "engine/tasks/track_melgram.h"

/// Parameters: paths (one audio file), run (number, name, "latest" or a weight file), tag (name; empty = the likeliest), method ("auto"
/// or an id of neural::attributionCards()), faithfulness (true = check whether the map is about the decision),
/// all_tags (true = of a method that answers for every tag at once, all its answers). "explain_check" makes the check of a map that is there
/// already: the same parameters, and map_job, the job that made it. Nothing is stored; the result holds the map.
namespace engine::tasks {

namespace {

std::optional<std::size_t> wantedTag(const store::Run& run, const std::string& name)
{
    if (name.empty()) return std::nullopt;
    const auto found = std::find_if(run.tags.begin(), run.tags.end(), [&](const auto& tag) { return tag.name == name; });
    if (found == run.tags.end()) throw Error(ErrorCode::NotFound, name, "the model " + run.name + " does not know this tag");
    return static_cast<std::size_t>(found - run.tags.begin());
}

std::optional<std::string> wantedMethod(const std::string& name)
{
    if (name == "auto") return std::nullopt;
    return std::string(neural::attributionCard(name).id);
}

const char* unitName(neural::AttributionUnit unit)
{
    switch (unit) {
    case neural::AttributionUnit::Attention: return "attention";
    case neural::AttributionUnit::Logit: return "logit";
    case neural::AttributionUnit::Probability: return "probability";
    case neural::AttributionUnit::Relative: break;
    }
    return "relative";
}

Json windowsJson(const TrackExplanation& explanation)
{
    auto windows = Json::array();
    for (const auto& window : explanation.windows) {
        Json entry{{"start_s", window.startSeconds}, {"end_s", window.endSeconds}, {"probability", window.probability}};
        if (explanation.hasBaseline) entry.update({{"logit", window.logit}, {"baseline_logit", window.baseline}, {"sum", window.sum}});
        windows.push_back(std::move(entry));
    }
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

/// What both tasks begin with: the model, and what it is given.
struct Explaining {
    Explaining(const Json& parameters, TaskContext& context)
        : file(fileOf(parameters)), source(modelSource(context.workspace, parameters.value("run", std::string("latest")))),
          predictor(source, context.device, context.threads), melgram(melgramOfFile(file, predictor.preset(), context.control.stop()))
    {
        if (!predictor.device().note.empty()) context.say(predictor.device().note);
    }
    Json checked(const TrackExplanation& explanation, RunControl& control)
    {
        const auto found = faithfulnessOf(predictor, melgram, explanation, file.string(), control);
        return {{"removed_share", kRemovedShare}, {"windows", found.windows}, {"probability", found.whole}, {"without_hottest", found.withoutHottest},
                {"without_random", found.meanRandom()}, {"draws", found.withoutRandom}, {"explains", found.explains()}};
    }

    std::filesystem::path file;
    ModelSource source;
    TagPredictor predictor;
    dsp::Melgram melgram;

private:
    static std::filesystem::path fileOf(const Json& parameters)
    {
        const auto paths = pathsOf(parameters, "paths");
        if (paths.size() != 1) throw Error(ErrorCode::InvalidArgument, "paths", "one audio file is wanted");
        return paths.front();
    }
};

Json run(const Json& parameters, TaskContext& context)
{
    const auto method = wantedMethod(parameters.value("method", std::string("auto")));
    Explaining asked(parameters, context);
    const auto tag = wantedTag(asked.source.run, parameters.value("tag", std::string()));
    auto& predictor = asked.predictor;
    const auto explanation = explainTrack(predictor, asked.melgram, tag, method, asked.file.string(), context.control);

    const auto& named = asked.source.run.tags.at(explanation.tag);
    Json document;
    putPath(document, "path", asked.file);
    document.update({{"run", value(asked.source.run.id) > 0 ? Json(value(asked.source.run.id)) : Json()},
                     {"model", asked.source.run.name},
                     {"architecture", predictor.card().displayName},
                     {"tag", named.name},
                     {"type", named.type},
                     {"probability", explanation.probability},
                     {"method", explanation.method},
                     {"unit", unitName(neural::attributionCard(explanation.method).unit)},
                     {"layer", explanation.layer},
                     {"preset", toJson(predictor.preset())},
                     {"windows", windowsJson(explanation)},
                     {"rows", explanation.rows},
                     {"columns", explanation.columns},
                     {"seconds_per_column", explanation.secondsPerColumn},
                     {"passes", explanation.passes},
                     {"peak", explanation.peak},
                     {"values", valuesJson(explanation.values)},
                     {"time_shares", sharesJson(explanation.timeShares)},
                     {"row_shares", sharesJson(explanation.bandShares)},
                     {"rows_hz", rowsHz(explanation, predictor.preset())},
                     {"device", predictor.device().description}});
    if (neural::attributionCard(explanation.method).sumsUp) document["incompleteness"] = incompleteness(explanation);
    if (parameters.value("faithfulness", false))
        document["faithfulness"] = asked.checked(explanation, context.control);
    if (parameters.value("all_tags", false) && !explanation.tagColumns.empty()) {
        auto names = Json::array();
        for (const auto& each : asked.source.run.tags)
            names.push_back(each.name);
        document["all_tags"] = {{"tags", names}, {"values", valuesJson(explanation.tagColumns)}};
    }
    return document;
}

/// The map of an earlier job, as far as its check needs it.
TrackExplanation mapOf(const Json& result, const store::Run& run)
{
    TrackExplanation map;
    map.tag = *wantedTag(run, result.at("tag").get<std::string>());
    map.rows = result.at("rows").get<std::size_t>();
    map.columns = result.at("columns").get<std::size_t>();
    map.secondsPerColumn = result.at("seconds_per_column").get<double>();
    map.values = result.at("values").get<std::vector<float>>();
    return map;
}

Json check(const Json& parameters, TaskContext& context)
{
    const auto id = parameters.value("map_job", std::int64_t{0});
    const auto job = context.workspace.jobs().find(JobId{id});
    if (!job || job->kind != "explain" || job->state != "done") throw Error(ErrorCode::NotFound, std::to_string(id), "no job that explained a prediction");
    Explaining asked(parameters, context);
    return {{"map_job", id}, {"faithfulness", asked.checked(mapOf(job->result, asked.source.run), context.control)}};
}

/// Of one track: somebody looks at it and waits.
bool isBrief(const Json&)
{
    return true;
}

}  // namespace

extern const TaskEntry explain_task;
const TaskEntry explain_task{"explain", LaneKind::Engine, run, isBrief};
extern const TaskEntry explain_check_task;
const TaskEntry explain_check_task{"explain_check", LaneKind::Engine, check, isBrief};

}  // namespace engine::tasks
