// parameters: {"name", "ratios": [train, valid, test], "stratify": bool, "group_by": "artist"|"album"|"none", "seed"}
#include "engine/tasks/make_split.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/dataset/split_plan.h"
#include "engine/store/fingerprint_store.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

namespace {

constexpr const char* kDefaultName = "default";

/// Those that can be read, and those of a manifest that are fetched when they are needed.
std::vector<store::Track> splittableTracks(store::TrackStore tracks)
{
    std::vector<store::Track> ready;
    for (const auto& library : tracks.libraries())
        for (auto& track : tracks.byLibrary(library.id))
            if (track.state == store::TrackState::Ready || track.errorClass == store::kRemoteClass) ready.push_back(std::move(track));
    return ready;
}

/// Which tracks sound alike, as the last listening found.
class LikeGroups {
public:
    explicit LikeGroups(store::Workspace& workspace)
    {
        for (const auto& row : store::FingerprintStore(workspace.database()).groups())
            m_groups.emplace(row.track, toHex(row.group));
    }
    std::string of(TrackId track) const
    {
        const auto found = m_groups.find(track);
        return found == m_groups.end() ? std::string() : found->second;
    }

private:
    std::unordered_map<TrackId, std::string> m_groups;
};

std::vector<dataset::SplitTrack> splitTracks(const std::vector<store::Track>& tracks, dataset::GroupBy groupBy, const LikeGroups& likeGroups)
{
    std::vector<dataset::SplitTrack> result;
    result.reserve(tracks.size());
    for (const auto& track : tracks) {
        const auto& group = groupBy == dataset::GroupBy::Artist ? track.artist : track.album;
        // Files equal byte for byte are known as copies before anything was decoded.
        result.push_back({track.id, groupBy == dataset::GroupBy::None ? std::string() : group, track.audioHash, track.fileHash, {}, likeGroups.of(track.id)});
    }
    return result;
}

/// Fills in the tags of the tracks; gives those that at least one of them carries, in the order of their indices.
std::vector<store::Tag> addTags(store::Workspace& workspace, std::vector<dataset::SplitTrack>& tracks, RunControl& control)
{
    std::unordered_map<TrackId, std::size_t> place;
    for (std::size_t i = 0; i < tracks.size(); ++i)
        place.emplace(tracks[i].id, i);
    std::vector<store::Tag> used;
    const auto sources = labelSources(workspace);
    const auto all = workspace.tags().list();
    for (std::size_t i = 0; i < all.size(); ++i) {
        control.step("read tags", static_cast<std::int64_t>(i), static_cast<std::int64_t>(all.size()));
        bool isUsed = false;
        for (const auto id : labelledTracks(workspace, all[i].id, sources)) {
            const auto at = place.find(id);
            if (at == place.end()) continue;
            tracks[at->second].tags.push_back(used.size());
            isUsed = true;
        }
        if (isUsed) used.push_back(all[i]);
    }
    return used;
}

Json countsOf(const std::vector<double>& sizes)
{
    Json counts;
    for (const auto part : {Part::Train, Part::Valid, Part::Test})
        counts[std::string(partName(part))] = static_cast<std::int64_t>(sizes[static_cast<std::size_t>(part)]);
    return counts;
}

Json qualityOf(const dataset::SplitPlan& plan, const std::array<double, 3>& ratios, std::size_t tracks)
{
    Json deviation;
    for (const auto part : {Part::Train, Part::Valid, Part::Test}) {
        const auto index = static_cast<std::size_t>(part);
        deviation[std::string(partName(part))] = plan.quality.sizes[index] / static_cast<double>(tracks) - ratios[index];
    }
    return {{"label_distribution", plan.quality.labelDistribution}, {"example_distribution", plan.quality.exampleDistribution},
            {"tags_missing_in_a_part", plan.quality.tagsMissing}, {"share_deviation", deviation}};
}

Json tagCounts(const std::vector<store::Tag>& tags, const dataset::SplitQuality& quality)
{
    Json rows = Json::array();
    for (std::size_t tag = 0; tag < tags.size(); ++tag) {
        Json row{{"tag", tags[tag].name}, {"type", tags[tag].type}};
        row.update(countsOf({quality.positives[0][tag], quality.positives[1][tag], quality.positives[2][tag]}));
        rows.push_back(std::move(row));
    }
    return rows;
}

void warnOfEmptyParts(const dataset::SplitPlan& plan, const std::array<double, 3>& ratios, const TaskContext& context)
{
    for (const auto part : {Part::Train, Part::Valid, Part::Test}) {
        const auto index = static_cast<std::size_t>(part);
        if (ratios[index] > 0 && plan.quality.sizes[index] == 0)
            context.say("no track is left for the part '" + std::string(partName(part)) + "': " + std::to_string(plan.units) +
                        " groups or tracks are too few for these shares");
    }
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto shares = parameters.value("ratios", std::vector<double>{80, 10, 10});
    const auto groupBy = dataset::groupByFromName(parameters.value("group_by", std::string("none")));
    const auto name = parameters.value("name", std::string(kDefaultName));
    if (name.empty()) throw Error(ErrorCode::InvalidArgument, "name", "a split needs a name");

    refreshVocabulary(context.workspace);
    auto tracks = splitTracks(splittableTracks(context.workspace.tracks()), groupBy, LikeGroups(context.workspace));
    if (tracks.empty()) throw Error(ErrorCode::NotFound, "library", "there is no readable track to split; scan a folder first");
    const auto tags = addTags(context.workspace, tracks, context.control);

    dataset::SplitPlanConfig config;
    config.ratios = dataset::normalisedRatios(shares);
    config.stratify = parameters.value("stratify", true);
    config.tags = tags.size();
    config.seed = parameters.value("seed", std::uint64_t{0});
    const auto plan = dataset::planSplit(tracks, config);
    warnOfEmptyParts(plan, config.ratios, context);

    std::vector<store::SplitMember> members;
    for (std::size_t i = 0; i < tracks.size(); ++i)
        members.push_back({tracks[i].id, plan.parts[i]});
    const std::vector<double> ratios(config.ratios.begin(), config.ratios.end());
    context.control.step("keep", 0, 1);
    context.workspace.splits().put({{}, name, config.seed, ratios, config.stratify, std::string(dataset::groupByName(groupBy))}, members);

    noteStage(context.workspace, "split", parameters);
    const auto untagged = std::count_if(tracks.begin(), tracks.end(), [](const auto& track) { return track.tags.empty(); });
    return {{"name", name}, {"seed", config.seed}, {"ratios", ratios}, {"stratify", config.stratify}, {"group_by", dataset::groupByName(groupBy)},
            {"tracks", tracks.size()}, {"untagged", untagged}, {"copies", plan.copies}, {"units", plan.units},
            {"counts", countsOf(plan.quality.sizes)}, {"quality", qualityOf(plan, config.ratios, tracks.size())},
            {"tags", tagCounts(tags, plan.quality)}};
}

dataset::SplitLine lineOf(const store::Track& track, std::string part, const LikeGroups& likeGroups)
{
    return {toHex(track.id), track.displayPath, track.artist, track.album, track.audioHash, track.fileHash, std::move(part), likeGroups.of(track.id)};
}

std::optional<store::Track> findTrack(store::TrackStore tracks, const std::vector<store::Library>& libraries, const dataset::SplitLine& line)
{
    try {
        if (!line.id.empty()) return tracks.find(trackIdFromHex(line.id));
    } catch (const Error&) {
        return {};   // another program's ids
    }
    for (const auto& library : libraries)
        if (auto track = tracks.findByPath(library.id, line.path)) return track;
    return {};
}

}  // namespace

