#include <filesystem>
#include <iomanip>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "app/commands/tags_parts.h"
#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/tasks/merge_vocabulary.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;
namespace fs = std::filesystem;
namespace store = engine::store;
namespace tasks = engine::tasks;

void printSummaryOf(std::ostream& out, const Json& document)
{
    for (const auto& source : document["sources"])
        out << std::setw(8) << source["tags"].get<std::int64_t>() << " tags on " << source["pairs"] << " tracks  " << printable(source["source"].get<std::string>()) << '\n';
    out << document["tags"] << " tags of " << document["sources"].size() << " sources become " << document["vocabulary"] << ": " << document["merged"] << " are called otherwise, "
        << document["left_out"] << " are left out\n";
    for (const auto& [type, tags] : document["types"].items())
        out << std::setw(8) << tags.get<std::int64_t>() << "  " << printable(type) << '\n';
    if (!document["in_use"].get<bool>()) out << "not in use: splits and trainings read every source\n";
}

void addMake(CLI::App& vocabulary, CommandSink& sink)
{
    struct Options {
        bool cleaning = false, types = true, writings = true, keepMapping = false, dryRun = false;
        std::string mapping;
    };
    auto options = std::make_shared<Options>();
    auto* make = vocabulary.add_subcommand("make", "Merge the tags of all sources into one vocabulary and put it to use: splits, resampling, trainings and evaluations read it from then on "
                                                   "(runs keep to the labels they began with). Rules fill in what nobody decided: a tag without a type takes the type that data sets "
                                                   "deliver for it, tags of one type that differ only in writing get the name of the most common. A type that a data set delivers stays.");
    make->add_flag("--cleaning", options->cleaning, "Untyped tags also take category and target of 'tags clean'");
    make->add_flag("--types,!--no-types", options->types, "Untyped tags take the type that data sets deliver (default: yes)");
    make->add_flag("--writings,!--no-writings", options->writings, "Bring writings of one tag together (default: yes)");
    make->add_option("--mapping", options->mapping, "Instead of the rules: a table source,tag,type,vocabulary_tag,vocabulary_type; an empty vocabulary_tag leaves out")->type_name("F.csv");
    make->add_flag("--keep-mapping", options->keepMapping, "Neither rules nor table: only make the labels of the mapping as it is");
    make->add_flag("--dry-run", options->dryRun, "Count, write nothing");
    sink.bind(make, [options](CommandContext& context) {
        Json parameters{{"cleaning", options->cleaning}, {"types", options->types}, {"writings", options->writings}, {"keep_mapping", options->keepMapping}, {"dry_run", options->dryRun}};
        if (!options->mapping.empty()) tasks::putPath(parameters, "mapping", fs::absolute(options->mapping));
        return runTask(context, "merge", parameters, [](std::ostream& out, const Json& document) {
            printSummaryOf(out, document);
            for (const auto& row : document["refused"])
                out << "  line " << row["line"] << ": " << printable(row["reason"].get<std::string>()) << '\n';
            if (document["dry_run"].get<bool>()) out << "nothing was written (--dry-run)\n";
        });
    });
}

int listVocabulary(CommandContext& context)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    store::VocabularyStore vocabulary(workspace.database());
    const auto rows = vocabulary.rows();
    auto document = tasks::vocabularySummary(rows, vocabulary.isInUse());
    document["mapping"] = Json::array();
    for (const auto& row : rows)
        document["mapping"].push_back({{"source", row.source}, {"tag", row.name}, {"type", row.type}, {"tracks", row.tracks}, {"vocabulary_tag", row.target},
                                       {"vocabulary_type", row.target.empty() ? Json() : Json(row.targetType)}, {"origin", row.origin.empty() ? "delivered" : row.origin}});
    context.result(document, [&](std::ostream& out) {
        for (const auto& row : rows) {
            if (row.origin.empty()) continue;
            out << printable(row.source) << "  " << printable(row.name) << " (" << printable(row.type) << ") -> ";
            if (row.target.empty())
                out << "left out";
            else
                out << printable(row.target) << " (" << printable(row.targetType) << ')';
            out << "  [" << row.origin << "]\n";
        }
        printSummaryOf(out, document);
    });
    return kSuccess;
}

struct SetOptions {
    std::string tag, source, type, to, toType;
    bool leaveOut = false, release = false;
};

