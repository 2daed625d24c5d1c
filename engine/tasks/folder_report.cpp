#include "engine/tasks/folder_report.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/neural/model_card.h"
#include "engine/store/workspace.h"
#include "engine/tasks/tag_predictor.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kShownTags = 5;
constexpr double kEvenOdds = 0.5;   // for a tag whose threshold was never chosen
constexpr double kSecondsPerHour = 3600;

std::vector<report::TagCount> countTags(const store::Run& run, const store::TrackMatrix& scores, const std::set<std::uint64_t>& tracks)
{
    std::vector<report::TagCount> counts;
    for (std::size_t tag = 0; tag < run.tags.size(); ++tag) {
        const double threshold = tag < run.thresholds.size() ? run.thresholds[tag] : kEvenOdds;
        report::TagCount count{run.tags[tag].name, run.tags[tag].type, 0};
        for (std::size_t row = 0; row < scores.tracks.size(); ++row)
            if (tracks.contains(value(scores.tracks[row])) && static_cast<double>(scores.values[row * scores.width + tag]) >= threshold)
                ++count.tracks;
        if (count.tracks > 0) counts.push_back(std::move(count));
    }
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.tracks > b.tracks; });
    return counts;
}

report::TrackPrediction predictionOf(const store::Track& track, const store::Run& run, const float* scores)
{
    report::TrackPrediction prediction{track.title, track.artist, track.displayPath, {}, {}};
    std::vector<std::size_t> order(run.tags.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] > scores[b]; });
    order.resize(std::min(kShownTags, order.size()));
    for (const auto tag : order)
        prediction.top.push_back({run.tags[tag].name, static_cast<double>(scores[tag])});
    return prediction;
}

}  // namespace

report::FolderReport folderReport(const std::string& folder, const std::set<std::uint64_t>& tracks, const std::optional<store::Run>& run,
                                  const Json& scan, TaskContext& context)
{
    auto& workspace = context.workspace;
    report::FolderReport report;
    report.programVersion = TAGBENCH_VERSION;
    report.folder = folder;
    report.date = store::nowUtc();
    std::map<std::uint64_t, std::string> colours;
    std::map<std::uint64_t, store::Track> known;
    for (auto& track : workspace.tracks().page(workspace.tracks().ids({}))) {
        if (!tracks.contains(value(track.id))) continue;
        ++report.tracks;
        report.hours += track.durationSeconds / kSecondsPerHour;
        colours[value(track.id)] = track.artist;
        known.emplace(value(track.id), std::move(track));
    }
    if (run) {
        report.run = run->name;
        report.model = neural::loadModelCard(run->architecture).displayName;
        report.presetName = presetOfRun(workspace, *run).name;
        report.device = run->device;
        const auto scores = workspace.predictions().allScores(run->id);
        report.tags = countTags(*run, scores, tracks);
        for (std::size_t row = 0; row < scores.tracks.size(); ++row) {
            const auto track = known.find(value(scores.tracks[row]));
            if (track == known.end()) continue;
            report.predictions.push_back(predictionOf(track->second, *run, scores.values.data() + row * scores.width));
            colours[track->first] = report.predictions.back().top.front().tag;
        }
    }
    if (const auto map = workspace.maps().latest()) {
        report.seed = map->parameters.value("seed", std::uint64_t{0});
        for (std::size_t i = 0; i < map->tracks.size(); ++i)
            if (tracks.contains(value(map->tracks[i]))) report.map.push_back({map->points[2 * i], map->points[2 * i + 1], colours[value(map->tracks[i])]});
    }
    for (const auto& file : scan["files"])
        if (file["status"] == "rejected") report.refused.push_back({file["path"].get<std::string>(), file["reason"].get<std::string>()});
    return report;
}

}  // namespace engine::tasks
