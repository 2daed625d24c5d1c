// parameters: {"split", "wish": "1.3"|"2000", "per_tag"?: bool, "reset"?: bool, "seed"}
#include "engine/tasks/resample_split.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/imbalance.h"
#include "engine/dataset/resample.h"
#include "engine/dataset/split_check.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

namespace {

constexpr int kMaxOccurrences = 20;
constexpr std::size_t kOffendersNamed = 3;

std::vector<store::Track> trainingTracks(store::Workspace& workspace, SplitId split)
{
    std::vector<TrackId> ids;
    for (const auto& member : workspace.splits().members(split))
        if (member.part == Part::Train) ids.push_back(member.track);
    auto tracks = workspace.tracks().page(ids);
    std::erase_if(tracks, [](const auto& track) { return track.state != store::TrackState::Ready; });
    return tracks;
}

std::vector<int> asWhole(const std::vector<store::Track>& tracks, const dataset::ResampleWish& wish, std::uint64_t seed)
{
    std::map<LibraryId, std::size_t> stratumOf;
    std::vector<std::size_t> strata;
    std::vector<std::uint64_t> keys;
    for (const auto& track : tracks) {
        strata.push_back(stratumOf.try_emplace(track.library, stratumOf.size()).first->second);
        keys.push_back(value(track.id));
    }
    const auto target = wish.target > 0 ? wish.target : std::llround(wish.ratio * static_cast<double>(tracks.size()));
    std::vector<int> counts(tracks.size(), 0);
    for (const auto& one : dataset::resample(strata, stratumOf.size(), keys, target, seed))
        ++counts[one.track];
    return counts;
}

std::vector<int> byTag(store::Workspace& workspace, const std::vector<store::Track>& tracks, std::int64_t target, std::uint64_t seed)
{
    std::unordered_map<TrackId, std::size_t> place;
    std::vector<std::uint64_t> keys;
    for (const auto& track : tracks) {
        place.emplace(track.id, place.size());
        keys.push_back(value(track.id));
    }
    std::vector<std::vector<std::size_t>> trackTags(tracks.size());
    const auto sources = labelSources(workspace);
    const auto tags = workspace.tags().list();
    for (std::size_t tag = 0; tag < tags.size(); ++tag)
        for (const auto id : labelledTracks(workspace, tags[tag].id, sources))
            if (const auto at = place.find(id); at != place.end()) trackTags[at->second].push_back(tag);
    return dataset::resamplePerTag(trackTags, tags.size(), keys, target, kMaxOccurrences, seed);
}

struct Counts {
    std::int64_t before = 0, after = 0;
};

Json imbalanceJson(const std::vector<std::int64_t>& counts, std::int64_t tracks)
{
    const auto result = dataset::imbalance(counts, tracks);
    return {{"mean_ir", result.meanIr}, {"cvir", result.cvir}, {"cardinality", result.cardinality}, {"density", result.density}};
}

Json resampleRun(const Json& parameters, TaskContext& context)
{
    const auto split = namedSplit(context.workspace, parameters.value("split", std::string()));
    const auto seed = parameters.value("seed", std::uint64_t{0});
    context.control.step("resample", 0, 1);
    refreshVocabulary(context.workspace);
    if (parameters.value("reset", false)) {
        context.workspace.splits().setOccurrences(split.id, {});
    } else {
        auto wish = dataset::resampleWishFrom(parameters.value("wish", std::string()));
        wish.perTag = parameters.value("per_tag", false);
        resampleSplit(context.workspace, split, wish, seed);
    }
    noteStage(context.workspace, "resampled", parameters);
    return splitDistribution(context.workspace, split);
}

}  // namespace

Occurrences::Occurrences(store::Workspace& workspace, SplitId split)
{
    for (const auto& [track, count] : workspace.splits().occurrences(split))
        m_counts[track] = count;
}

int Occurrences::of(TrackId track) const
{
    const auto at = m_counts.find(track);
    return at == m_counts.end() ? 1 : at->second;
}

void resampleSplit(store::Workspace& workspace, const store::Split& split, const dataset::ResampleWish& wish, std::uint64_t seed)
{
    const auto tracks = trainingTracks(workspace, split.id);
    if (tracks.empty()) throw Error(ErrorCode::TooShort, split.name, "its training part holds no playable track");
    if (wish.perTag && wish.target < 1) throw Error(ErrorCode::InvalidArgument, "per tag", "needs a count that every tag shall come near to, not a ratio");
    const auto counts = wish.perTag ? byTag(workspace, tracks, wish.target, seed) : asWhole(tracks, wish, seed);
    std::vector<std::pair<TrackId, int>> changed;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        if (counts[i] > 1000) throw Error(ErrorCode::InvalidArgument, "oversample", "a track would occur more than 1000 times; a ratio up to 1000 is possible");
        if (counts[i] != 1) changed.emplace_back(tracks[i].id, counts[i]);
    }
    workspace.splits().setOccurrences(split.id, changed);
}

