// Taste profiles: who played what, and the item factors made of it.
//
// taste_import: {"file", "file_hex"?, "ids"?, "ids_hex"?: list of song ids for factors in .npy, "songs"?, "songs_hex"?: unique_tracks.txt, "name"?}
// taste_fit: {"taste"?: name, "factors", "iterations", "regularisation", "confidence", "seed", "output"?: F.npy (all songs; their ids beside it), "output_hex"?}
#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <optional>
#include <unordered_map>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/core/sha256.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/taste_triplets.h"
#include "engine/dataset/track_matcher.h"
#include "engine/retrieval/implicit_als.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostUnknownNamed = 50;

/// Plays in the workspace: the sparse matrix, the songs' ids and what the tracks they are may be called. Users are numbers: their names are nobody's business.
struct KeptPlays {
    retrieval::PlayCounts plays;
    std::vector<std::string> songs;
};

template <typename Number>
checkpoint::TensorBytes bytesOf(const std::string& name, checkpoint::DType type, const std::vector<Number>& values)
{
    checkpoint::TensorBytes tensor{name, type, {static_cast<std::int64_t>(values.size())}, {}};
    tensor.bytes.resize(values.size() * sizeof(Number));
    if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    return tensor;
}

template <typename Number>
std::vector<Number> numbersOf(const checkpoint::Safetensors& file, const std::string& name, const fs::path& path)
{
    for (const auto& tensor : file.tensors) {
        if (tensor.name != name) continue;
        std::vector<Number> values(tensor.bytes.size() / sizeof(Number));
        if (!values.empty()) std::memcpy(values.data(), tensor.bytes.data(), values.size() * sizeof(Number));
        return values;
    }
    throw Error(ErrorCode::Corrupt, path.string(), "lacks its " + name);
}

void writePlays(const fs::path& path, const KeptPlays& kept)
{
    std::string names;
    for (const auto& song : kept.songs)
        names += song + "\n";
    const std::vector<char> text(names.begin(), names.end());
    const std::vector<checkpoint::TensorBytes> tensors{
        bytesOf("start", checkpoint::DType::Int64, kept.plays.start), bytesOf("song", checkpoint::DType::Int32, kept.plays.song),
        bytesOf("count", checkpoint::DType::Float32, kept.plays.count), bytesOf("songs", checkpoint::DType::UInt8, text)};
    fs::create_directories(path.parent_path());
    checkpoint::writeSafetensors(path, tensors, {{"tagbench.what", "play counts"}});
}

KeptPlays readPlays(const fs::path& path)
{
    const auto file = checkpoint::readSafetensors(path);
    KeptPlays kept;
    kept.plays.start = numbersOf<std::uint64_t>(file, "start", path);
    kept.plays.song = numbersOf<std::uint32_t>(file, "song", path);
    kept.plays.count = numbersOf<float>(file, "count", path);
    const auto names = numbersOf<char>(file, "songs", path);
    for (auto at = names.begin(); at != names.end();) {
        const auto end = std::find(at, names.end(), '\n');
        kept.songs.emplace_back(at, end);
        at = end == names.end() ? end : end + 1;
    }
    kept.plays.users = kept.plays.start.empty() ? 0 : kept.plays.start.size() - 1;
    kept.plays.songs = kept.songs.size();
    const auto entries = kept.plays.entries();
    const bool whole = kept.plays.users > 0 && kept.plays.count.size() == entries && kept.plays.start.back() == entries &&
                       std::is_sorted(kept.plays.start.begin(), kept.plays.start.end()) &&
                       std::all_of(kept.plays.song.begin(), kept.plays.song.end(), [&](auto song) { return song < kept.songs.size(); });
    if (!whole) throw Error(ErrorCode::Corrupt, path.string(), "its parts do not fit each other; import the profile again");
    return kept;
}

/// What a song of a profile may be called in the library: its id, or artist, title and track id where unique_tracks.txt says so.
std::vector<dataset::TrackName> namesOfSongs(const std::vector<std::string>& songs, const fs::path& uniqueTracks, RunControl& control)
{
    std::vector<dataset::TrackName> names(songs.size());
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < songs.size(); ++i) {
        names[i].path = songs[i];
        names[i].ids = {songs[i]};
        place.emplace(songs[i], i);
    }
    if (uniqueTracks.empty()) return names;
    dataset::forEachUniqueTrack(uniqueTracks, control, [&](auto track, auto song, auto artist, auto title) {
        const auto at = place.find(std::string(song));
        if (at == place.end()) return;
        auto& name = names[at->second];
        name.ids.emplace_back(track);
        name.artist = artist;
        name.title = title;
    });
    return names;
}

