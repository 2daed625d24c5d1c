#include <algorithm>
#include <charconv>
#include <iomanip>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "app/commands/tags_parts.h"
#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/line_reader.h"
#include "engine/dataset/text.h"
#include "engine/dataset/unicode.h"
#include "engine/store/cleaning_store.h"
#include "engine/store/display_text.h"
#include "engine/tasks/clean_tags.h"
#include "engine/tasks/tag_distances.h"

namespace app {

namespace {

using engine::Json;
namespace dataset = engine::dataset;
namespace fs = std::filesystem;
namespace store = engine::store;
namespace tasks = engine::tasks;

struct CleanOptions {
    int stage = 1;
    std::string input, lists, targets, match = "longest", embeddings, output;
    double threshold = 0.9, percentile = 0.001;
    std::int64_t minTracks = 0;
    bool insideWords = false, libraryWinkler = false, group = false, numeric = false, allTypes = false, dryRun = false, undo = false;
};

Json cleanParameters(const CleanOptions& options)
{
    const auto absolute = [](const std::string& path) { return path.empty() ? path : fs::absolute(path).string(); };
    return {{"stage", options.stage}, {"lists", absolute(options.lists)}, {"targets", absolute(options.targets)}, {"match", options.match},
            {"threshold", options.threshold}, {"inside_words", options.insideWords}, {"library_winkler", options.libraryWinkler}, {"group", options.group},
            {"min_tracks", options.minTracks}, {"embeddings", absolute(options.embeddings)}, {"percentile", options.percentile},
            {"numeric", options.numeric}, {"all_types", options.allTypes}, {"dry_run", options.dryRun}};
}

/// One tag a line; Last.fm's list of unique tags gives the number of tracks after a tab.
std::vector<dataset::CountedTag> readTagList(const fs::path& file)
{
    std::vector<dataset::CountedTag> tags;
    dataset::LineReader reader(file);
    dataset::TextLine line;
    while (reader.next(line)) {
        if (!line.problem.empty()) throw engine::Error(engine::ErrorCode::BadRow, file.string() + ":" + std::to_string(line.number), line.problem);
        const auto tab = line.text.find('\t');
        const auto name = dataset::toNfc(dataset::trimmed(std::string_view(line.text).substr(0, tab)));
        if (name.empty()) continue;
        std::int64_t tracks = 1;
        if (tab != std::string::npos) {
            const auto count = dataset::trimmed(std::string_view(line.text).substr(tab + 1));
            const auto [end, problem] = std::from_chars(count.data(), count.data() + count.size(), tracks);
            if (problem != std::errc{} || end != count.data() + count.size())
                throw engine::Error(engine::ErrorCode::BadRow, file.string() + ":" + std::to_string(line.number), "a tag, a tab and its number of tracks wanted");
        }
        tags.push_back({name, tracks});
    }
    return tags;
}

template <typename Rows>
void writeCleaned(const fs::path& file, const Rows& rows)
{
    engine::CsvWriter csv;
    csv.text("tag").text("category").text("collapsed").text("reason").endRow();
    for (const auto& row : rows)
        csv.text(row.tag).text(row.category).text(row.collapsed).text(row.reason).endRow();
    engine::writeFileAtomically(file, csv.document());
}

void printSummary(std::ostream& out, const Json& document)
{
    out << document["tags"] << " tags:";
    for (const auto& [category, count] : document["categories"].items())
        out << ' ' << count << ' ' << category;
    out << '\n';
    for (const auto& step : document["steps"])
        out << "  " << std::left << std::setw(22) << step["step"].get<std::string>() << std::right << std::setw(9) << step["before"] << " -> " << step["after"] << " names\n";
    for (const auto& target : document["targets"])
        if (target["threshold"] <= 0.0 || target["collapsed"] != 0)
            out << "  " << std::left << std::setw(22) << printable(target["target"].get<std::string>()) << std::right << " threshold " << std::fixed << std::setprecision(3)
                << target["threshold"].get<double>() << ", " << target["collapsed"] << " collapsed" << (target["threshold"] <= 0.0 ? " (only equal vectors can be)" : "") << '\n';
    if (document["without_vector"] != 0) out << "  " << document["without_vector"] << " forms have no vector and could not be placed\n";
    if (document.value("dry_run", false)) out << "nothing was written (--dry-run)\n";
}

int cleanList(CommandContext& context, const CleanOptions& options)
{
    const auto parameters = cleanParameters(options);
    const auto cleaning = tasks::cleaningFrom(parameters);
    const auto tags = readTagList(options.input);
    dataset::FormVector vectors;
    if (cleaning.stage == 3) vectors = tasks::formVectors(parameters, tags, cleaning, nullptr, context.control());
    const auto cleaned = cleanVocabulary(tags, cleaning, vectors, context.control());
    auto document = tasks::cleaningSummary(cleaned, cleaning.stage);
    if (options.output.empty()) {
        document["rows"] = Json::array();
        for (const auto& row : cleaned.rows)
            document["rows"].push_back({{"tag", row.tag}, {"category", row.category}, {"collapsed", row.collapsed}, {"rule", row.rule}, {"reason", row.reason}});
    } else {
        writeCleaned(options.output, cleaned.rows);
        document["output"] = store::asUtf8(options.output);
    }
    context.result(document, [&](std::ostream& out) {
        if (options.output.empty())
            for (const auto& row : cleaned.rows)
                out << printable(row.tag) << '\t' << row.category << '\t' << printable(row.collapsed) << '\t' << printable(row.reason) << '\n';
        else
            printSummary(out, document);
    });
    return kSuccess;
}

int undoCleaning(CommandContext& context)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    store::CleaningStore(workspace.database()).clear();
    context.result({{"undone", true}}, [](std::ostream& out) { out << "the tags are as they were before cleaning; your locked decisions are kept for the next one\n"; });
    return kSuccess;
}

int cleanWorkspace(CommandContext& context, const CleanOptions& options)
{
    const int status = runTask(context, "clean", cleanParameters(options), printSummary);
    if (options.output.empty() || options.dryRun) return status;
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    struct Row {
        std::string tag, category, collapsed, reason;
    };
    std::vector<Row> rows;
    for (const auto& row : store::CleaningStore(workspace.database()).rows())
        rows.push_back({row.name, row.category, row.collapsed, row.reason});
    writeCleaned(options.output, rows);
    return status;
}

void addClean(CLI::App& tags, CommandSink& sink)
{
    auto options = std::make_shared<CleanOptions>();
    auto* clean = tags.add_subcommand(
        "clean",
        "Clean a vocabulary in stages. 1: each tag's category (genre, emotion, descriptive, numeric, junk) by word lists, typing errors by "
        "Jaro-Winkler similarity. 2: also collapse it onto the words of the list (default: the 50 targets of the thesis in resources/tags). 3: also collapse "
        "what is left onto the target whose word vector it is nearest to, if that is nearer than nearly all tags are. In a workspace the tracks "
        "get the resulting tags (source 'cleaned') beside their own, which stay; only tags without a type from their data set are cleaned. With --input a list of "
        "tags is cleaned and no workspace is needed.");
    clean->add_option("--stage", options->stage, "1, 2 or 3 (default: 1)")->check(CLI::Range(1, 3));
    clean->add_option("--input", options->input, "Tags, one a line (TAG or TAG<tab>TRACKS), instead of the workspace's")->type_name("FILE");
    clean->add_option("--lists", options->lists, "Folder of genres.txt, moods.txt, descriptive.txt (default: the built-in lists)")->type_name("DIR");
    clean->add_option("--targets", options->targets, "Table tag,category of the words to collapse onto")->type_name("FILE");
    clean->add_option("--match", options->match, "longest|first: which of several words in a tag counts; first in alphabetical order is what the thesis did (default: longest)")
        ->check(CLI::IsMember({"longest", "first"}));
    clean->add_option("--threshold", options->threshold, "Similarity above which a tag is a mistyped word (default: 0.9)");
    clean->add_flag("--inside-words", options->insideWords, "Find words inside others too, as the thesis did: 'crusader' then holds 'sad'");
    clean->add_flag("--library-winkler", options->libraryWinkler, "The similarity of the thesis' library (prefix without limit) instead of the standard one");
    clean->add_flag("--group", options->group, "First make tags one that differ in case, punctuation, & or n, plural, or a suffix such as 'music'");
    clean->add_option("--min-tracks", options->minTracks, "Tags (with --group: groups) with fewer tracks become junk (MSD500: 100)");
    clean->add_option("--embeddings", options->embeddings, "Stage 3: word vectors, GloVe or word2vec (text or binary); default: from the library's own tags")->type_name("FILE");
    clean->add_option("--percentile", options->percentile, "Stage 3: share of the distances below the threshold, as a normal distribution (default: 0.001)");
    clean->add_flag("--numeric", options->numeric, "Stage 3: towards decades too; off, because vectors hardly tell numbers apart");
    clean->add_flag("--all-types", options->allTypes, "Clean tags that have a type from their data set or file too");
    clean->add_option("-o,--output", options->output, "Table tag,category,collapsed,reason to write")->type_name("OUT.csv");
    clean->add_flag("--dry-run", options->dryRun, "Say what would happen, write nothing to the workspace");
    clean->add_flag("--undo", options->undo, "Take away what cleaning put on the tracks");
    sink.bind(clean, [options](CommandContext& context) {
        if (options->undo) return undoCleaning(context);
        return options->input.empty() ? cleanWorkspace(context, *options) : cleanList(context, *options);
    });
}

/// All tags that are near, whether they collapse or not: the table a threshold is chosen by.
void writeNear(const fs::path& file, const Json& targets)
{
    engine::CsvWriter csv;
    csv.text("target").text("tag").text("tracks").text("distance").text("threshold").endRow();
    for (const auto& target : targets)
        for (const auto& near : target["near"])
            csv.text(target["target"].get<std::string>()).text(near["tag"].get<std::string>()).integer(near["tracks"]).number(near["distance"]).number(target["threshold"]).endRow();
    engine::writeFileAtomically(file, csv.document());
}

void printDistances(std::ostream& out, const Json& document)
{
    for (const auto& target : document["targets"])
        out << std::left << std::setw(22) << printable(target["target"].get<std::string>()) << std::right << std::fixed << std::setprecision(3) << " mean "
            << target["mean"].get<double>() << ", deviation " << target["deviation"].get<double>() << ", threshold " << target["threshold"].get<double>() << ", "
            << target["collapsed"] << " collapse\n";
}

void addDistances(CLI::App& tags, CommandSink& sink)
{
    auto options = std::make_shared<CleanOptions>();
    options->stage = 3;
    auto* distances = tags.add_subcommand("distances", "What stage 3 of cleaning would do, target by target: mean and deviation of the distances of all tags, the threshold that follows "
                                                       "from the percentile, and the nearest tags that stage 2 leaves open. Nothing is changed.");
    distances->add_option("--embeddings", options->embeddings, "Word vectors, GloVe or word2vec (text or binary); default: from the library's own tags")->type_name("FILE");
    distances->add_option("--percentile", options->percentile, "Share of the distances below the threshold, as a normal distribution (default: 0.001)");
    distances->add_option("--targets", options->targets, "Table tag,category of the words to collapse onto")->type_name("FILE");
    distances->add_flag("--numeric", options->numeric, "Towards decades too; off, because vectors hardly tell numbers apart");
    distances->add_flag("--all-types", options->allTypes, "Also tags that have a type from their data set or file");
    distances->add_option("-o,--output", options->output, "Table target,tag,tracks,distance,threshold to write")->type_name("OUT.csv");
    sink.bind(distances, [options](CommandContext& context) {
        const int status = runTask(context, "distances", cleanParameters(*options), printDistances);
        if (!options->output.empty()) {
            auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
            writeNear(options->output, tasks::readDistances(workspace)["targets"]);
        }
        return status;
    });
}

int collapsed(CommandContext& context, const std::string& tag)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    const auto rows = store::CleaningStore(workspace.database()).collapsedInto(tag);
    if (rows.empty()) throw engine::Error(engine::ErrorCode::NotFound, tag, "nothing was collapsed into this tag; 'tags clean --stage 2' collapses");
    Json document{{"tag", tag}, {"collapsed", Json::array()}};
    for (const auto& row : rows)
        document["collapsed"].push_back({{"tag", row.name}, {"category", row.category}, {"tracks", row.tracks}, {"rule", row.rule}, {"reason", row.reason}, {"locked", row.locked}});
    context.result(document, [&](std::ostream& out) {
        for (const auto& row : rows)
            out << std::setw(8) << row.tracks << "  " << printable(row.name) << ": " << printable(row.reason) << (row.locked ? " (locked)" : "") << '\n';
    });
    return kSuccess;
}

