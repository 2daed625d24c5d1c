#include "engine/tasks/report_values.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/evaluate/ranking.h"
#include "engine/neural/model_card.h"
#include "engine/report/charts.h"
#include "engine/report/svg.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/train_setup.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kTopTags = 5;

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
    for (std::size_t tag = 0; tag < data.tags.size(); ++tag) {
        std::vector<double> scores;
        std::vector<std::uint8_t> truth;
        for (std::size_t row = 0; row < data.rows(); ++row) {
            scores.push_back(data.score(row, tag));
            truth.push_back(data.label(row, tag) ? 1 : 0);
        }
        const auto ranked = evaluate::rank(scores, truth);
        if (!ranked.hasBothClasses()) continue;
        curves.push_back({data.tags[tag].name, tag, evaluate::thinned(evaluate::rocCurve(ranked), report::kCurvePoints),
                          evaluate::thinned(evaluate::precisionRecallCurve(ranked), report::kCurvePoints)});
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

}  // namespace

ReportInputs readReport(store::Workspace& workspace, const store::Run& run, Part part, ReportScope scope)
{
    if (!run.split) throw Error(ErrorCode::NotFound, run.name, "the split of this run is not in the workspace any more");
    const auto table = tableOfRun(workspace, run);
    ReportInputs inputs;
    inputs.partTracks = table.part(part).tracks.size();
    inputs.data = scoresOfPart(workspace, run, table.part(part));
    inputs.options.thresholds = run.thresholds;
    inputs.options.seed = run.seed;
    if (const auto document = workspace.runs().evaluation(run.id, std::string(partName(part)))) {
        inputs.evaluatedAt = document->value("evaluated_at", std::string());
        if (document->value("ci", std::string()) == "bootstrap") inputs.options.intervals = evaluate::IntervalMethod::Bootstrap;
    }
    auto& known = inputs.known;
    known.programVersion = TAGBENCH_VERSION;
    known.run = run.name;
    known.leaking = isLeaking(run);
    known.architecture = run.architecture;
    known.model = neural::loadModelCard(run.architecture).displayName;
    known.presetName = presetOfRun(workspace, run).name;
    known.presetHash = run.presetHash;
    known.split = workspace.splits().find(*run.split)->name;
    known.part = partName(part);
    known.seed = run.seed;
    known.date = store::nowUtc();
    known.device = run.device;
    known.epochs = epochsOf(workspace, run);
    known.bestEpoch = run.bestEpoch;
    if (scope == ReportScope::Scores) return inputs;
    known.predictions = predictionsOf(workspace, inputs.data);
    known.map = mapOf(workspace, run);
    known.parts = partsOf(workspace, table);
    return inputs;
}

report::TagReport composeReport(const ReportInputs& inputs)
{
    if (inputs.data.rows() == 0)
        throw Error(ErrorCode::NotFound, inputs.known.run, "has no predictions of the " + inputs.known.part + " part; run evaluate first");
    auto report = inputs.known;
    report.evaluation = evaluateScores(inputs.data, inputs.options);
    report.curves = curvesOf(inputs.data);
    report.partTracks = inputs.partTracks;
    return report;
}

std::filesystem::path reportPath(store::Workspace& workspace, const store::Run& run, Part part, const std::string& format)
{
    std::filesystem::create_directories(workspace.reportFolder());
    return workspace.reportFolder() / ("run-" + std::to_string(value(run.id)) + "-" + std::string(partName(part)) + "." + format);
}

std::vector<std::filesystem::path> writeCharts(const report::TagReport& values, const std::filesystem::path& folder, const Language& language)
{
    std::filesystem::create_directories(folder);
    std::vector<std::filesystem::path> files;
    for (const auto& chart : report::reportCharts(values, language))
        for (const auto& [ending, text] : {std::pair(".svg", report::toSvgFile(chart.drawing)), {".csv", chart.csv}}) {
            files.push_back(folder / (chart.id + ending));
            writeFileAtomically(files.back(), text);
        }
    return files;
}

}  // namespace engine::tasks
