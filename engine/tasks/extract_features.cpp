#include "engine/tasks/extract_features.h"

#include <map>
#include <optional>
#include <utility>

#include "engine/audio/audio_file.h"
#include "engine/features/extract.h"
#include "engine/jobs/map_parallel.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

/// Parameters: library (true), mode zeropad|table, bars or beats (true; else songs), filter (as in the library).
namespace engine::tasks {

namespace {

// A kill loses at most so many tracks' rows.
constexpr std::size_t kRowsPerTransaction = 32;

struct FeatureItem {
    store::Track track;
    std::filesystem::path file;
};
struct FeaturesMade {
    FeatureItem item;
    std::optional<FileFeatures> features;
    Failure failure;
};

FeatureLevel levelOf(const Json& parameters)
{
    const bool bars = parameters.value("bars", false), beats = parameters.value("beats", false);
    if (bars && beats) throw Error(ErrorCode::InvalidArgument, "bars, beats", "a row is of a bar or of a beat, not of both");
    return bars ? FeatureLevel::Bars : beats ? FeatureLevel::Beats : FeatureLevel::Song;
}

/// Tracks whose file is another than the one their rows were computed from, or that have none.
std::vector<FeatureItem> itemsWithoutRows(store::Workspace& workspace, store::FeatureSetId set, const std::string& filter, std::int64_t& kept)
{
    std::map<std::uint64_t, std::pair<std::int64_t, std::int64_t>> there;
    for (const auto& [track, stamp] : workspace.features().stamps(set)) there[value(track)] = stamp;
    store::TrackQuery query;
    query.text = filter;
    auto tracks = workspace.tracks();
    std::vector<FeatureItem> items;
    for (const auto& track : tracks.page(tracks.ids(query))) {
        if (track.state != store::TrackState::Ready) continue;
        const auto found = there.find(value(track.id));
        if (found != there.end() && found->second == std::pair(track.stamp.size, track.stamp.mtimeNs))
            ++kept;
        else
            items.push_back({track, tracks.absolutePath(track)});
    }
    return items;
}

FeaturesMade extract(FeatureItem item, const features::Settings& settings, FeatureLevel level)
{
    FeaturesMade made{std::move(item), {}, {}};
    try {
        auto control = RunControl::silent();   // what was begun is finished and kept
        made.features = featuresOfFile(made.item.file, settings, level, control);
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        made.failure = describe(std::current_exception());
    }
    return made;
}

store::TrackFeatures rowsOf(const FeaturesMade& made)
{
    store::TrackFeatures rows{made.item.track.id, made.item.track.stamp.size, made.item.track.stamp.mtimeNs, {}, {}, made.features->values};
    for (const auto start : made.features->starts) rows.startsSeconds.push_back(static_cast<double>(start) / features::kRateHz);
    for (const auto end : made.features->ends) rows.endsSeconds.push_back(static_cast<double>(end) / features::kRateHz);
    return rows;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto settings = features::settingsFromName(parameters.value("mode", std::string("zeropad")));
    const auto level = levelOf(parameters);
    if (context.workspace.tracks().count() == 0) throw Error(ErrorCode::NotFound, "library", "no tracks yet; add a music folder first");
    store::FeatureSet wanted;
    wanted.hash = settings.hash();
    wanted.level = featureLevelName(level);
    wanted.name = settings.name();
    wanted.settings = features::toJson(settings).dump();
    wanted.columns = featureColumns(level);
    const auto set = context.workspace.features().open(wanted);

    std::int64_t kept = 0, built = 0, done = 0;
    const auto items = itemsWithoutRows(context.workspace, set, parameters.value("filter", std::string()), kept);
    const auto total = static_cast<std::int64_t>(items.size());
    auto rejected = Json::array();
    std::vector<store::TrackFeatures> rows;
    const auto flush = [&] {
        context.workspace.features().put(set, rows);
        rows.clear();
    };
    std::size_t next = 0;
    const auto source = [&]() -> std::optional<FeatureItem> { return next < items.size() ? std::optional(items[next++]) : std::nullopt; };
    const auto keep = [&](FeaturesMade made) {
        if (made.features) {
            rows.push_back(rowsOf(made));
            ++built;
        } else {
            rejected.push_back({{"path", made.item.track.displayPath}, {"class", errorCodeName(made.failure.code)}, {"reason", made.failure.message}});
            context.say(toText(made.failure));
        }
        if (rows.size() >= kRowsPerTransaction) flush();
        try {
            context.control.step("features", ++done, total);
        } catch (const Cancelled&) {
            next = items.size();   // what was begun is still finished and kept
        }
    };
    jobs::mapParallel(context.threads, context.control.stop(), source, [&](FeatureItem item) { return extract(std::move(item), settings, level); }, keep);
    flush();
    context.control.step("features", done, total);
    return {{"mode", settings.name()}, {"level", featureLevelName(level)}, {"hash", wanted.hash}, {"columns", wanted.columns.size()},
            {"counts", {{"built", built}, {"kept", kept}, {"rejected", rejected.size()}}}, {"rejected", std::move(rejected)}};
}

}  // namespace

std::string_view featureLevelName(FeatureLevel level)
{
    switch (level) {
    case FeatureLevel::Song: return "song";
    case FeatureLevel::Bars: return "bars";
    case FeatureLevel::Beats: return "beats";
    }
    return "";
}

FeatureLevel featureLevelFromName(std::string_view name)
{
    for (const auto level : {FeatureLevel::Song, FeatureLevel::Bars, FeatureLevel::Beats})
        if (featureLevelName(level) == name) return level;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "rows are of song, bars or beats");
}