Json splitDistribution(store::Workspace& workspace, const store::Split& split)
{
    const Occurrences occurrences(workspace, split.id);
    std::unordered_map<TrackId, Part> parts;
    std::array<Counts, 3> tracks;
    for (const auto& member : workspace.splits().members(split.id)) {
        parts[member.track] = member.part;
        auto& counts = tracks[static_cast<std::size_t>(member.part)];
        ++counts.before;
        counts.after += member.part == Part::Train ? occurrences.of(member.track) : 1;
    }
    Json document{{"split", split.name}, {"tracks", Json::object()}, {"tags", Json::array()}};
    for (const auto part : {Part::Train, Part::Valid, Part::Test})
        document["tracks"][std::string(partName(part))] = {{"before", tracks[static_cast<std::size_t>(part)].before}, {"after", tracks[static_cast<std::size_t>(part)].after}};
    std::vector<std::int64_t> before, after;
    const auto sources = labelSources(workspace);
    for (const auto& tag : workspace.tags().list()) {
        std::array<Counts, 3> counts;
        for (const auto track : labelledTracks(workspace, tag.id, sources)) {
            const auto at = parts.find(track);
            if (at == parts.end()) continue;
            auto& one = counts[static_cast<std::size_t>(at->second)];
            ++one.before;
            one.after += at->second == Part::Train ? occurrences.of(track) : 1;
        }
        if (counts[0].before + counts[1].before + counts[2].before == 0) continue;
        before.push_back(counts[0].before);
        after.push_back(counts[0].after);
        document["tags"].push_back({{"tag", tag.name}, {"type", tag.type}, {"train", {{"before", counts[0].before}, {"after", counts[0].after}}},
                                    {"valid", counts[1].before}, {"test", counts[2].before}});
    }
    document["imbalance"] = {{"before", imbalanceJson(before, tracks[0].before)}, {"after", imbalanceJson(after, tracks[0].after)}};
    return document;
}

std::string distributionTable(const Json& distribution)
{
    CsvWriter csv;
    for (const char* column : {"tag", "type", "train", "train_resampled", "valid", "test", "train_share", "train_resampled_share", "valid_share", "test_share"})
        csv.text(column);
    csv.endRow();
    const auto& tracks = distribution["tracks"];
    const auto share = [](const Json& count, const Json& all) { return all.get<double>() > 0 ? count.get<double>() / all.get<double>() : 0.0; };
    for (const auto& tag : distribution["tags"]) {
        csv.text(tag["tag"].get<std::string>()).text(tag["type"].get<std::string>());
        csv.integer(tag["train"]["before"]).integer(tag["train"]["after"]).integer(tag["valid"]).integer(tag["test"]);
        csv.number(share(tag["train"]["before"], tracks["train"]["before"])).number(share(tag["train"]["after"], tracks["train"]["after"]));
        csv.number(share(tag["valid"], tracks["valid"]["before"])).number(share(tag["test"], tracks["test"]["before"])).endRow();
    }
    return csv.document();
}

void refuseLeakingSplit(store::Workspace& workspace, const store::Split& split, int allowed, const std::function<void(const std::string&)>& say)
{
    const auto offenders = dataset::findOffenders(splitLines(workspace, split.id), dataset::groupByFromName(split.groupBy));
    if (offenders.empty()) return;
    std::string named;
    for (std::size_t i = 0; i < std::min(offenders.size(), kOffendersNamed); ++i)
        named += (i == 0 ? "" : ", ") + offenders[i].kind + " '" + offenders[i].name + "'";
    const auto leaks = std::to_string(offenders.size()) + " leaks between its parts (" + named + (offenders.size() > kOffendersNamed ? ", ..." : "") + ")";
    if (allowed < 2)
        throw Error(ErrorCode::Mismatch, "split " + split.name,
                    "has " + leaks + ": what is measured on it would be worth nothing. 'split check' lists them, 'split make' makes a clean one; --allow-leak given twice trains all the same");
    if (say) say("trained on a LEAKING split: " + leaks + "; its figures are not to be compared");
}

extern const TaskEntry resample_task;
const TaskEntry resample_task{"resample", LaneKind::Library, resampleRun};

}  // namespace engine::tasks
