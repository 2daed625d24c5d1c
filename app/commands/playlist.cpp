#include <ostream>
#include <sstream>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"
#include "engine/retrieval/path_walk.h"
#include "engine/store/display_text.h"
#include "engine/store/playlist_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/playlist_file.h"
#include "engine/tasks/track_search.h"
#include "engine/tasks/word_sets.h"

namespace app {

namespace {

namespace tasks = engine::tasks;

struct Options {
    std::vector<std::string> tracks, like;
    std::string filter, words, run, playlist, path, name;
    std::int64_t map = 0;
    std::size_t count = 0;
    bool otherArtists = false;
    std::filesystem::path output;
};

constexpr std::size_t kFoundTracks = 25;

/// "0,0 1.5,-2" as x and y in turn.
std::vector<float> cornersOf(const std::string& path)
{
    std::istringstream in(path);
    std::vector<float> corners;
    for (std::string corner; in >> corner;) {
        float x = 0, y = 0;
        char comma = 0;
        std::istringstream one(corner);
        if (!(one >> x >> comma >> y) || comma != ',' || !one.eof())
            throw engine::Error(engine::ErrorCode::InvalidArgument, corner, "a corner of the path is X,Y in the map's coordinates");
        corners.insert(corners.end(), {x, y});
    }
    return corners;
}

std::vector<engine::TrackId> alongPath(engine::store::Workspace& workspace, const Options& options, std::size_t count, std::string& method)
{
    const auto map = options.map > 0 ? workspace.maps().find(engine::MapId{options.map}) : workspace.maps().latest();
    if (!map) throw engine::Error(engine::ErrorCode::NotFound, "map", "there is no such map; make one with map");
    method = "a path across map " + std::to_string(value(map->id));
    std::vector<engine::TrackId> tracks;
    for (const auto at : engine::retrieval::pointsAlong(map->points, cornersOf(options.path), count))
        tracks.push_back(map->tracks[at]);
    return tracks;
}

std::vector<engine::TrackId> chosen(CommandContext& context, engine::store::Workspace& workspace, const Options& options, std::string& method)
{
    const auto count = options.count > 0 ? options.count : kFoundTracks;
    std::vector<engine::TrackId> tracks;
    if (!options.words.empty() || !options.like.empty()) {
        tasks::SearchRequest request;
        request.words = options.words;
        request.like = tracks = resolveTracks(workspace, options.like);   // a list that begins with what it is like
        request.count = count;
        request.otherArtists = options.otherArtists;
        tasks::TrackSearch search(workspace, options.run, [&] { return tasks::wordSetsForSearch(workspace, context.control()); });
        const auto answer = search.find(workspace, request);
        method = answer.method;
        for (const auto& hit : answer.hits)
            tracks.push_back(hit.track);
    } else if (!options.path.empty()) {
        tracks = alongPath(workspace, options, count, method);
    } else if (!options.playlist.empty()) {
        engine::store::PlaylistStore lists(workspace.database());
        if (!lists.find(options.playlist)) throw engine::Error(engine::ErrorCode::NotFound, options.playlist, "there is no such playlist; playlist list shows them");
        method = "playlist " + options.playlist;
        tracks = lists.tracks(options.playlist);
    } else if (!options.filter.empty()) {
        method = "filter";
        engine::store::TrackQuery query;
        query.text = options.filter;
        tracks = workspace.tracks().ids(query);
        if (options.count > 0 && tracks.size() > options.count) tracks.resize(options.count);
    } else {
        method = "as given";
        tracks = resolveTracks(workspace, options.tracks);
    }
    return tracks;
}

int exportPlaylist(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    std::string method;
    const auto tracks = chosen(context, workspace, options, method);
    const auto written = tasks::writePlaylist(workspace, tracks, options.output);
    const engine::Json document{{"path", engine::store::displayText(options.output.native())}, {"method", method}, {"tracks", written}};
    context.result(document, [&](std::ostream& out) {
        out << written << " tracks (" << printable(method) << ")\n" << printable(options.output.string()) << '\n';
    });
    return kSuccess;
}

int savePlaylist(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    std::string method;
    const auto tracks = chosen(context, workspace, options, method);
    engine::store::PlaylistStore(workspace.database()).put(options.name, tracks);
    const engine::Json document{{"playlist", options.name}, {"method", method}, {"tracks", tracks.size()}};
    context.result(document, [&](std::ostream& out) { out << printable(options.name) << ": " << tracks.size() << " tracks (" << printable(method) << ")\n"; });
    return kSuccess;
}

int listPlaylists(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    engine::Json document{{"playlists", engine::Json::array()}};
    engine::store::PlaylistStore lists(workspace.database());
    for (const auto& list : lists.list()) {
        engine::Json row{{"name", list.name}, {"tracks", engine::Json::array()}};
        for (const auto track : lists.tracks(list.name))
            row["tracks"].push_back(trackFacts(workspace, track));
        document["playlists"].push_back(std::move(row));
    }
    context.result(document, [&](std::ostream& out) {
        for (const auto& list : document["playlists"]) {
            out << printable(list["name"].get<std::string>()) << '\n';
            for (const auto& track : list["tracks"])
                out << "  " << trackLine(track) << '\n';
        }
        if (document["playlists"].empty()) out << "no playlists yet; make one with playlist save\n";
    });
    return kSuccess;
}

int removePlaylist(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    if (!engine::store::PlaylistStore(workspace.database()).remove(options.name))
        throw engine::Error(engine::ErrorCode::NotFound, options.name, "there is no such playlist; playlist list shows them");
    context.result({{"playlist", options.name}}, [&](std::ostream& out) { out << "removed " << printable(options.name) << '\n'; });
    return kSuccess;
}

/// Ways to say which tracks.
void addChoice(CLI::App& sub, Options& options)
{
    auto* tracks = sub.add_option("TRACK", options.tracks, "Track id (16 hex digits) or path of a file of the library")->type_name("TRACK");
    auto* filter = sub.add_option("--filter", options.filter, "As of library list")->type_name("EXPR");
    auto* words = sub.add_option("--tag", options.words, "As of search")->type_name("WORDS");
    auto* like = sub.add_option("--like", options.like, "Begin with this track, go on with the most similar; may be repeated")->type_name("TRACK");
    auto* path = sub.add_option("--path", options.path, "Along a line across a map: corners in its coordinates, e.g. \"-20,0 0,5 20,0\"")->type_name("X,Y ...");
    auto* list = sub.add_option("--playlist", options.playlist, "As kept in the workspace")->type_name("NAME");
    for (auto* option : {filter, words, like, path, list})
        for (auto* other : {tracks, filter, words, like, path, list})
            if (option != other) option->excludes(other);
    sub.add_option("--map", options.map, "Number of the map of --path (default: the newest)")->check(CLI::PositiveNumber)->type_name("N")->needs(path);
    sub.add_option("--run", options.run, "Run whose predictions are used by --tag and --like");
    sub.add_option("-k,--k", options.count, "At most so many (default: 25 found ones, all of a filter)")->check(CLI::Range(1, 100000));
    sub.add_flag("--other-artists", options.otherArtists, "With --like: nothing more by the same artists");
}

void requireChoice(const Options& options)
{
    if (options.tracks.empty() && options.filter.empty() && options.words.empty() && options.like.empty() && options.path.empty() && options.playlist.empty())
        throw CLI::RequiredError("TRACK, --filter, --tag, --like, --path or --playlist");
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* playlist = root.add_subcommand("playlist", "Lists of tracks, kept in the workspace and for other players");
    playlist->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    auto* exported = playlist->add_subcommand(
        "export", "Write tracks as an extended M3U (.m3u8) or XSPF (.xspf) file: the tracks given, those of a filter, those that words find, some tracks and "
                  "those most like them, those along a line across a map, or a playlist of the workspace. Tracks whose file is away are left out.");
    exported->footer("Example: tagbench-cli playlist export --tag \"calm piano\" --k 40 -o evening.m3u8");
    addChoice(*exported, *options);
    exported->add_option("-o,--output", options->output, "Where the list goes")->required()->type_name("FILE.m3u8|FILE.xspf");
    sink.bind(exported, [options](CommandContext& context) -> int {
        requireChoice(*options);
        return exportPlaylist(context, *options);
    });
    const auto saved = std::make_shared<Options>();
    auto* save = playlist->add_subcommand("save", "Keep tracks as a playlist of the workspace, in place of one of this name; tracks are chosen as by playlist export");
    save->footer("Example: tagbench-cli playlist save Evening --like 0123456789abcdef --k 20");
    save->add_option("NAME", saved->name, "What it is called")->required();
    addChoice(*save, *saved);
    sink.bind(save, [saved](CommandContext& context) -> int {
        requireChoice(*saved);
        return savePlaylist(context, *saved);
    });
    sink.bind(playlist->add_subcommand("list", "The playlists of the workspace with their tracks"), [](CommandContext& context) { return listPlaylists(context); });
    const auto removed = std::make_shared<Options>();
    auto* remove = playlist->add_subcommand("remove", "Remove a playlist of the workspace; no music file is touched");
    remove->add_option("NAME", removed->name, "Which one")->required();
    sink.bind(remove, [removed](CommandContext& context) { return removePlaylist(context, *removed); });
}

}  // namespace

extern const CommandEntry playlist_command;
const CommandEntry playlist_command{add};

}  // namespace app
