// Word vectors into the workspace.
//
// parameters: {"file", "file_hex"?, "name"?, "most"? (the file's first words, 0 = all; words that tags of the library ask for are kept anyway)}
//          or {"from_tags": true, "name"?, "min_tracks"?, "dimension"?}: made of the library's own tags, for users who have none
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/error.h"
#include "engine/dataset/co_occurrence.h"
#include "engine/dataset/unicode.h"
#include "engine/dataset/word_vectors.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"
#include "engine/tasks/word_lookup.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kUsualWords = 200'000;
constexpr std::size_t kMostTags = 5'000;   // memory of the co-occurrence grows with their square
constexpr const char* kFromTags = "tags of the library";

std::unordered_set<std::string> wordsOfTags(store::TagStore tags)
{
    std::unordered_set<std::string> keys;
    for (const auto& tag : tags.list())
        for (auto& key : dataset::lookUpKeys(tag.name))
            keys.insert(std::move(key));
    return keys;
}

struct NamedVectors {
    std::vector<std::string> words;
    std::vector<float> values;
    std::size_t dimension = 0;
};

NamedVectors fromFile(const std::filesystem::path& file, const Json& parameters, std::vector<std::string>& warnings, TaskContext& context)
{
    const auto most = parameters.value("most", kUsualWords);
    const auto asked = wordsOfTags(context.workspace.tags());
    std::size_t seen = 0;
    // Such files begin with the most frequent words.
    const auto isWanted = [&](const std::string& word) { return most == 0 || seen++ < most || asked.contains(word); };
    const auto vectors = dataset::readWordVectors(file, isWanted, context.control, &warnings);
    NamedVectors named{vectors.words(), {}, vectors.dimension()};
    named.values.reserve(named.words.size() * named.dimension);
    for (std::size_t word = 0; word < vectors.size(); ++word) {
        const auto vector = vectors.vector(word);
        named.values.insert(named.values.end(), vector.begin(), vector.end());
    }
    return named;
}

NamedVectors fromTags(const Json& parameters, TaskContext& context)
{
    auto tags = context.workspace.tags().list();
    const auto fewest = parameters.value("min_tracks", std::int64_t{2});
    std::erase_if(tags, [&](const auto& tag) { return tag.type == "junk" || tag.tracks < fewest; });
    if (tags.size() > kMostTags) tags.resize(kMostTags);   // the most frequent come first
    if (tags.size() < 2) throw Error(ErrorCode::TooShort, kFromTags, "at least two tags with " + std::to_string(fewest) + " tracks are wanted");
    std::unordered_map<TrackId, std::vector<std::size_t>> ofTrack;
    for (std::size_t i = 0; i < tags.size(); ++i)
        for (const auto track : context.workspace.tags().tracksOf(tags[i].id))
            ofTrack[track].push_back(i);
    std::vector<std::vector<std::size_t>> lists;
    for (auto& [track, list] : ofTrack)
        lists.push_back(std::move(list));
    std::sort(lists.begin(), lists.end());   // the hash table's order is nobody's
    dataset::CoOccurrenceConfig config;
    config.dimension = parameters.value("dimension", config.dimension);
    const auto made = dataset::coOccurrenceVectors(lists, tags.size(), config, context.control);
    if (made.dimension == 0) throw Error(ErrorCode::TooShort, kFromTags, "no two tags share a track");
    NamedVectors named{{}, std::vector<float>(made.vectors.begin(), made.vectors.end()), made.dimension};
    for (const auto& tag : tags)
        named.words.push_back(dataset::foldCase(tag.name));
    return named;
}

/// Of tags that differ in case or type alone the more frequent one stays.
void dropRepeated(NamedVectors& named)
{
    std::unordered_set<std::string> seen;
    NamedVectors kept{{}, {}, named.dimension};
    for (std::size_t i = 0; i < named.words.size(); ++i) {
        if (!seen.insert(named.words[i]).second) continue;
        kept.words.push_back(std::move(named.words[i]));
        const auto first = named.values.begin() + static_cast<std::ptrdiff_t>(i * named.dimension);
        kept.values.insert(kept.values.end(), first, first + static_cast<std::ptrdiff_t>(named.dimension));
    }
    named = std::move(kept);
}

Json importWordsRun(const Json& parameters, TaskContext& context)
{
    const auto file = pathOf(parameters, "file");
    const bool ofTags = parameters.value("from_tags", false);
    if (file.empty() && !ofTags) throw Error(ErrorCode::InvalidArgument, "file", "a file of word vectors is wanted, or --from-tags");
    std::vector<std::string> warnings;
    auto vectors = ofTags ? fromTags(parameters, context) : fromFile(file, parameters, warnings, context);
    if (ofTags) dropRepeated(vectors);
    if (vectors.words.empty()) throw Error(ErrorCode::Empty, file.string(), "holds no word vectors");
    auto name = parameters.value("name", std::string());
    if (name.empty()) name = ofTags ? "library" : store::displayText(file.stem().native());
    const auto source = ofTags ? std::string(kFromTags) : store::displayText(file.filename().native());
    context.control.step("keep", 0, 1);
    context.workspace.words().put({0, name, source, vectors.dimension, 0}, vectors.words, vectors.values);

    const auto set = context.workspace.words().resolve(name);
    std::int64_t withVector = 0, tags = 0;
    for (const auto& tag : context.workspace.tags().list()) {
        ++tags;
        withVector += lookUpWord(context.workspace.words(), set, tag.name).how == dataset::TagVector::How::Missing ? 0 : 1;
    }
    for (const auto& warning : warnings)
        context.say(warning);
    return {{"name", name}, {"source", source}, {"words", vectors.words.size()}, {"dimension", vectors.dimension}, {"tags", tags},
            {"tags_with_vector", withVector}, {"warnings", warnings}};
}

}  // namespace

extern const TaskEntry words_import_task;
const TaskEntry words_import_task{"words_import", LaneKind::Library, importWordsRun};

}  // namespace engine::tasks
