#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "app/commands/tags_parts.h"
#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/dataset/importer.h"
#include "engine/dataset/tag_text.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;
namespace fs = std::filesystem;
namespace store = engine::store;

struct ImportOptions {
    std::string file, audioRoot, format = "auto", split, merge, subset, onlyHeard, uniqueTracks, delimiter, tagSeparator;
    std::vector<std::string> columns;
    bool noHeader = false;
    double minScore = 0;
    std::size_t maxTags = 0;
    bool dryRun = false, matchMetadata = false, matchContent = false;
    std::string reportDir;
};

/// Absolute, because a job that is resumed later may run in another folder.
void putAbsolute(Json& parameters, const std::string& name, const std::string& given)
{
    if (!given.empty()) engine::tasks::putPath(parameters, name, fs::absolute(given));
}

Json importParameters(const ImportOptions& options)
{
    Json parameters = {{"format", options.format}};
    putAbsolute(parameters, "file", options.file);
    putAbsolute(parameters, "audio_root", options.audioRoot);
    if (!options.split.empty()) parameters["split"] = options.split;
    if (options.dryRun) parameters["dry_run"] = true;
    if (options.merge == "mtat")
        parameters["merge"] = options.merge;
    else
        putAbsolute(parameters, "merge", options.merge);
    putAbsolute(parameters, "only_heard", options.onlyHeard);
    putAbsolute(parameters, "unique_tracks", options.uniqueTracks);
    if (!options.subset.empty()) parameters["subset"] = options.subset;
    putAbsolute(parameters, "report_dir", options.reportDir);
    if (options.matchMetadata) parameters["match_metadata"] = true;
    if (options.matchContent) parameters["match_content"] = true;
    if (options.minScore > 0) parameters["min_score"] = options.minScore;
    if (options.maxTags > 0) parameters["max_tags"] = options.maxTags;
    if (options.columns.empty()) return parameters;
    parameters["columns"] = options.columns;
    if (!options.delimiter.empty()) parameters["delimiter"] = options.delimiter;
    if (!options.tagSeparator.empty()) parameters["tag_separator"] = options.tagSeparator;
    if (options.noHeader) parameters["no_header"] = true;
    return parameters;
}

void printImport(std::ostream& out, const Json& document)
{
    out << document["rows"] << " rows: " << document["matched"] << " matched, " << document["missing"] << " without a track in the library, "
        << document["unreadable"] << " of unreadable tracks, " << document["duplicates"] << " duplicates, "
        << document.value("refused_total", static_cast<std::int64_t>(document["refused"].size())) << " refused; " << document["tags"]
        << " tags\n";
    for (const auto& row : document["refused"])
        out << "  line " << row["line"] << ": " << printable(row["reason"].get<std::string>()) << '\n';
    if (document.contains("split")) {
        const auto& split = document["split"];
        out << "split " << printable(split["name"].get<std::string>()) << ": " << split["train"] << " train, " << split["valid"] << " valid, "
            << split["test"] << " test\n";
        if (split["leaks"] != 0) out << "  " << split["leaks"] << " recordings are in more than one part: see 'split check --name " << printable(split["name"].get<std::string>()) << "'\n";
    }
    const auto& leftOut = document["left_out"];
    if (leftOut["rows"] != 0 || leftOut["tags"] != 0 || leftOut["merged"] != 0)
        out << "by your choice " << leftOut["rows"] << " rows and " << leftOut["tags"] << " tags were left out, " << leftOut["merged"] << " merged into others\n";
    if (document["dry_run"].get<bool>()) out << "nothing was written (--dry-run)\n";
}

