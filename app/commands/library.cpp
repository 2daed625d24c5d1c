#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iomanip>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "app/commands/task_command.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;
namespace store = engine::store;

struct ListOptions {
    std::string filter;
    std::int64_t limit = 0;   // 0 = all
    std::int64_t offset = 0;
};

Json scanParameters(const std::vector<std::string>& folders, std::uint64_t seed)
{
    std::vector<std::filesystem::path> paths;
    // Made absolute here: a job that is resumed later may run in another folder.
    for (const auto& folder : folders)
        paths.push_back(std::filesystem::absolute(folder));
    Json parameters = {{"seed", seed}};
    engine::tasks::putPaths(parameters, "folders", paths);
    return parameters;
}

void printScan(std::ostream& out, const Json& document)
{
    const auto& counts = document["counts"];
    const char* separator = "";
    for (const auto& [name, number] : counts.items()) {
        out << separator << number.get<std::int64_t>() << ' ' << name;
        separator = ", ";
    }
    out << '\n';
    for (const auto& file : document["files"])
        if (file["status"] == "rejected")
            out << "  " << printable(file["path"].get<std::string>()) << ": " << printable(file["reason"].get<std::string>()) << " ["
                << file["class"].get<std::string>() << "]\n";
}

Json trackJson(const store::Track& track, store::Workspace& workspace)
{
    const auto path = workspace.tracks().absolutePath(track).native();
    // A file that lost its place to another one has no path of its own any more; the one it had is shown.
    const bool parked = track.path.is_absolute();
    Json json = {{"id", engine::toHex(track.id)}, {"path", parked ? track.displayPath : store::displayText(path)}};
    if (!parked && !store::isUtf8(path)) json["path_hex"] = store::hexOfBytes(path);
    json["title"] = track.title;
    json["artist"] = track.artist;
    json["album"] = track.album;
    json["duration_s"] = track.durationSeconds;
    json["sample_rate_hz"] = track.sampleRateHz;
    json["channels"] = track.channels;
    json["tags"] = Json::array();
    for (const auto& tag : workspace.tags().ofTrack(track.id))
        json["tags"].push_back({{"tag", tag.name}, {"type", tag.type}, {"source", tag.source}, {"score", tag.score}});
    json["state"] = std::string(store::trackStateName(track.state));
    if (track.state == store::TrackState::Unreadable) {
        json["class"] = track.errorClass;
        json["reason"] = track.reason;
    }
    return json;
}

void printList(std::ostream& out, const Json& document)
{
    for (const auto& track : document["tracks"]) {
        const auto seconds = static_cast<int>(track["duration_s"].get<double>() + 0.5);
        out << track["id"].get<std::string>() << "  " << std::setw(3) << seconds / 60 << ':' << std::setw(2) << std::setfill('0') << seconds % 60
            << std::setfill(' ') << "  ";
        const auto title = track["title"].get<std::string>();
        const auto artist = track["artist"].get<std::string>();
        out << printable(title.empty() ? track["path"].get<std::string>() : artist.empty() ? title : artist + " - " + title);
        if (track["state"] != "ready") out << "  (" << track["state"].get<std::string>() << ')';
        out << '\n';
    }
    out << document["tracks"].size() << " of " << document["total"].get<std::int64_t>() << " tracks\n";
}

int list(CommandContext& context, const ListOptions& options)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    store::TrackQuery query;
    query.text = options.filter;
    const auto ids = workspace.tracks().ids(query);
    const auto begin = std::min(static_cast<std::size_t>(options.offset), ids.size());
    const auto rest = ids.size() - begin;
    const auto count = options.limit == 0 ? rest : std::min(static_cast<std::size_t>(options.limit), rest);
    Json document = {{"total", ids.size()}, {"tracks", Json::array()}};
    for (const auto& track : workspace.tracks().page(std::span(ids).subspan(begin, count)))
        document["tracks"].push_back(trackJson(track, workspace));
    context.result(document, [&](std::ostream& out) { printList(out, document); });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* library = root.add_subcommand("library", "The music folders of the workspace and their tracks");
    library->require_subcommand(1);

    auto folders = std::make_shared<std::vector<std::string>>();
    auto* scan = library->add_subcommand(
        "scan",
        "Read music folders into the workspace. Nothing is ever written into them. Only new and changed files are read; a moved file keeps "
        "its id, tags and splits; a file or drive that is away keeps its row. Files that cannot be used are listed with a class and a "
        "reason (exit status 3). Hidden files and folders with a .nomedia file are skipped, links to folders are not followed. "
        "A scan that was stopped or killed goes on where it was when it is started again.");
    scan->add_option("DIR", *folders, "Music folder; several may be given")->required()->type_name("DIR");
    sink.bind(scan, [folders](CommandContext& context) {
        return runTask(context, "scan", scanParameters(*folders, context.options.seed), printScan);
    });

    auto options = std::make_shared<ListOptions>();
    auto* listing = library->add_subcommand("list", "List the tracks of the workspace, ordered by path");
    listing->add_option("--filter", options->filter,
                        "Words that must all occur in title, artist, album, path or a tag; case and accents do not matter. FIELD:VALUE looks in one "
                        "field: tag: and genre: (whole names), artist:, album:, title:, path: (parts), state:ready|unreadable|missing. "
                        "Quotes keep blanks: artist:\"Miles Davis\"")
        ->type_name("EXPR");
    listing->add_option("--limit", options->limit, "At most N tracks (default: all)")->check(CLI::PositiveNumber)->type_name("N");
    listing->add_option("--offset", options->offset, "Leave out the first N tracks")->check(CLI::NonNegativeNumber)->type_name("N");
    sink.bind(listing, [options](CommandContext& context) { return list(context, *options); });
}

}  // namespace

extern const CommandEntry library_command;
const CommandEntry library_command{add};

}  // namespace app