const std::vector<std::string>& featureColumns(FeatureLevel level)
{
    return level == FeatureLevel::Beats ? features::laneColumns() : features::songColumns();
}

FileFeatures featuresOfFile(const std::filesystem::path& file, const features::Settings& settings, FeatureLevel level, RunControl& control)
{
    const auto info = audio::probe(file);
    if (info.durationSeconds > features::kLongestSeconds) features::checkLength(static_cast<std::size_t>(info.durationSeconds * features::kRateHz), file.string());
    const auto clip = audio::decodeMono(file, features::kRateHz, features::kResampler, {}, control.stop());
    features::checkLength(clip.samples.size(), file.string());
    features::Analysis song(clip.samples, settings.mode);
    FileFeatures rows;
    rows.samples = clip.samples.size();
    if (level == FeatureLevel::Song) {
        rows.starts = {0};
        rows.ends = {clip.samples.size()};
        rows.values = features::songRow(song);
        return rows;
    }
    auto segments = level == FeatureLevel::Bars ? features::barRows(song, control) : features::beatRows(song);
    rows.starts = std::move(segments.starts);
    rows.ends = std::move(segments.ends);
    rows.values = std::move(segments.values);
    return rows;
}

std::vector<FileResult> featuresOfFiles(const std::vector<std::filesystem::path>& files, const features::Settings& settings, FeatureLevel level,
                                        int threads, RunControl& control)
{
    std::vector<FileResult> results(files.size());
    std::size_t next = 0;
    std::int64_t done = 0;
    const auto source = [&]() -> std::optional<std::size_t> { return next < files.size() ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t index) {
        FileResult result{files[index], {}, false, {}};
        try {
            auto inner = RunControl(control.stop(), {});
            result.features = featuresOfFile(files[index], settings, level, inner);
        } catch (const Cancelled&) {
            result.failed = true;   // the step below says so for all
        } catch (...) {
            result.failed = true;
            result.failure = describe(std::current_exception());
        }
        return std::pair(index, std::move(result));
    };
    const auto keep = [&](std::pair<std::size_t, FileResult> made) {
        results[made.first] = std::move(made.second);
        control.step("features", ++done, static_cast<std::int64_t>(files.size()));
    };
    jobs::mapParallel(threads, control.stop(), source, work, keep);
    control.step("features", done, static_cast<std::int64_t>(files.size()));
    return results;
}

extern const TaskEntry features_task;
const TaskEntry features_task{"features", LaneKind::Library, run};

}  // namespace engine::tasks