int setMapping(CommandContext& context, const SetOptions& options)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    store::VocabularyStore vocabulary(workspace.database());
    std::vector<store::VocabularyRow> changed;
    for (auto& row : vocabulary.rows()) {
        const bool fits = row.name == options.tag && (options.source.empty() || row.source == options.source || row.source == "import:" + options.source) &&
                          (options.type.empty() || row.type == options.type);
        if (!fits) continue;
        row.origin = options.release ? "" : "user";
        if (!options.release) row.target = options.leaveOut ? std::string() : options.to;
        if (!options.toType.empty()) row.targetType = options.toType;
        changed.push_back(row);
    }
    if (changed.empty()) throw engine::Error(engine::ErrorCode::NotFound, options.tag, "no source has a tag of this name (and type); 'tags vocabulary list' shows them");
    tasks::changeVocabulary(workspace, options.tag, changed);
    const Json document{{"changed", changed.size()}, {"in_use", vocabulary.isInUse()}};
    context.result(document, [&](std::ostream& out) { out << changed.size() << " rows of the mapping changed; 'tags vocabulary undo' takes it back\n"; });
    return kSuccess;
}

void addSet(CLI::App& vocabulary, CommandSink& sink)
{
    auto options = std::make_shared<SetOptions>();
    auto* set = vocabulary.add_subcommand("set", "Decide what a tag is called in the vocabulary; rules leave it alone from then on");
    set->add_option("TAG", options->tag, "The tag as its source writes it")->required();
    set->add_option("--source", options->source, "Only of this source (default: of all that have it)")->type_name("SOURCE");
    set->add_option("--type", options->type, "Only where the source gives it this type")->type_name("TYPE");
    auto* to = set->add_option("--to", options->to, "Its name in the vocabulary")->type_name("TAG");
    auto* leaveOut = set->add_flag("--leave-out", options->leaveOut, "It is not in the vocabulary");
    auto* release = set->add_flag("--release", options->release, "Back to the source's own name and type, and to the rules");
    set->add_option("--to-type", options->toType, "Its type in the vocabulary (default: as it is)")->type_name("TYPE")->needs(to);
    leaveOut->excludes(to)->excludes(release);
    release->excludes(to);
    sink.bind(set, [options](CommandContext& context) {
        if (options->to.empty() && !options->leaveOut && !options->release)
            throw engine::Error(engine::ErrorCode::InvalidArgument, options->tag, "--to, --leave-out or --release wanted");
        return setMapping(context, *options);
    });
}

int exportMapping(CommandContext& context, const fs::path& file)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    const auto tags = tasks::sourceTags(workspace, store::VocabularyStore(workspace.database()).rows());
    engine::writeFileAtomically(file, engine::dataset::mappingTable(tags));
    const Json document{{"path", store::asUtf8(file.native())}, {"rows", tags.size()}};
    context.result(document, [&](std::ostream& out) { out << tags.size() << " rows in " << printable(file.native()) << '\n'; });
    return kSuccess;
}

int undoMapping(CommandContext& context)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    const auto what = tasks::undoVocabulary(workspace);
    const Json document{{"undone", what.empty() ? Json() : Json(what)}};
    context.result(document, [&](std::ostream& out) { out << (what.empty() ? "there is no step to take back" : "taken back: " + printable(what)) << '\n'; });
    return kSuccess;
}

int dropVocabulary(CommandContext& context)
{
    auto workspace = store::Workspace::open(context.workspaceFolder());
    store::VocabularyStore vocabulary(workspace.database());
    const bool wasInUse = vocabulary.isInUse();
    vocabulary.drop();
    const Json document{{"dropped", wasInUse}};
    context.result(document, [&](std::ostream& out) {
        out << (wasInUse ? "splits and trainings read every source again; the mapping is kept for the next 'make'" : "no merged vocabulary was in use") << '\n';
    });
    return kSuccess;
}

}  // namespace

void addTagsVocabulary(CLI::App& tags, CommandSink& sink)
{
    auto* vocabulary = tags.add_subcommand("vocabulary", "One vocabulary out of several data sets: what each of their tags is called in it, kept in the workspace, editable, with undo");
    vocabulary->require_subcommand(1);
    addMake(*vocabulary, sink);
    sink.bind(vocabulary->add_subcommand("list", "Show the mapping where it changes a tag, and what the vocabulary is"), listVocabulary);
    addSet(*vocabulary, sink);
    auto file = std::make_shared<std::string>();
    auto* exporting = vocabulary->add_subcommand("export", "Write the whole mapping as a table that 'tags vocabulary make --mapping' reads back");
    exporting->add_option("-o,--output", *file, "The table to write")->required()->type_name("F.csv");
    sink.bind(exporting, [file](CommandContext& context) { return exportMapping(context, *file); });
    sink.bind(vocabulary->add_subcommand("undo", "Take the last change of the mapping back; again for the one before"), undoMapping);
    sink.bind(vocabulary->add_subcommand("drop", "Put the vocabulary out of use; the mapping stays"), dropVocabulary);
}

}  // namespace app
