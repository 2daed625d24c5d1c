#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/core/error.h"
#include "engine/evaluate/ranking.h"
#include "engine/neural/model_card.h"
#include "engine/report/tag_report.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_scores.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"

/// Parameters: run, part, format html|csv|json, output (path; default reports/run-N-PART.FORMAT of the workspace).
namespace engine::tasks {

namespace {

constexpr std::size_t kTopTags = 5;
constexpr std::size_t kMostCurves = 12;

std::optional<double> defined(double value)
{
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

std::vector<report::EpochPoint> epochsOf(store::Workspace& workspace, const store::Run& run)
{
    std::vector<report::EpochPoint> points;
    for (const auto& row : workspace.runs().epochs(run.id))
        points.push_back({row.epoch, row.trainLoss, defined(row.validLoss), defined(row.trainRocAuc), defined(row.validRocAuc),
                          defined(row.trainAveragePrecision), defined(row.validAveragePrecision)});
    return points;
}

std::vector<report::TagCurves> curvesOf(const RunScores& data)
{
    std::vector<report::TagCurves> curves;
    for (std::size_t tag = 0; tag < data.tags.size() && curves.size() < kMostCurves; ++tag) {
        std::vector<double> scores;
        std::vector<std::uint8_t> truth;
        for (std::size_t row = 0; row < data.rows(); ++row) {
            scores.push_back(data.score(row, tag));
            truth.push_back(data.label(row, tag) ? 1 : 0);
        }
        const auto ranked = evaluate::rank(scores, truth);
        if (ranked.hasBothClasses()) curves.push_back({data.tags[tag].name, evaluate::rocCurve(ranked), evaluate::precisionRecallCurve(ranked)});
    }
    return curves;
}

std::vector<report::TrackPrediction> predictionsOf(store::Workspace& workspace, const RunScores& data)
{
    std::vector<report::TrackPrediction> predictions;
    const auto tracks = workspace.tracks().page(data.tracks);
    std::map<std::uint64_t, std::size_t> rowOf;
    for (std::size_t row = 0; row < data.rows(); ++row)
        rowOf[value(data.tracks[row])] = row;
    for (const auto& track : tracks) {
        const auto row = rowOf.at(value(track.id));
        report::TrackPrediction prediction{track.title, track.artist, track.displayPath, {}, {}};
        std::vector<std::size_t> order(data.tags.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return data.score(row, a) > data.score(row, b); });
        for (std::size_t i = 0; i < std::min(kTopTags, order.size()); ++i)
            prediction.top.push_back({data.tags[order[i]].name, data.score(row, order[i])});
        for (std::size_t tag = 0; tag < data.tags.size(); ++tag)
            if (data.label(row, tag)) prediction.truth.push_back(data.tags[tag].name);
        predictions.push_back(std::move(prediction));
    }
    return predictions;
}

std::vector<report::MapPoint> mapOf(store::Workspace& workspace, const store::Run& run)
{
    const auto map = workspace.maps().latest();
    if (!map || map->run != run.id) return {};
    std::map<std::uint64_t, std::string> genre;
    for (const auto& tag : workspace.tags().list())
        if (tag.type == "genre")
            for (const auto track : workspace.tags().tracksOf(tag.id))
                genre.emplace(value(track), tag.name);
    std::vector<report::MapPoint> points;
    for (std::size_t i = 0; i < map->tracks.size(); ++i) {
        const auto found = genre.find(value(map->tracks[i]));
        points.push_back({map->points[2 * i], map->points[2 * i + 1], found == genre.end() ? std::string() : found->second});
    }
    return points;
}

std::vector<report::PartCount> partsOf(store::Workspace& workspace, const TrainingTable& table)
{
    std::vector<report::PartCount> counts;
    for (const auto part : {Part::Train, Part::Valid, Part::Test}) {
        const auto& members = table.part(part);
        std::set<std::string> artists;
        for (const auto& track : workspace.tracks().page(members.tracks))
            artists.insert(track.artist);
        counts.push_back({std::string(partName(part)), members.tracks.size(), artists.size(),
                          static_cast<std::size_t>(std::count(members.labels.begin(), members.labels.end(), 1))});
    }
    return counts;
}

report::TagReport buildReport(store::Workspace& workspace, const store::Run& run, Part part)
{
    if (!run.split) throw Error(ErrorCode::NotFound, run.name, "the split of this run is not in the workspace any more");
    const auto table = tableOfRun(workspace, run);
    const auto data = scoresOfPart(workspace, run, table.part(part));
    if (data.rows() == 0)
        throw Error(ErrorCode::NotFound, run.name, "has no predictions of the " + std::string(partName(part)) + " part; run evaluate first");
    evaluate::EvaluationOptions options;
    options.thresholds = run.thresholds;

    report::TagReport result;
    result.programVersion = TAGBENCH_VERSION;
    result.run = run.name;
    result.architecture = run.architecture;
    result.model = neural::loadModelCard(run.architecture).displayName;
    const auto preset = presetOfRun(workspace, run);
    result.presetName = preset.name;
    result.presetHash = run.presetHash;
    result.split = workspace.splits().find(*run.split)->name;
    result.part = partName(part);
    result.seed = run.seed;
    result.date = store::nowUtc();
    result.device = run.device;
    result.evaluation = evaluateScores(data, options);
    result.epochs = epochsOf(workspace, run);
    result.bestEpoch = run.bestEpoch;
    result.curves = curvesOf(data);
    result.predictions = predictionsOf(workspace, data);
    result.map = mapOf(workspace, run);
    result.parts = partsOf(workspace, table);
    return result;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto part = partFromName(parameters.value("part", std::string("test")));
    const auto format = parameters.value("format", std::string("html"));
    std::filesystem::path output = parameters.value("output", std::string());
    if (output.empty()) {
        std::filesystem::create_directories(context.workspace.reportFolder());
        output = context.workspace.reportFolder() / ("run-" + std::to_string(value(run.id)) + "-" + std::string(partName(part)) + "." + format);
    }
    const auto values = buildReport(context.workspace, run, part);
    if (format == "html") report::writeHtml(values, output);
    else if (format == "csv") report::writeCsv(values, output);
    else if (format == "json") report::writeJson(values, output);
    else throw Error(ErrorCode::InvalidArgument, format, "a report is html, csv or json here; pdf needs the window's program: tagbench report");
    return {{"run", value(run.id)}, {"part", partName(part)}, {"format", format}, {"path", output.string()}};
}

}  // namespace

extern const TaskEntry report_task;
const TaskEntry report_task{"report", LaneKind::Library, run};

}  // namespace engine::tasks