void addImport(CLI::App& tags, CommandSink& sink)
{
    std::string formats = "auto";
    std::string descriptions;
    for (const auto* importer : engine::dataset::allImporters()) {
        formats += "|" + std::string(importer->id);
        descriptions += " " + std::string(importer->id) + ": " + std::string(importer->description) + ".";
    }
    auto options = std::make_shared<ImportOptions>();
    auto* import = tags.add_subcommand(
        "import",
        "Take the tags of a data set over to the tracks of the library, all or nothing. A row means the track with its path, relative to "
        "--audio-root or to a scanned folder; where no track has this path, the one track with its file name, the data set's own number for "
        "its name, its artist and title, or its hash in a column file_hash or audio_hash. The tags' source is "
        "import:FILE; importing a file again replaces what it said before. category---name gives a tag its type. Artist and album are "
        "filled in where the files leave them open; a column split makes a split. Rows that cannot be used are listed with line and "
        "reason (exit status 3). Formats:" + descriptions);
    import->add_option("FILE", options->file, "The data set's table, or the folder it unpacks to")->required()->type_name("FILE");
    import->add_option("--format", options->format, formats + " (default: auto, by content)")->type_name("FORMAT");
    import->add_option("--audio-root", options->audioRoot, "Folder that the paths of the table are relative to (default: every scanned folder)")
        ->type_name("DIR");
    import->add_option("--split", options->split, "Name of the split that a column split makes (default: the file's name)")->type_name("NAME");
    import->add_option("--merge", options->merge, "Tags that mean one: mtat (built in) or a JSON file {\"groups\": [[\"survivor\", \"other\"]]} or {\"type\": {\"old\": \"new\"}}")
        ->type_name("mtat|FILE");
    import->add_option("--min-score", options->minScore, "Leave out tags with a lower score; Last.fm's 0..100 count as 0..1, so 0.5 is the usual 50")
        ->check(CLI::NonNegativeNumber);
    import->add_option("--max-tags", options->maxTags, "Leave out tracks with more tags (MSD500: 20)");
    import->add_option("--subset", options->subset, "Only a subset that the data set names (FMA: small, medium, large, full)")->type_name("NAME");
    import->add_option("--only-heard", options->onlyHeard, "Only tracks that occur in taste-profile triplets (user, song, count; MSD500 does this)")->type_name("FILE");
    import->add_option("--unique-tracks", options->uniqueTracks, "unique_tracks.txt for --only-heard (default: beside the data set)")->type_name("FILE");
    auto* column = import->add_option("--column", options->columns,
                                      "The file is a table whose column NAME (#3: the third) is its path, id (file name without extension), artist, album, title, hash (of the file or of its decoded audio), split, tag (one a "
                                      "row), score, tags (several in a cell) or flag (0/1); genre after a colon gives the type of its tags: Style=tags:genre. Given for each column "
                                      "that counts")
                       ->type_name("NAME=MEANING[:TYPE]");
    import->add_option("--delimiter", options->delimiter, "comma|semicolon|tab|pipe: between the columns (default: as the first line has)")
        ->check(CLI::IsMember({"comma", "semicolon", "tab", "pipe"}))
        ->needs(column);
    import->add_option("--tag-separator", options->tagSeparator, "Between the tags of one cell (default: ;)")->type_name("TEXT")->needs(column);
    import->add_flag("--no-header", options->noHeader, "The first line is a row already")->needs(column);
    import->add_flag("--match-metadata", options->matchMetadata, "Ids of rows also mean the track whose file states them (ISRC, MusicBrainz, AcoustID, TRACKID, comment); opens every file once");
    import->add_flag("--match-content", options->matchContent, "Rows that nothing else matches mean the track that equals the file they name below --audio-root, by its bytes or by its decoded audio");
    import->add_option("--report-dir", options->reportDir, "Where the lists matched.csv, missing.csv, unreadable.csv, duplicates.csv and refused.csv are written (default: the workspace's cache/import)")
        ->type_name("DIR");
    import->add_flag("--dry-run", options->dryRun, "Read and match everything, write only the lists");
    sink.bind(import, [options](CommandContext& context) { return runTask(context, "import", importParameters(*options), printImport); });
}

void printRecipe(std::ostream& out, const Json& document)
{
    out << std::setw(16) << "" << std::setw(12) << "tracks" << std::setw(12) << "pairs" << std::setw(12) << "tags" << '\n';
    for (const auto& step : document["steps"]) {
        out << std::left << std::setw(16) << step["step"].get<std::string>() << std::right;
        for (const char* name : {"tracks", "pairs", "tags"})
            out << std::setw(12) << (step.contains(name) ? step[name].dump() : "");
        out << '\n';
    }
    for (const auto& row : document["refused"])
        out << "  line " << row["line"] << ": " << printable(row["reason"].get<std::string>()) << '\n';
    if (document["dry_run"].get<bool>()) out << "nothing was written (--dry-run)\n";
}

