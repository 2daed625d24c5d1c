#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "app/commands/tags_parts.h"
#include "app/commands/task_command.h"
#include "app/commands/track_list.h"
#include "engine/core/error.h"
#include "engine/core/ids.h"
#include "engine/store/workspace.h"

namespace app {

namespace {

using engine::Json;

struct WriteOptions {
    std::vector<std::string> tracks, sources{"user"}, types, fields;
    std::string filter, separator = "; ";
    bool replace = false, dryRun = false;
};

std::string joinedValues(const Json& values)
{
    std::string text;
    for (const auto& value : values)
        text.append(text.empty() ? "" : "; ").append(value.get<std::string>());
    return text.empty() ? "nothing" : printable(text);
}

void printFiles(std::ostream& out, const Json& document)
{
    for (const auto& file : document["files"]) {
        out << printable(file["path"].get<std::string>()) << ": " << file["status"].get<std::string>();
        if (file.contains("reason")) out << ", " << printable(file["reason"].get<std::string>());
        out << '\n';
        if (file.contains("changes"))
            for (const auto& change : file["changes"])
                out << "  " << change["field"].get<std::string>() << ": " << joinedValues(change["old"]) << " -> " << joinedValues(change["new"]) << '\n';
    }
    for (const auto& [name, count] : document["counts"].items())
        out << count << ' ' << name << (name == "rejected" ? "\n" : ", ");
    if (document.value("dry_run", false)) out << "no file was changed (--dry-run)\n";
}

Json fieldTable(const std::vector<std::string>& given)
{
    Json fields = Json::object();
    for (const auto& pair : given) {
        const auto at = pair.find('=');
        if (at == std::string::npos || at == 0) throw engine::Error(engine::ErrorCode::InvalidArgument, pair, "TYPE=FIELD wanted, e.g. mood/theme=MOOD");
        fields[pair.substr(0, at)] = pair.substr(at + 1);
    }
    return fields;
}

std::vector<engine::TrackId> tracksGiven(CommandContext& context, const std::vector<std::string>& given)
{
    if (given.empty()) return {};
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    return resolveTracks(workspace, given);
}

void addWrite(CLI::App& tags, CommandSink& sink)
{
    auto options = std::make_shared<WriteOptions>();
    auto* write = tags.add_subcommand(
        "write",
        "Write tags into the music files (MP3, FLAC, Ogg). Each file is changed beside the old one, read back (same sound, other fields as they were) and then put "
        "in its place; other frames and comments keep their bytes. A file that cannot be written is one line of the report (exit status 3). What was "
        "written is in an undo log: 'tags undo'. Try --dry-run first.");
    write->add_option("--track", options->tracks, "Only these: ids of 16 hex digits or paths of the library (default: all that the filter finds)")->type_name("TRACK");
    write->add_option("--source", options->sources, "Tags of these sources: user, cleaned, import:FILE, ... (default: user)")->type_name("SOURCE");
    write->add_option("--type", options->types, "Only tags of these types")->type_name("TYPE");
    write->add_option("--field", options->fields, "Where a type goes: TYPE=FIELD (default: genre and subgenre GENRE, mood/theme and emotion MOOD, instrument INSTRUMENT, others GROUPING)")
        ->type_name("TYPE=FIELD");
    write->add_option("--filter", options->filter, "Only tracks that the filter of 'library list' finds")->type_name("EXPR");
    write->add_flag("--replace", options->replace, "The field holds these tags only; otherwise they are added to what it holds");
    write->add_option("--separator", options->separator, "Between several values where a format has one only, ID3v2.3 (default: '; ')");
    write->add_flag("--dry-run", options->dryRun, "List the changes, write nothing");
    sink.bind(write, [options](CommandContext& context) {
        Json parameters{{"sources", options->sources}, {"types", options->types}, {"fields", fieldTable(options->fields)}, {"filter", options->filter},
                              {"replace", options->replace}, {"separator", options->separator}, {"dry_run", options->dryRun}};
        for (const auto track : tracksGiven(context, options->tracks))
            parameters["tracks"].push_back(engine::toHex(track));
        return runTask(context, "write_tags", parameters, printFiles);
    });
}

void addUndo(CLI::App& tags, CommandSink& sink)
{
    auto batch = std::make_shared<std::optional<std::int64_t>>();
    auto* undo = tags.add_subcommand("undo",
                                     "Give the files of the last 'tags write' their old bytes back. A file that somebody else has changed since is left alone and listed.");
    undo->add_option("--batch", *batch, "Undo this write instead of the last one")->type_name("N");
    sink.bind(undo, [batch](CommandContext& context) {
        Json parameters = Json::object();
        if (*batch) parameters["batch"] = **batch;
        return runTask(context, "undo_tags", parameters, printFiles);
    });
}

}  // namespace

void addTagsWrite(CLI::App& tags, CommandSink& sink)
{
    addWrite(tags, sink);
    addUndo(tags, sink);
}

}  // namespace app