store::Split namedSplit(store::Workspace& workspace, const std::string& name)
{
    auto splits = workspace.splits();
    if (!name.empty()) {
        if (auto split = splits.find(name)) return *split;
        throw Error(ErrorCode::NotFound, name, "there is no split of this name");
    }
    const auto all = splits.list();
    if (all.empty()) throw Error(ErrorCode::NotFound, "split", "there is no split yet; 'split make' makes one");
    return *std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

std::vector<dataset::SplitLine> splitLines(store::Workspace& workspace, SplitId split)
{
    const auto members = workspace.splits().members(split);
    std::vector<TrackId> ids;
    std::unordered_map<TrackId, Part> parts;
    for (const auto& [id, part] : members) {
        ids.push_back(id);
        parts[id] = part;
    }
    const LikeGroups likeGroups(workspace);
    std::vector<dataset::SplitLine> lines;
    for (const auto& track : workspace.tracks().page(ids))
        lines.push_back(lineOf(track, std::string(partName(parts.at(track.id))), likeGroups));
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return std::tie(a.path, a.id) < std::tie(b.path, b.id); });
    return lines;
}

void completeLines(store::Workspace& workspace, std::vector<dataset::SplitLine>& lines)
{
    const auto libraries = workspace.tracks().libraries();
    const LikeGroups likeGroups(workspace);
    for (auto& line : lines) {
        const auto track = findTrack(workspace.tracks(), libraries, line);
        if (!track) continue;
        const auto known = lineOf(*track, line.part, likeGroups);
        line.id = known.id;
        if (line.path.empty()) line.path = known.path;
        if (line.artist.empty()) line.artist = known.artist;
        if (line.album.empty()) line.album = known.album;
        if (line.audioHash.empty()) line.audioHash = known.audioHash;
        line.fileHash = known.fileHash;
        line.likeGroup = known.likeGroup;
    }
}

extern const TaskEntry split_task;
const TaskEntry split_task{"split", LaneKind::Library, run};

}  // namespace engine::tasks