/// The track that each song is, if the library has it: by track id (16 hex digits), file, id or artist and title.
std::vector<std::optional<TrackId>> tracksOfSongs(const std::vector<dataset::TrackName>& names, store::Workspace& workspace)
{
    dataset::TrackMatcher matcher;
    std::unordered_map<std::string, TrackId> byHex;
    for (const auto& library : workspace.tracks().libraries())
        for (const auto& track : workspace.tracks().byLibrary(library.id)) {
            if (track.state != store::TrackState::Ready) continue;
            matcher.add(track.id, track.displayPath, true, track.artist, track.title);
            byHex.emplace(toHex(track.id), track.id);
        }
    for (const auto& name : names)
        matcher.note(name);
    std::vector<std::optional<TrackId>> tracks;
    for (const auto& name : names) {
        const auto hex = byHex.find(name.path);
        tracks.push_back(hex != byHex.end() ? std::optional(hex->second) : matcher.match(name).track);
    }
    return tracks;
}

struct TrackFactors {
    std::vector<TrackId> tracks;
    std::vector<float> vectors;
};

TrackFactors factorsOfTracks(const std::vector<std::optional<TrackId>>& tracks, std::span<const float> vectors, std::size_t width)
{
    TrackFactors own;
    std::unordered_map<TrackId, bool> seen;
    for (std::size_t song = 0; song < tracks.size(); ++song) {
        if (!tracks[song] || !seen.emplace(*tracks[song], true).second) continue;
        own.tracks.push_back(*tracks[song]);
        const auto vector = vectors.subspan(song * width, width);
        own.vectors.insert(own.vectors.end(), vector.begin(), vector.end());
    }
    return own;
}

/// Ready tracks that the profile does not know, by name: a model by taste leaves them out.
Json unknownTracks(const std::vector<std::optional<TrackId>>& known, store::Workspace& workspace)
{
    std::unordered_map<TrackId, bool> isKnown;
    for (const auto& track : known)
        if (track) isKnown.emplace(*track, true);
    std::size_t count = 0;
    auto names = Json::array();
    for (const auto& library : workspace.tracks().libraries())
        for (const auto& track : workspace.tracks().byLibrary(library.id)) {
            if (track.state != store::TrackState::Ready || isKnown.contains(track.id)) continue;
            ++count;
            if (names.size() < kMostUnknownNamed) names.push_back(track.displayPath);
        }
    return {{"count", count}, {"names", std::move(names)}};
}

KeptPlays readTriplets(const fs::path& file, RunControl& control)
{
    std::unordered_map<std::string, std::uint32_t> users, songs;
    std::vector<retrieval::Play> plays;
    KeptPlays kept;
    dataset::forEachPlay(file, control, [&](std::int64_t, std::string_view user, std::string_view song, double count) {
        const auto at = users.try_emplace(std::string(user), static_cast<std::uint32_t>(users.size())).first->second;
        const auto [place, isNew] = songs.try_emplace(std::string(song), static_cast<std::uint32_t>(songs.size()));
        if (isNew) kept.songs.emplace_back(song);
        plays.push_back({at, place->second, static_cast<float>(count)});
    });
    if (plays.empty()) throw Error(ErrorCode::Empty, file.string(), "holds no user, song and play count");
    kept.plays = retrieval::sortedPlays(plays, users.size(), songs.size());
    return kept;
}

std::string profileName(const Json& parameters, const fs::path& file)
{
    const auto name = parameters.value("name", std::string());
    return name.empty() ? store::displayText(file.stem().native()) : name;
}

Json importReadyFactors(const fs::path& file, const Json& parameters, TaskContext& context)
{
    const auto ids = pathOf(parameters, "ids");
    if (ids.empty()) throw Error(ErrorCode::InvalidArgument, "ids", "factors in .npy need a list of the song ids, one a line (--ids)");
    const auto array = readNpy(file);
    if (array.shape.size() != 2 || array.shape[0] == 0 || array.shape[1] == 0)
        throw Error(ErrorCode::Mismatch, file.string(), "a table [songs, factors] is wanted");
    if (!std::all_of(array.values.begin(), array.values.end(), [](double value) { return std::isfinite(value); }))
        throw Error(ErrorCode::NonFinite, file.string(), "holds NaN or infinity");
    std::vector<std::string> songs;
    dataset::LineReader reader(ids);
    for (dataset::TextLine line; reader.next(line);)
        songs.push_back(line.text);
    if (songs.size() != array.shape[0])
        throw Error(ErrorCode::Mismatch, ids.string(), std::to_string(songs.size()) + " ids for " + std::to_string(array.shape[0]) + " rows of factors");
    const auto tracks = tracksOfSongs(namesOfSongs(songs, pathOf(parameters, "songs"), context.control), context.workspace);
    const auto own = factorsOfTracks(tracks, std::vector<float>(array.values.begin(), array.values.end()), array.shape[1]);
    if (own.tracks.empty()) throw Error(ErrorCode::NotFound, ids.string(), "none of these songs is a track of the library");
    const auto name = profileName(parameters, file);
    auto transaction = store::writeTransaction(context.workspace.database());
    const auto taste = context.workspace.tastes().put({0, name, store::displayText(file.filename().native()), "", 0, static_cast<std::int64_t>(songs.size()), 0, 0, Json::object()});
    context.workspace.tastes().putFactors(taste, array.shape[1], own.tracks, own.vectors, {{"ready", true}});
    transaction.commit();
    return {{"name", name}, {"kind", "factors"}, {"songs", songs.size()}, {"factors", array.shape[1]}, {"matched", own.tracks.size()},
            {"tracks_without", unknownTracks(tracks, context.workspace)}};
}

