// A split for tag-based retrieval, as Won et al. 2020 prepare their data.
//
// parameters: {"name", "words": set of word vectors, "match": "exact"|"any", "top", "minimum", "tries", "types"?: [...], "seed"}
#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/dataset/retrieval_split.h"
#include "engine/dataset/unicode.h"
#include "engine/tasks/task.h"
#include "engine/tasks/word_lookup.h"

namespace engine::tasks {

namespace {

struct Songs {
    std::vector<TrackId> tracks;
    std::vector<std::uint32_t> artists;
    std::size_t artistCount = 0, withoutArtist = 0;
};

Songs songsWithArtist(store::TrackStore tracks)
{
    Songs songs;
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (const auto& library : tracks.libraries())
        for (const auto& track : tracks.byLibrary(library.id)) {
            if (track.state != store::TrackState::Ready) continue;
            const auto artist = dataset::foldCase(track.artist);
            if (artist.empty()) {
                ++songs.withoutArtist;
                continue;
            }
            songs.tracks.push_back(track.id);
            songs.artists.push_back(numbers.try_emplace(artist, static_cast<std::uint32_t>(numbers.size())).first->second);
        }
    songs.artistCount = numbers.size();
    return songs;
}

struct SplitTag {
    std::string name, type;
    std::vector<std::size_t> songs;
};

/// The `top` most frequent tags that have a word vector, alphabetical; of tags of one name the more frequent.
std::vector<SplitTag> chooseTags(const Json& parameters, const store::WordSet& set, const Songs& songs, std::vector<std::string>& withoutVector, TaskContext& context)
{
    const auto match = wordMatchFrom(parameters.value("match", std::string("exact")));
    const auto types = parameters.value("types", std::vector<std::string>{});
    const auto top = parameters.value("top", std::size_t{100});
    if (top == 0) throw Error(ErrorCode::InvalidArgument, "top", "at least one tag is wanted");
    std::unordered_map<TrackId, std::size_t> place;
    for (std::size_t i = 0; i < songs.tracks.size(); ++i)
        place.emplace(songs.tracks[i], i);
    std::vector<SplitTag> chosen;
    std::set<std::string> names;
    for (const auto& tag : context.workspace.tags().list()) {
        const bool wanted = types.empty() ? tag.type != "junk" : std::find(types.begin(), types.end(), tag.type) != types.end();
        if (!wanted) continue;
        context.control.step("read tags", static_cast<std::int64_t>(chosen.size()), 0);
        if (lookUpWord(context.workspace.words(), set, tag.name, match).how == dataset::TagVector::How::Missing) {
            withoutVector.push_back(tag.name);
            continue;
        }
        SplitTag own{tag.name, tag.type, {}};
        for (const auto track : context.workspace.tags().tracksOf(tag.id))
            if (const auto at = place.find(track); at != place.end()) own.songs.push_back(at->second);
        if (!own.songs.empty() && names.insert(dataset::foldCase(tag.name)).second) chosen.push_back(std::move(own));
    }
    std::stable_sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a.songs.size() > b.songs.size(); });
    if (chosen.size() > top) chosen.resize(top);
    std::sort(chosen.begin(), chosen.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return chosen;
}

/// Songs without any of the tags are of no use here.
std::vector<std::uint8_t> keepTaggedSongs(Songs& songs, const std::vector<SplitTag>& tags)
{
    std::vector<std::uint8_t> all(songs.tracks.size() * tags.size(), 0);
    for (std::size_t tag = 0; tag < tags.size(); ++tag)
        for (const auto song : tags[tag].songs)
            all[song * tags.size() + tag] = 1;
    Songs kept;
    kept.withoutArtist = songs.withoutArtist;
    std::vector<std::uint8_t> carries;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (std::size_t song = 0; song < songs.tracks.size(); ++song) {
        const auto row = std::span(all).subspan(song * tags.size(), tags.size());
        if (std::find(row.begin(), row.end(), 1) == row.end()) continue;
        kept.tracks.push_back(songs.tracks[song]);
        kept.artists.push_back(numbers.try_emplace(songs.artists[song], static_cast<std::uint32_t>(numbers.size())).first->second);
        carries.insert(carries.end(), row.begin(), row.end());
    }
    kept.artistCount = numbers.size();
    songs = std::move(kept);
    return carries;
}

Json tagRows(const std::vector<SplitTag>& tags, const dataset::RetrievalSplitPlan& plan)
{
    auto rows = Json::array();
    for (std::size_t tag = 0; tag < tags.size(); ++tag)
        rows.push_back({{"tag", tags[tag].name}, {"type", tags[tag].type}, {"train", plan.positives[tag][0]}, {"valid", plan.positives[tag][1]}, {"test", plan.positives[tag][2]}});
    return rows;
}

Json retrievalSplitRun(const Json& parameters, TaskContext& context)
{
    const auto name = parameters.value("name", std::string("retrieval"));
    if (name.empty()) throw Error(ErrorCode::InvalidArgument, "name", "a split needs a name");
    const auto set = context.workspace.words().resolve(parameters.value("words", std::string("google")));
    auto songs = songsWithArtist(context.workspace.tracks());
    if (songs.tracks.empty()) throw Error(ErrorCode::NotFound, "library", "there is no readable track with a known artist to split");
    std::vector<std::string> withoutVector;
    const auto tags = chooseTags(parameters, set, songs, withoutVector, context);
    if (tags.empty())
        throw Error(ErrorCode::TooShort, "word vectors " + set.name,
                    "know none of the library's tags as one entry; --match any also joins the words of a tag");
    const auto carries = keepTaggedSongs(songs, tags);

    dataset::RetrievalSplitConfig config;
    config.minimum = parameters.value("minimum", config.minimum);
    config.tries = parameters.value("tries", config.tries);
    config.seed = parameters.value("seed", std::uint64_t{0});
    const auto plan = dataset::planRetrievalSplit(songs.artists, songs.artistCount, carries, tags.size(), config, context.control);

    auto blocking = Json::array();
    for (std::size_t tag = 0; tag < tags.size(); ++tag)
        if (*std::min_element(plan.positives[tag].begin(), plan.positives[tag].end()) < config.minimum) blocking.push_back(tags[tag].name);
    std::vector<store::SplitMember> members;
    std::array<std::size_t, 3> sizes{};
    for (std::size_t i = 0; i < songs.tracks.size(); ++i) {
        members.push_back({songs.tracks[i], plan.parts[i]});
        ++sizes[static_cast<std::size_t>(plan.parts[i])];
    }
    Json document{{"name", name}, {"words", set.name}, {"match", parameters.value("match", std::string("exact"))}, {"seed", config.seed}, {"minimum", config.minimum},
                  {"reached", plan.reached}, {"tries", plan.tries}, {"best_try", plan.bestTry}, {"blocking_tags", blocking}, {"tracks", songs.tracks.size()},
                  {"artists", songs.artistCount}, {"without_artist", songs.withoutArtist}, {"tags_without_vector", withoutVector},
                  {"counts", {{"train", sizes[0]}, {"valid", sizes[1]}, {"test", sizes[2]}}}, {"tags", tagRows(tags, plan)}};
    context.control.step("keep", 0, 1);
    const auto split = context.workspace.splits().put({{}, name, config.seed, {config.cuts[0], config.cuts[1] - config.cuts[0], 1 - config.cuts[1]}, false, "artist"}, members);
    store::RetrievalSplit known{split, set.name, {}, document};
    for (const auto& tag : tags)
        known.tags.push_back({tag.name, tag.type});
    context.workspace.metrics().putSplit(known);
    if (!plan.reached)
        context.say("no try of " + std::to_string(plan.tries) + " gave every tag " + std::to_string(config.minimum) + " tracks in each part; the best one is kept");
    return document;
}

}  // namespace

extern const TaskEntry retrieval_split_task;
const TaskEntry retrieval_split_task{"retrieval_split", LaneKind::Library, retrievalSplitRun};

}  // namespace engine::tasks
