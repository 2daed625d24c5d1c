#include "engine/tasks/training_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/tasks/resample_split.h"

namespace engine::tasks {

namespace {

struct Place {
    Part part;
    std::size_t row;
};
using Places = std::unordered_map<std::uint64_t, Place>;

Places placeTracks(store::Workspace& workspace, SplitId split, TrainingTable& table)
{
    const auto members = workspace.splits().members(split);
    std::vector<TrackId> ids;
    for (const auto& member : members)
        ids.push_back(member.track);
    std::set<std::uint64_t> ready;
    for (const auto& track : workspace.tracks().page(ids))
        if (track.state == store::TrackState::Ready) ready.insert(value(track.id));

    const Occurrences occurrences(workspace, split);
    Places places;
    for (const auto& member : members) {
        if (!ready.contains(value(member.track))) continue;
        if (member.part == Part::Train && occurrences.of(member.track) == 0) continue;   // resampling left it out
        auto& part = table.parts[static_cast<std::size_t>(member.part)];
        places[value(member.track)] = {member.part, part.tracks.size()};
        part.tracks.push_back(member.track);
    }
    return places;
}

void fillLabels(store::Workspace& workspace, const Places& places, const std::vector<TagId>& ids, TrainingTable& table)
{
    for (auto& part : table.parts)
        part.labels.assign(part.tracks.size() * ids.size(), 0);
    for (std::size_t column = 0; column < ids.size(); ++column)
        for (const auto track : workspace.tags().tracksOf(ids[column])) {
            const auto found = places.find(value(track));
            if (found == places.end()) continue;
            auto& part = table.parts[static_cast<std::size_t>(found->second.part)];
            part.labels[found->second.row * ids.size() + column] = 1;
        }
}

bool wanted(const store::Tag& tag, const VocabularyConfig& config)
{
    if (config.types.empty()) return tag.type != "junk";
    return std::find(config.types.begin(), config.types.end(), tag.type) != config.types.end();
}

}  // namespace

TrainingTable buildTrainingTable(store::Workspace& workspace, SplitId split, const VocabularyConfig& config)
{
    TrainingTable table;
    const auto places = placeTracks(workspace, split, table);
    const auto trainTracks = static_cast<std::int64_t>(table.part(Part::Train).tracks.size());
    if (trainTracks == 0)
        throw Error(ErrorCode::TooShort, "training part", "holds no playable track; scan the music folder and make the split again");

    auto tags = workspace.tags().list();
    std::sort(tags.begin(), tags.end(), [](const auto& a, const auto& b) { return std::tie(a.type, a.name) < std::tie(b.type, b.name); });
    std::vector<TagId> kept;
    for (const auto& tag : tags) {
        if (!wanted(tag, config)) continue;
        std::int64_t inTrain = 0;
        for (const auto track : workspace.tags().tracksOf(tag.id)) {
            const auto found = places.find(value(track));
            inTrain += found != places.end() && found->second.part == Part::Train ? 1 : 0;
        }
        if (inTrain < config.minTrainTracks || inTrain == trainTracks) {
            table.droppedTags.push_back(tag.name + ": " + (inTrain == trainTracks ? "on every training track" : std::to_string(inTrain) + " training tracks"));
            continue;
        }
        kept.push_back(tag.id);
        table.tags.push_back({tag.name, tag.type});
    }
    if (kept.empty())
        throw Error(ErrorCode::TooShort, "vocabulary",
                    "no tag has " + std::to_string(config.minTrainTracks) + " training tracks (and is missing from others); import tags or lower --min-tracks");
    fillLabels(workspace, places, kept, table);
    return table;
}

TrainingTable tableForTags(store::Workspace& workspace, SplitId split, const std::vector<store::RunTag>& tags)
{
    TrainingTable table;
    table.tags = tags;
    const auto places = placeTracks(workspace, split, table);
    std::map<std::pair<std::string, std::string>, TagId> known;
    for (const auto& tag : workspace.tags().list())
        known[{tag.name, tag.type}] = tag.id;
    std::vector<TagId> ids;
    for (const auto& tag : tags) {
        const auto found = known.find({tag.name, tag.type});
        ids.push_back(found == known.end() ? TagId{0} : found->second);   // no tag has id 0: a column of zeros
    }
    fillLabels(workspace, places, ids, table);
    return table;
}

}  // namespace engine::tasks
