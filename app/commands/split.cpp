#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/csv.h"
#include "engine/core/error.h"
#include "engine/dataset/split_check.h"
#include "engine/store/display_text.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/resample_split.h"

namespace app {

namespace {

using engine::Json;
namespace dataset = engine::dataset;
namespace fs = std::filesystem;
namespace store = engine::store;
namespace tasks = engine::tasks;

struct MakeOptions {
    std::string name = "default", groupBy = "none";
    std::vector<double> ratios{80, 10, 10};
    bool stratify = true;
};

struct CheckOptions {
    std::string name, file, groupBy;
};

void printMade(std::ostream& out, const Json& document)
{
    const auto& counts = document["counts"];
    const auto& quality = document["quality"];
    out << "split " << printable(document["name"].get<std::string>()) << ": " << document["tracks"] << " tracks, " << counts["train"] << " train, "
        << counts["valid"] << " valid, " << counts["test"] << " test\n";
    out << "grouped by " << document["group_by"].get<std::string>() << ", " << document["units"] << " units assigned as a whole, " << document["copies"]
        << " copies, " << document["untagged"] << " tracks without tags\n";
    out << "distance of the tags' odds from the whole " << std::setprecision(3) << quality["label_distribution"].get<double>() << ", of the sizes "
        << quality["example_distribution"].get<double>() << " tracks; " << quality["tags_missing_in_a_part"] << " times a tag is missing in a part\n\n";
    out << std::setw(8) << "train" << std::setw(8) << "valid" << std::setw(8) << "test" << "  tag\n";
    for (const auto& tag : document["tags"])
        out << std::setw(8) << tag["train"].get<std::int64_t>() << std::setw(8) << tag["valid"].get<std::int64_t>() << std::setw(8)
            << tag["test"].get<std::int64_t>() << "  " << printable(tag["tag"].get<std::string>()) << '\n';
}

void addMake(CLI::App& split, CommandSink& sink)
{
    auto options = std::make_shared<MakeOptions>();
    auto* make = split.add_subcommand(
        "make",
        "Assign the readable tracks to training, validation and test. Tracks, never pieces of them, are assigned; copies of one recording "
        "stay together, and so do the tracks of an artist or album with --group-by (shares are then met as well as the groups allow; the "
        "deviation is told). By default every tag gets its share in each part (iterative stratification, Sechidis et al. 2011). The same "
        "--seed gives the same split. A split of the same name is replaced unless a run was trained on it.");
    make->add_option("--name", options->name, "Name of the split (default: default)")->type_name("N");
    make->add_option("--ratios", options->ratios, "Shares of train, valid and test in any unit (default: 80,10,10)")
        ->delimiter(',')
        ->expected(3)
        ->type_name("A,B,C");
    make->add_flag("--stratify,!--no-stratify", options->stratify, "Give every tag its share in each part (the default), or not");
    make->add_option("--group-by", options->groupBy, "artist|album|none: what stays in one part (default: none)")
        ->check(CLI::IsMember({"artist", "album", "none"}));
    sink.bind(make, [options](CommandContext& context) {
        const Json parameters = {{"name", options->name},
                                 {"ratios", options->ratios},
                                 {"stratify", options->stratify},
                                 {"group_by", options->groupBy},
                                 {"seed", context.options.seed}};
        return runTask(context, "split", parameters, printMade);
    });
}

/// A table can be checked without any workspace; with one, more is known of its tracks.
std::optional<store::Workspace> workspaceIfAny(const CommandContext& context)
{
    try {
        return store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    } catch (const engine::Error& error) {
        if (error.code() != engine::ErrorCode::Missing) throw;
        return {};
    }
}

/// The grouping asked for, else that of the split (for a table: of the workspace's split it was most likely exported from).
dataset::GroupBy groupingOf(const CheckOptions& options, const std::optional<store::Split>& split)
{
    if (!options.groupBy.empty()) return dataset::groupByFromName(options.groupBy);
    return split ? dataset::groupByFromName(split->groupBy) : dataset::GroupBy::None;
}

Json offendersJson(const std::vector<dataset::SplitOffender>& offenders)
{
    Json list = Json::array();
    for (const auto& one : offenders)
        list.push_back({{"kind", one.kind}, {"name", one.name}, {"parts", one.parts}, {"tracks", one.tracks}});
    return list;
}

void printOffenders(std::ostream& out, const std::vector<dataset::SplitOffender>& offenders)
{
    for (const auto& one : offenders) {
        out << one.kind << ' ' << printable(one.name) << " is in";
        for (const auto& part : one.parts)
            out << ' ' << part;
        out << ":\n";
        for (const auto& track : one.tracks)
            out << "  " << printable(track) << '\n';
    }
}

int check(CommandContext& context, const CheckOptions& options)
{
    auto workspace = workspaceIfAny(context);
    std::vector<dataset::SplitLine> lines;
    std::optional<store::Split> split;
    if (options.file.empty()) {
        if (!workspace) workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
        split = tasks::namedSplit(*workspace, options.name);
        lines = tasks::splitLines(*workspace, split->id);
    } else {
        lines = dataset::readSplitTable(options.file);
        if (workspace) {
            if (!options.name.empty() || !workspace->splits().list().empty()) split = tasks::namedSplit(*workspace, options.name);
            tasks::completeLines(*workspace, lines);
        }
    }
    const auto groupBy = groupingOf(options, split);
    const auto offenders = dataset::findOffenders(lines, groupBy);
    const auto checked = options.file.empty() ? split->name : options.file;
    const Json document = {{"checked", store::asUtf8(checked)}, {"rows", lines.size()}, {"group_by", dataset::groupByName(groupBy)},
                           {"offenders", offendersJson(offenders)}};
    if (offenders.empty()) {
        context.result(document, [&](std::ostream& out) {
            out << printable(checked) << ": " << lines.size() << " tracks, grouped by " << dataset::groupByName(groupBy) << ", no leaks\n";
        });
        return kSuccess;
    }
    // A failed check is exit 1, whose standard output stays empty - but for the document that --json asks for.
    if (context.options.json)
        context.result(document, [](std::ostream&) {});
    else
        printOffenders(std::cerr, offenders);
    std::cerr << "tagbench-cli: " << printable(checked) << ": " << offenders.size() << " leaks between the parts of the split\n";
    return kFailed;
}

void addCheck(CLI::App& split, CommandSink& sink)
{
    auto options = std::make_shared<CheckOptions>();
    auto* checking = split.add_subcommand(
        "check",
        "Look for leaks: a track, two copies of one recording or, if grouped, an artist or album in more than one part. Lists every offender "
        "and ends with exit status 1 if there is one.");
    checking->add_option("--name", options->name, "The split (default: the newest)")->type_name("N");
    checking->add_option("--file", options->file, "A table with columns id or path, and part, instead of a split of the workspace")->type_name("SPLIT.csv");
    checking->add_option("--group-by", options->groupBy, "artist|album|none: groups that must not cross (default: as the split was made)")
        ->check(CLI::IsMember({"artist", "album", "none"}));
    sink.bind(checking, [options](CommandContext& context) { return check(context, *options); });
}

int exportSplit(CommandContext& context, const std::string& name, const fs::path& file)
{
    auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
    const auto split = tasks::namedSplit(workspace, name);
    const auto lines = tasks::splitLines(workspace, split.id);
    engine::CsvWriter csv;
    csv.text("id").text("path").text("artist").text("part").endRow();
    for (const auto& line : lines)
        csv.text(line.id).text(line.path).text(line.artist).text(line.part).endRow();
    engine::writeFileAtomically(file, csv.document());
    const Json document = {{"split", split.name}, {"path", store::asUtf8(file.native())}, {"tracks", lines.size()}};
    context.result(document, [&](std::ostream& out) { out << lines.size() << " tracks of split " << printable(split.name) << " in " << printable(file.native()) << '\n'; });
    return kSuccess;
}

void addExport(CLI::App& split, CommandSink& sink)
{
    auto name = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto* exporting = split.add_subcommand("export", "Write a split as a table id,path,artist,part (RFC 4180, UTF-8)");
    exporting->add_option("--name", *name, "The split (default: the newest)")->type_name("N");
    exporting->add_option("-o,--output", *file, "The table to write")->required()->type_name("F.csv");
    sink.bind(exporting, [name, file](CommandContext& context) { return exportSplit(context, *name, *file); });
}

struct ResampleOptions {
    std::string name, wish;
    bool perTag = false, reset = false;
};

void printDistribution(std::ostream& out, const Json& document)
{
    const auto& train = document["tracks"]["train"];
    out << "split " << printable(document["split"].get<std::string>()) << ": " << train["before"] << " training tracks, " << train["after"] << " occurrences after resampling; "
        << document["tracks"]["valid"]["before"] << " valid, " << document["tracks"]["test"]["before"] << " test\n";
    const auto& imbalance = document["imbalance"];
    out << std::setprecision(4) << "mean imbalance of the tags " << imbalance["before"]["mean_ir"].get<double>() << " -> " << imbalance["after"]["mean_ir"].get<double>()
        << ", its variation " << imbalance["before"]["cvir"].get<double>() << " -> " << imbalance["after"]["cvir"].get<double>() << "\n\n";
    out << std::setw(8) << "train" << std::setw(10) << "resampled" << std::setw(8) << "valid" << std::setw(8) << "test" << "  tag\n";
    for (const auto& tag : document["tags"])
        out << std::setw(8) << tag["train"]["before"].get<std::int64_t>() << std::setw(10) << tag["train"]["after"].get<std::int64_t>() << std::setw(8)
            << tag["valid"].get<std::int64_t>() << std::setw(8) << tag["test"].get<std::int64_t>() << "  " << printable(tag["tag"].get<std::string>()) << '\n';
}

void addResample(CLI::App& split, CommandSink& sink)
{
    auto options = std::make_shared<ResampleOptions>();
    auto* resample = split.add_subcommand(
        "resample",
        "Use training tracks more or less often; validation and test are never touched. A ratio takes whole copies and a stratified draw of the rest (1.3 = all "
        "once, 30 % twice); a count of 100 and more is the wanted number of occurrences, with --per-tag of every tag: rare tags are filled up, tracks that only "
        "have frequent ones left out. Each occurrence gets a random crop of its own when melgrams are built. Kept with the split; training follows it.");
    resample->add_option("WISH", options->wish, "Ratio (1.3, 0.5, 2x) or count (from 100 on)")->type_name("RATIO_OR_TARGET");
    resample->add_option("--name", options->name, "The split (default: the newest)")->type_name("N");
    resample->add_flag("--per-tag", options->perTag, "The count is wanted of every tag");
    auto* reset = resample->add_flag("--reset", options->reset, "Every training track once again");
    resample->callback([options, reset] {
        if (options->wish.empty() && reset->count() == 0) throw CLI::RequiredError("RATIO_OR_TARGET");
    });
    sink.bind(resample, [options](CommandContext& context) {
        const Json parameters{{"split", options->name}, {"wish", options->wish}, {"per_tag", options->perTag}, {"reset", options->reset}, {"seed", context.options.seed}};
        return runTask(context, "resample", parameters, printDistribution);
    });
}

void addDistribution(CLI::App& split, CommandSink& sink)
{
    auto name = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto* distribution = split.add_subcommand("distribution", "Tags in each part of a split, before and after resampling, absolute and relative.");
    distribution->add_option("--name", *name, "The split (default: the newest)")->type_name("N");
    distribution->add_option("-o,--output", *file, "Table to write: tag,type,train,train_resampled,valid,test and their shares")->type_name("F.csv");
    sink.bind(distribution, [name, file](CommandContext& context) {
        auto workspace = store::Workspace::open(context.workspaceFolder(), store::Database::Access::ReadOnly);
        const auto document = tasks::splitDistribution(workspace, tasks::namedSplit(workspace, *name));
        if (!file->empty()) engine::writeFileAtomically(*file, tasks::distributionTable(document));
        context.result(document, [&](std::ostream& out) { printDistribution(out, document); });
        return kSuccess;
    });
}

void addDuplicates(CLI::App& split, CommandSink& sink)
{
    auto again = std::make_shared<bool>(false);
    auto* duplicates = split.add_subcommand("duplicates", "Listen to every track once: keep the hash of its decoded audio, and find copies that differ in bytes (another format, level, bit rate, seconds cut "
                                                          "off) by a fingerprint of their sound. Splits made afterwards keep them in one part, and 'split check' names those that an older split "
                                                          "or a published one has torn apart.");
    duplicates->add_flag("--again", *again, "Also tracks that were listened to already");
    sink.bind(duplicates, [again](CommandContext& context) {
        return runTask(context, "find_copies", {{"again", *again}}, [](std::ostream& out, const Json& document) {
            out << document["heard"] << " tracks listened to; " << document["near_duplicates"] << " sound like another, in " << document["groups"].size() << " groups\n";
            for (const auto& group : document["groups"]) {
                for (const auto& track : group)
                    out << "  " << std::fixed << std::setprecision(3) << track["likeness"].get<double>() << "  " << printable(track["path"].get<std::string>()) << '\n';
                out << '\n';
            }
            for (const auto& row : document["rejected"])
                out << "  " << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
        });
    });
}

void printLeakCost(std::ostream& out, const Json& document)
{
    const auto row = [&](const char* name, const Json& one) {
        const auto number = [](const Json& value) { return value.is_null() ? std::string("undefined") : value.dump().substr(0, 6); };
        out << name << "  ROC-AUC " << number(one["roc_auc"]) << ", average precision " << number(one["average_precision"]);
    };
    row("split by tracks:          ", document["by_tracks"]);
    out << "  (run " << document["by_tracks"]["run"] << ")\n";
    row("split by chunks, LEAKING: ", document["by_chunks"]);
    out << "  (run " << document["by_chunks"]["run"] << ")\n";
    row("feigned by the leak:      ", document["feigned"]);
    out << '\n';
}

void addLeakCost(CLI::App& split, CommandSink& sink)
{
    struct LeakOptions {
        std::string arch = "musicnn", split = "default", name;
        int epochs = 10, batch = 16, windows = 1, minTracks = 5;
        double learningRate = 1e-4;
        std::vector<std::string> types;
    };
    auto options = std::make_shared<LeakOptions>();
    auto* cost = split.add_subcommand("leak-cost", "What would leakage have cost? Trains the same model twice: on the split as it is, and with overlapping chunks instead of tracks dealt out to the "
                                                   "parts, and puts both test ROC-AUC beside each other, measured alike. The second run leaks on purpose, and says so wherever it appears.");
    cost->add_option("--arch", options->arch, "Architecture (models list)")->capture_default_str();
    cost->add_option("--split", options->split, "The split whose tracks and shares both use")->capture_default_str();
    cost->add_option("--epochs", options->epochs, "Epochs of each")->check(CLI::Range(1, 100000))->capture_default_str();
    cost->add_option("--batch", options->batch, "Windows a batch")->check(CLI::Range(2, 4096))->capture_default_str();
    cost->add_option("--windows", options->windows, "Random windows of each track an epoch, for the first")->check(CLI::Range(1, 1000))->capture_default_str();
    cost->add_option("--lr", options->learningRate, "Learning rate of Adam")->capture_default_str();
    cost->add_option("--types", options->types, "Only tags of these types (default: all)")->delimiter(',');
    cost->add_option("--min-tracks", options->minTracks, "Leave out tags with fewer training tracks")->capture_default_str();
    cost->add_option("--name", options->name, "Begins the names of both runs");
    sink.bind(cost, [options](CommandContext& context) {
        Json parameters{{"arch", options->arch}, {"split", options->split}, {"epochs", options->epochs}, {"batch", options->batch}, {"windows", options->windows},
                        {"lr", options->learningRate}, {"min_tracks", options->minTracks}, {"seed", context.options.seed}};
        if (!options->types.empty()) parameters["types"] = options->types;
        if (!options->name.empty()) parameters["name"] = options->name;
        return runTask(context, "leak_cost", parameters, printLeakCost);
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* split = root.add_subcommand("split", "Training, validation and test parts of the library: make, check, resample and export them");
    split->require_subcommand(1);
    addMake(*split, sink);
    addLeakCost(*split, sink);
    addDuplicates(*split, sink);
    addCheck(*split, sink);
    addExport(*split, sink);
    addResample(*split, sink);
    addDistribution(*split, sink);
}

}  // namespace

extern const CommandEntry split_command;
const CommandEntry split_command{add};

}  // namespace app