Json tasteImportRun(const Json& parameters, TaskContext& context)
{
    const auto file = pathOf(parameters, "file");
    if (file.empty()) throw Error(ErrorCode::InvalidArgument, "file", "a file of play counts or of factors is wanted");
    if (file.extension() == ".npy") return importReadyFactors(file, parameters, context);
    const auto kept = readTriplets(file, context.control);
    const auto names = namesOfSongs(kept.songs, pathOf(parameters, "songs"), context.control);
    const auto tracks = tracksOfSongs(names, context.workspace);
    const auto matched = std::count_if(tracks.begin(), tracks.end(), [](const auto& track) { return track.has_value(); });
    // Which track a song is stands in the file: the fit need not have unique_tracks.txt again.
    KeptPlays stored = kept;
    for (std::size_t song = 0; song < tracks.size(); ++song)
        if (tracks[song]) stored.songs[song] = toHex(*tracks[song]);
    const auto name = profileName(parameters, file);
    auto transaction = store::writeTransaction(context.workspace.database());
    store::Taste taste{0, name, store::displayText(file.filename().native()), "", static_cast<std::int64_t>(kept.plays.users), static_cast<std::int64_t>(kept.plays.songs),
                       static_cast<std::int64_t>(kept.plays.entries()), 0, Json::object()};
    taste.file = "plays-" + sha256Hex(name).substr(0, 16) + ".safetensors";
    writePlays(context.workspace.tasteFolder() / taste.file, stored);
    context.workspace.tastes().put(taste);
    transaction.commit();
    return {{"name", name}, {"kind", "plays"}, {"users", kept.plays.users}, {"songs", kept.plays.songs}, {"entries", kept.plays.entries()}, {"matched", matched},
            {"tracks_without", unknownTracks(tracks, context.workspace)}};
}

void writeFactors(const fs::path& output, const std::vector<std::string>& songs, const retrieval::AlsFactors& factors)
{
    const std::vector<std::size_t> shape{songs.size(), factors.factors};
    writeNpy(output, shape, factors.songs);
    std::string ids;
    for (const auto& song : songs)
        ids += song + "\n";
    auto beside = output;
    writeFileAtomically(beside.replace_extension(".txt"), ids);
}

Json tasteFitRun(const Json& parameters, TaskContext& context)
{
    const auto taste = context.workspace.tastes().resolve(parameters.value("taste", std::string()));
    if (taste.file.empty()) throw Error(ErrorCode::InvalidArgument, taste.name, "came as ready factors; there are no play counts to fit");
    retrieval::AlsConfig config;
    config.factors = parameters.value("factors", config.factors);
    config.iterations = parameters.value("iterations", config.iterations);
    config.regularisation = parameters.value("regularisation", config.regularisation);
    config.confidence = parameters.value("confidence", config.confidence);
    config.seed = parameters.value("seed", config.seed);
    config.threads = context.threads;
    const auto kept = readPlays(context.workspace.tasteFolder() / taste.file);
    const auto factors = retrieval::factorise(kept.plays, config, context.control);
    if (const auto output = pathOf(parameters, "output"); !output.empty()) writeFactors(output, kept.songs, factors);
    const auto tracks = tracksOfSongs(namesOfSongs(kept.songs, {}, context.control), context.workspace);
    const auto own = factorsOfTracks(tracks, factors.songs, factors.factors);
    const Json recipe{{"factors", config.factors}, {"iterations", config.iterations}, {"regularisation", config.regularisation},
                      {"confidence", config.confidence}, {"seed", config.seed}};
    context.workspace.tastes().putFactors(taste.id, factors.factors, own.tracks, own.vectors, recipe);
    Json document{{"name", taste.name}, {"users", kept.plays.users}, {"songs", kept.plays.songs}, {"entries", kept.plays.entries()}};
    document.update(recipe);
    document["matched"] = own.tracks.size();
    document["tracks_without"] = unknownTracks(tracks, context.workspace);
    return document;
}

}  // namespace

extern const TaskEntry taste_import_task;
const TaskEntry taste_import_task{"taste_import", LaneKind::Library, tasteImportRun};
extern const TaskEntry taste_fit_task;
const TaskEntry taste_fit_task{"taste_fit", LaneKind::Library, tasteFitRun};

}  // namespace engine::tasks
