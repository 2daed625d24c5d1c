#include "engine/tasks/training_table.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/store/vocabulary_store.h"
#include "engine/tasks/pipeline.h"
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

void fillLabels(store::Workspace& workspace, const Places& places, const std::vector<TagId>& ids, const std::vector<std::string>& sources,
                TrainingTable& table)
{
    for (auto& part : table.parts)
        part.labels.assign(part.tracks.size() * ids.size(), 0);
    for (std::size_t column = 0; column < ids.size(); ++column)
        for (const auto track : labelledTracks(workspace, ids[column], sources)) {
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

struct Candidate {
    const store::Tag* tag;
    std::int64_t inTrain;
};

/// Leaves the `most` candidates with most training tracks, in their order; of equals the first. Gives the others.
std::vector<Candidate> dropRarest(std::vector<Candidate>& candidates, int most)
{
    if (most <= 0 || candidates.size() <= static_cast<std::size_t>(most)) return {};
    auto byCount = candidates;
    std::stable_sort(byCount.begin(), byCount.end(), [](const auto& a, const auto& b) { return a.inTrain > b.inTrain; });
    byCount.erase(byCount.begin(), byCount.begin() + most);
    std::erase_if(candidates, [&](const Candidate& candidate) {
        return std::any_of(byCount.begin(), byCount.end(), [&](const auto& rare) { return rare.tag == candidate.tag; });
    });
    return byCount;
}

}  // namespace

std::vector<std::string> labelSources(store::Workspace& workspace, const std::vector<std::string>& sources)
{
    if (!sources.empty() || !store::VocabularyStore(workspace.database()).isInUse()) return sources;
    return {store::VocabularyStore::kSet};
}

void refreshVocabulary(store::Workspace& workspace)
{
    store::VocabularyStore vocabulary(workspace.database());
    if (!vocabulary.isInUse() || isStageCurrent(workspace, "vocabulary")) return;
    vocabulary.writeLabels();
    noteStage(workspace, "vocabulary", Json::object());
}

std::vector<TrackId> labelledTracks(store::Workspace& workspace, TagId tag, const std::vector<std::string>& sources)
{
    if (sources.empty()) return workspace.tags().tracksOf(tag);
    std::vector<TrackId> tracks;
    for (const auto& source : sources) {
        const auto more = workspace.tags().tracksOf(tag, source);
        tracks.insert(tracks.end(), more.begin(), more.end());
    }
    std::sort(tracks.begin(), tracks.end());
    tracks.erase(std::unique(tracks.begin(), tracks.end()), tracks.end());
    return tracks;
}

TrainingTable buildTrainingTable(store::Workspace& workspace, SplitId split, const VocabularyConfig& config)
{
    TrainingTable table;
    const auto places = placeTracks(workspace, split, table);
    const auto trainTracks = static_cast<std::int64_t>(table.part(Part::Train).tracks.size());
    if (trainTracks == 0)
        throw Error(ErrorCode::TooShort, "training part", "holds no playable track; scan the music folder and make the split again");

    auto tags = workspace.tags().list();
    std::sort(tags.begin(), tags.end(), [](const auto& a, const auto& b) { return std::tie(a.type, a.name) < std::tie(b.type, b.name); });
    std::vector<Candidate> candidates;
    const auto drop = [&](const store::Tag& tag, const std::string& reason) { table.droppedTags.push_back(tag.name + ": " + reason); };
    for (const auto& tag : tags) {
        if (!wanted(tag, config)) continue;
        std::int64_t inTrain = 0;
        for (const auto track : labelledTracks(workspace, tag.id, config.sources)) {
            const auto found = places.find(value(track));
            inTrain += found != places.end() && found->second.part == Part::Train ? 1 : 0;
        }
        if (inTrain == trainTracks)
            drop(tag, "on every training track");
        else if (inTrain < config.minTrainTracks)
            drop(tag, std::to_string(inTrain) + " training tracks");
        else
            candidates.push_back({&tag, inTrain});
    }
    for (const auto& rare : dropRarest(candidates, config.top))
        drop(*rare.tag, std::to_string(rare.inTrain) + " training tracks, not among the " + std::to_string(config.top) + " most frequent");
    std::vector<TagId> kept;
    for (const auto& candidate : candidates) {
        kept.push_back(candidate.tag->id);
        table.tags.push_back({candidate.tag->name, candidate.tag->type});
    }
    if (kept.empty())
        throw Error(ErrorCode::TooShort, "vocabulary",
                    "no tag has " + std::to_string(config.minTrainTracks) + " training tracks (and is missing from others); import tags or lower --min-tracks");
    fillLabels(workspace, places, kept, config.sources, table);
    return table;
}

TrainingTable tableForTags(store::Workspace& workspace, SplitId split, const std::vector<store::RunTag>& tags,
                           const std::vector<std::string>& sources)
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
    fillLabels(workspace, places, ids, sources, table);
    return table;
}

TrainingTable tableOfRun(store::Workspace& workspace, const store::Run& run)
{
    if (!run.split) throw Error(ErrorCode::NotFound, run.name, "the split of this run is not in the workspace any more");
    const auto sources = run.config.value("sources", std::vector<std::string>{});
    if (sources == std::vector<std::string>{store::VocabularyStore::kSet} && !store::VocabularyStore(workspace.database()).isInUse())
        throw Error(ErrorCode::NotFound, run.name, "has learned the merged vocabulary, which is not in use any more; 'tags vocabulary make' puts it to use again");
    return tableForTags(workspace, *run.split, run.tags, sources);
}

}  // namespace engine::tasks