void addRecipe(CLI::App& tags, CommandSink& sink)
{
    auto* recipe = tags.add_subcommand("recipe", "A published tag set in one step, with what each of its steps left");
    recipe->require_subcommand(1);
    auto options = std::make_shared<ImportOptions>();
    auto minTracks = std::make_shared<std::int64_t>(100);
    options->minScore = 0.5;
    options->maxTags = 20;
    auto* msd500 = recipe->add_subcommand("msd500", "The tags of MSD500 from the Last.fm tags of the Million Song Dataset: tracks of the taste profile only, scores from 50 on, at most "
                                                    "20 tags a track, spellings grouped by lemma, groups of at least 100 tracks. All or nothing; 'tags clean --undo' takes the groups "
                                                    "off the tracks again.");
    msd500->add_option("FILE", options->file, "lastfm_tags.db, or the folder of the JSON files")->required()->type_name("FILE");
    msd500->add_option("--only-heard", options->onlyHeard, "Taste-profile triplets (user, song, count)")->required()->type_name("FILE");
    msd500->add_option("--unique-tracks", options->uniqueTracks, "unique_tracks.txt (default: beside the data set)")->type_name("FILE");
    msd500->add_option("--audio-root", options->audioRoot, "Folder that the paths are relative to (default: every scanned folder)")->type_name("DIR");
    msd500->add_option("--min-score", options->minScore, "Lowest score, 0 to 1 (default: 0.5)")->check(CLI::NonNegativeNumber);
    msd500->add_option("--max-tags", options->maxTags, "Tracks with more tags are left out (default: 20)");
    msd500->add_option("--min-tracks", *minTracks, "Groups on fewer tracks are left out (default: 100)");
    msd500->add_flag("--dry-run", options->dryRun, "Count every step, write nothing");
    sink.bind(msd500, [options, minTracks](CommandContext& context) {
        auto parameters = importParameters(*options);
        parameters["min_tracks"] = *minTracks;
        return runTask(context, "msd500", parameters, printRecipe);
    });
}

int list(CommandContext& context)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    Json document = {{"tags", Json::array()}};
    for (const auto& tag : workspace.tags().list())
        document["tags"].push_back({{"tag", tag.name}, {"type", tag.type}, {"tracks", tag.tracks}});
    context.result(document, [&](std::ostream& out) {
        for (const auto& tag : document["tags"])
            out << std::setw(8) << tag["tracks"].get<std::int64_t>() << "  " << printable(tag["tag"].get<std::string>()) << "  ("
                << printable(tag["type"].get<std::string>()) << ")\n";
        out << document["tags"].size() << " tags\n";
    });
    return kSuccess;
}

/// One row a track and tag, the highest score of all sources: the form `tags import` reads back.
int exportTags(CommandContext& context, const fs::path& file)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    engine::CsvWriter csv;
    csv.text("path").text("tag").text("score").endRow();
    std::int64_t tracks = 0, rows = 0;
    const auto ids = workspace.tracks().ids({});
    for (const auto& track : workspace.tracks().page(ids)) {
        context.control().step("export", tracks++, static_cast<std::int64_t>(ids.size()));
        std::map<std::string, double> scores;
        for (const auto& tag : workspace.tags().ofTrack(track.id)) {
            const auto [at, isNew] = scores.try_emplace(engine::dataset::tagText(tag.name, tag.type), tag.score);
            if (!isNew) at->second = std::max(at->second, tag.score);
        }
        for (const auto& [tag, score] : scores) {
            csv.text(track.displayPath).text(tag).number(score).endRow();
            ++rows;
        }
    }
    engine::writeFileAtomically(file, csv.document());
    const Json document = {{"path", store::asUtf8(file.native())}, {"tracks", tracks}, {"rows", rows}};
    context.result(document, [&](std::ostream& out) { out << rows << " tags of " << tracks << " tracks in " << printable(file.native()) << '\n'; });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* tags = root.add_subcommand("tags", "The tags of the library: take them from data sets, clean, list and export them, write them into the files");
    tags->require_subcommand(1);
    addImport(*tags, sink);
    addRecipe(*tags, sink);

    auto* listing = tags->add_subcommand("list", "List all tags with their type and the number of tracks, most frequent first");
    sink.bind(listing, list);

    auto file = std::make_shared<std::string>();
    auto* exporting = tags->add_subcommand("export", "Write all tags as a table path,tag,score (RFC 4180, UTF-8) that 'tags import' reads back");
    exporting->add_option("-o,--output", *file, "The table to write")->required()->type_name("F.csv");
    addTagsClean(*tags, sink);
    addTagsVocabulary(*tags, sink);
    addTagsStages(*tags, sink);
    addTagsWrite(*tags, sink);
    sink.bind(exporting, [file](CommandContext& context) { return exportTags(context, *file); });
}

}  // namespace

extern const CommandEntry tags_command;
const CommandEntry tags_command{add};

}  // namespace app