struct LockOptions {
    std::string tag, to, category = "user-defined";
    bool apart = false, release = false;
};

int lock(CommandContext& context, const LockOptions& options)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    const auto all = workspace.tags().list();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& tag) { return tag.name == options.tag; });
    if (found == all.end()) throw engine::Error(engine::ErrorCode::NotFound, options.tag, "the vocabulary has no such tag");
    store::CleaningStore cleaning(workspace.database());
    if (options.release) {
        cleaning.release(found->id);
    } else {
        const auto target = options.apart ? std::string() : dataset::toNfc(options.to);
        cleaning.lock({found->id, {}, 0, 0, options.category, target, "user", target.empty() ? "kept apart by you" : "collapsed into '" + target + "' by you", true});
    }
    context.result({{"tag", options.tag}, {"collapsed", options.to}, {"locked", !options.release}}, [&](std::ostream& out) {
        out << printable(options.tag) << (options.release ? " is cleaned like any other again\n" : options.apart ? " is kept apart\n" : " is collapsed into " + printable(options.to) + "\n");
    });
    return kSuccess;
}

void addLock(CLI::App& tags, CommandSink& sink)
{
    auto options = std::make_shared<LockOptions>();
    auto* locking = tags.add_subcommand("lock", "Decide on one tag yourself: cleaning will not change it any more.");
    locking->add_option("TAG", options->tag, "The tag, as 'tags list' shows it")->required()->type_name("TAG");
    auto* to = locking->add_option("--to", options->to, "The tag it is collapsed into")->type_name("TARGET");
    locking->add_option("--category", options->category, "The type of that tag (default: user-defined)")->type_name("TYPE")->needs(to);
    auto* apart = locking->add_flag("--apart", options->apart, "It is collapsed into nothing")->excludes(to);
    auto* release = locking->add_flag("--release", options->release, "Leave it to cleaning again")->excludes(to)->excludes(apart);
    locking->callback([to, apart, release] {
        if (to->count() + apart->count() + release->count() == 0) throw CLI::RequiredError("one of --to, --apart, --release");
    });
    sink.bind(locking, [options](CommandContext& context) { return lock(context, *options); });
}

}  // namespace

void addTagsClean(CLI::App& tags, CommandSink& sink)
{
    addClean(tags, sink);
    addDistances(tags, sink);
    auto tag = std::make_shared<std::string>();
    auto* listing = tags.add_subcommand("collapsed", "List the tags that cleaning merged into TAG, and why.");
    listing->add_option("TAG", *tag, "A tag that others were collapsed into")->required()->type_name("TAG");
    sink.bind(listing, [tag](CommandContext& context) { return collapsed(context, *tag); });
    addLock(tags, sink);
}

}  // namespace app
