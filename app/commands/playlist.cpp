#include <ostream>

#include "app/commands/command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/playlist_file.h"
#include "engine/tasks/track_search.h"
#include "engine/tasks/word_sets.h"

namespace app {

namespace {

namespace tasks = engine::tasks;

struct Options {
    std::vector<std::string> tracks, like;
    std::string filter, words, run;
    std::size_t count = 0;
    bool otherArtists = false;
    std::filesystem::path output;
};

constexpr std::size_t kFoundTracks = 25;

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

void add(CLI::App& root, CommandSink& sink)
{
    auto* playlist = root.add_subcommand("playlist", "Lists of tracks for other players");
    playlist->require_subcommand(1);
    const auto options = std::make_shared<Options>();
    auto* sub = playlist->add_subcommand(
        "export", "Write tracks as an extended M3U (.m3u8) or XSPF (.xspf) file: the tracks given, those of a filter, those that words find, or some "
                  "tracks and those most like them. Tracks whose file is away are left out.");
    sub->footer("Example: tagbench-cli playlist export --tag \"calm piano\" --k 40 -o evening.m3u8");
    auto* tracks = sub->add_option("TRACK", options->tracks, "Track id (16 hex digits) or path of a file of the library")->type_name("TRACK");
    auto* filter = sub->add_option("--filter", options->filter, "As of library list")->type_name("EXPR");
    auto* words = sub->add_option("--tag", options->words, "As of search")->type_name("WORDS");
    auto* like = sub->add_option("--like", options->like, "Begin with this track, go on with the most similar; may be repeated")->type_name("TRACK");
    for (auto* option : {filter, words, like})
        for (auto* other : {tracks, filter, words, like})
            if (option != other) option->excludes(other);
    sub->add_option("--run", options->run, "Run whose predictions are used by --tag and --like");
    sub->add_option("-k,--k", options->count, "At most so many (default: 25 found ones, all of a filter)")->check(CLI::Range(1, 100000));
    sub->add_flag("--other-artists", options->otherArtists, "With --like: nothing more by the same artists");
    sub->add_option("-o,--output", options->output, "Where the list goes")->required()->type_name("FILE.m3u8|FILE.xspf");
    sink.bind(sub, [options](CommandContext& context) -> int {
        if (options->tracks.empty() && options->filter.empty() && options->words.empty() && options->like.empty())
            throw CLI::RequiredError("TRACK, --filter, --tag or --like");
        return exportPlaylist(context, *options);
    });
}

}  // namespace

extern const CommandEntry playlist_command;
const CommandEntry playlist_command{add};

}  // namespace app
