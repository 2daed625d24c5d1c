#include <algorithm>
#include <iomanip>
#include <ostream>
#include <set>

#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/json.h"
#include "engine/store/workspace.h"
#include "engine/tasks/retrieval_table.h"

namespace app {

namespace {

using engine::Json;
namespace tasks = engine::tasks;

struct SplitOptions {
    std::string name = "retrieval", words = "google", match = "exact";
    std::size_t top = 100, minimum = 100, tries = 1000;
    std::vector<std::string> types;
};

void showRetrievalSplit(std::ostream& out, const Json& document)
{
    const auto& counts = document["counts"];
    out << "Split " << printable(document["name"].get<std::string>()) << ": " << counts["train"] << " training, " << counts["valid"] << " validation, " << counts["test"]
        << " test tracks of " << document["artists"] << " artists; " << document["tags"].size() << " tags with a word vector, "
        << document["tags_without_vector"].size() << " without\n";
    if (document["reached"].get<bool>()) {
        out << "Every tag has " << document["minimum"] << " tracks in each part (try " << document["best_try"] << ")\n";
        return;
    }
    out << "No try of " << document["tries"] << " gave every tag " << document["minimum"] << " tracks in each part; the best one is kept. Tags with fewer:\n";
    for (const auto& tag : document["tags"]) {
        const auto train = tag["train"].get<int>(), valid = tag["valid"].get<int>(), test = tag["test"].get<int>();
        if (std::min({train, valid, test}) < document["minimum"].get<int>())
            out << std::setw(8) << train << std::setw(6) << valid << std::setw(6) << test << "  " << printable(tag["tag"].get<std::string>()) << '\n';
    }
}

void addSplitCommand(CLI::App& retrieval, CommandSink& sink)
{
    const auto options = std::make_shared<SplitOptions>();
    auto* split = retrieval.add_subcommand("split",
                                           "Make a split for retrieval: the most frequent tags that have a word vector; artists shuffled and cut 70/15/15, until every tag has "
                                           "enough tracks in each part or the tries are used up (then the best try is kept, and the tags that prevent more are named).");
    split->add_option("--name", options->name, "Name of the split")->capture_default_str();
    split->add_option("--words", options->words, "Word vectors (words list)")->capture_default_str();
    split->add_option("--match", options->match, "exact: a tag must be one entry, as published; any: also its words joined or added up")->check(CLI::IsMember({"exact", "any"}))->capture_default_str();
    split->add_option("--top", options->top, "So many tags, the most frequent")->check(CLI::Range(1, 1000000))->capture_default_str();
    split->add_option("--minimum", options->minimum, "Tracks of every tag in every part")->capture_default_str();
    split->add_option("--tries", options->tries, "Shuffles at most")->check(CLI::Range(1, 10000000))->capture_default_str();
    split->add_option("--types", options->types, "Only tags of these types (default: all but junk)")->delimiter(',');
    sink.bind(split, [options](CommandContext& context) {
        Json parameters{{"name", options->name}, {"words", options->words}, {"match", options->match}, {"top", options->top}, {"minimum", options->minimum},
                        {"tries", options->tries}, {"seed", context.options.seed}};
        if (!options->types.empty()) parameters["types"] = options->types;
        return runTask(context, "retrieval_split", parameters, showRetrievalSplit);
    });
}

struct TrainMetricOptions {
    std::string split = "retrieval", words, input = "spec", taste, preset = "retrieval", negatives = "linear", sampling, name, resume;
    int batch = 128, chunks = 8, frames = 173, epochs = 200, items = 10'000, workers = 0;
    double margin = 0.4, learningRate = 1e-4, weightDecay = 1e-4;
    bool balanced = false, weighted = false, prepare = false, compare = false;
    std::vector<std::string> holdOut;
};

Json metricParameters(const TrainMetricOptions& options, const CLI::App& command, std::uint64_t seed)
{
    if (!options.resume.empty()) {
        Json parameters{{"resume", options.resume}};
        if (command.count("--epochs") > 0) parameters["epochs"] = options.epochs;
        return parameters;
    }
    return {{"split", options.split}, {"words", options.words}, {"input", options.input}, {"taste", options.taste}, {"preset", options.preset}, {"batch", options.batch},
            {"chunks", options.chunks}, {"frames", options.frames}, {"margin", options.margin}, {"balanced", options.balanced}, {"weighted", options.weighted},
            {"negatives", options.negatives}, {"sampling", options.sampling}, {"epochs", options.epochs}, {"lr", options.learningRate},
            {"weight_decay", options.weightDecay}, {"items", options.items}, {"workers", options.workers}, {"hold_out", options.holdOut}, {"seed", seed},
            {"prepare", options.prepare}, {"name", options.name}};
}

void showMetricTraining(std::ostream& out, const Json& document)
{
    out << "Metric model " << document["run"] << " (" << printable(document["name"].get<std::string>()) << ", " << document["device"].get<std::string>() << "): "
        << document["epochs_trained"] << " epochs, best " << document["best_epoch"] << "; " << document["placed_tracks"] << " tracks placed";
    if (document["dropped_anchors"] > 0) out << "; " << document["dropped_anchors"] << " anchors had no track to compare with and were dropped";
    out << '\n';
    if (const auto& unknown = document["left_out"]["without_factors_names"]; !unknown.empty()) {
        out << "Left out, unknown to the taste profile (" << document["left_out"]["without_factors"] << "):\n";
        for (const auto& name : unknown)
            out << "  " << printable(name.get<std::string>()) << '\n';
    }
    out << "Next: tagbench-cli retrieval test " << document["run"] << '\n';
}

void cell(std::ostream& out, const Json& number)
{
    out << std::setw(9);
    if (number.is_null())
        out << "-";
    else
        out << std::fixed << std::setprecision(4) << number.get<double>();
}

void scoreLine(std::ostream& out, const Json& score, const std::string& name)
{
    cell(out, score["map"]);
    cell(out, score["precision_at_10"]);
    cell(out, score.contains("roc_auc") ? score["roc_auc"] : Json(nullptr));
    out << "  " << printable(name) << '\n';
}

void showTests(std::ostream& out, const Json& document)
{
    out << "      MAP     P@10  ROC-AUC  " << document["part"].get<std::string>() << " part\n";
    for (const auto& run : document["runs"]) {
        scoreLine(out, run["mean"], "metric model " + run["run"].dump() + " (" + run["name"].get<std::string>() + ", " + run["input"].get<std::string>() + ")");
        if (!run["by_tags"].is_null())
            scoreLine(out, run["by_tags"]["mean"], "  predicted tags of run " + run["by_tags"]["run"].dump() + (run["by_tags"]["same_split"].get<bool>() ? "" : " (it may have been trained on these tracks)"));
        scoreLine(out, run["floor"], "  random order of its " + run["tracks"].dump() + " tracks");
        for (const auto& category : run["categories"])
            scoreLine(out, category, "  " + category["category"].get<std::string>() + " (" + category["tags"].dump() + " tags)");
        if (run["held_out"].is_null()) continue;
        for (const auto& tag : run["held_out"]["tags"]) {
            scoreLine(out, tag, "  hidden from training: " + tag["tag"].get<std::string>() + " (" + tag["positives"].dump() + " tracks)");
            scoreLine(out, tag["floor"], "    random order");
        }
    }
    for (const auto& row : document["published"])
        scoreLine(out, row, "published, " + row["data"].get<std::string>() + ": " + row["input"].get<std::string>() + ", " + row["sampling"].get<std::string>());
}

void addTrainCommand(CLI::App& retrieval, CommandSink& sink)
{
    const auto options = std::make_shared<TrainMetricOptions>();
    auto* train = retrieval.add_subcommand("train",
                                           "Train a metric model: word and track in one space of 256 numbers, by triplets of a tag, a track that carries it and one that "
                                           "does not (Won et al. 2020, arXiv 2010.16030). Defaults are the published ones; --sampling balanced-weighted is recommended. Then every track is placed.");
    train->add_option("--split", options->split, "Split to train on (retrieval split)")->capture_default_str();
    train->add_option("--words", options->words, "Word vectors (default: those of the split)");
    train->add_option("--input", options->input, "What tracks are known by: spec (sound), cf (taste) or hybrid")->check(CLI::IsMember({"spec", "cf", "hybrid"}))->capture_default_str();
    train->add_option("--taste", options->taste, "Taste profile (default: the newest)");
    train->add_option("--preset", options->preset, "Preset of the melgrams, 128 bands")->capture_default_str();
    train->add_option("--batch", options->batch, "Triplets a batch")->check(CLI::Range(2, 4096))->capture_default_str();
    train->add_option("--chunks", options->chunks, "Chunks that stand for a track when it is placed")->check(CLI::Range(1, 1000))->capture_default_str();
    train->add_option("--frames", options->frames, "Frames of a chunk")->check(CLI::Range(128, 100000))->capture_default_str();
    train->add_option("--margin", options->margin, "Margin of the triplet loss")->check(CLI::Range(0.0, 2.0))->capture_default_str();
    auto* balanced = train->add_flag("--balanced", options->balanced, "Tags in turn, rare ones as often as common ones");
    auto* weighted = train->add_flag("--weighted", options->weighted, "Nearer negatives more often");
    train->add_option("--negatives", options->negatives, "How the weighted ones are weighted: linear in the cosine, as published, or by distance (Wu et al. 2017)")
        ->check(CLI::IsMember({"linear", "distance"}))->capture_default_str();
    auto* sampling = train->add_option("--sampling", options->sampling, "random, balanced or balanced-weighted (recommended): --balanced and --weighted by one name")
                         ->check(CLI::IsMember({"random", "balanced", "balanced-weighted"}))->excludes(balanced)->excludes(weighted);
    train->add_option("--epochs", options->epochs, "Epochs in all")->check(CLI::Range(1, 100000))->capture_default_str();
    train->add_option("--items", options->items, "Triplets an epoch")->check(CLI::Range(2, 1000000000))->capture_default_str();
    train->add_option("--lr", options->learningRate, "Learning rate of Adam")->capture_default_str();
    train->add_option("--weight-decay", options->weightDecay, "L2 weight decay")->capture_default_str();
    train->add_option("--workers", options->workers, "Batches read ahead by a thread (0: each when it is needed)")->check(CLI::Range(0, 64))->capture_default_str();
    train->add_option("--hold-out", options->holdOut, "Hide these tags from training; retrieval test searches them by their word alone")->delimiter(',');
    train->add_option("--name", options->name, "Name of the model (default: sampling and input)");
    auto* resume = train->add_option("--resume", options->resume, "Go on with a stopped or killed training (number or name)");
    train->add_flag("--prepare", options->prepare, "Build missing melgrams first");
    train->add_flag("--compare-sampling", options->compare, "Train the three samplings one after another and test them beside the published rows")
        ->excludes(sampling)->excludes(balanced)->excludes(weighted)->excludes(resume);
    sink.bind(train, [options, train](CommandContext& context) {
        const auto parameters = metricParameters(*options, *train, context.options.seed);
        if (options->compare) return runTask(context, "compare_sampling", parameters, showTests);
        return runTask(context, "train_retrieval", parameters, showMetricTraining);
    });
}

void addTestCommand(CLI::App& retrieval, CommandSink& sink)
{
    const auto runs = std::make_shared<std::vector<std::string>>();
    const auto part = std::make_shared<std::string>("test");
    auto* test = retrieval.add_subcommand("test",
                                          "Measure metric models side by side: precision at 10, mean average precision and ROC-AUC of every tag and category, beside what a random "
                                          "order of the tracks would give; tags that were held out are searched by their word alone.");
    test->add_option("MODEL", *runs, "Numbers or names (default: the newest)")->type_name("MODEL...");
    test->add_option("--part", *part, "train, valid or test")->check(CLI::IsMember({"train", "valid", "test"}))->capture_default_str();
    sink.bind(test, [runs, part](CommandContext& context) { return runTask(context, "test_retrieval", {{"runs", *runs}, {"part", *part}}, showTests); });
}

struct TableOptions {
    std::vector<std::string> models;
    std::string part = "test", split;
    std::filesystem::path csv;
};

/// Columns of these models (none: all that were tested), what stands beside them, and what was published.
std::vector<std::size_t> columnsFor(const tasks::RetrievalTable& table, const TableOptions& options, engine::store::Workspace& workspace)
{
    using Kind = tasks::RetrievalColumn::Kind;
    std::set<std::int64_t> wanted;
    for (const auto& model : options.models)
        wanted.insert(workspace.metrics().resolve(model).id);
    std::set<std::string> splits;
    const auto isWanted = [&](const tasks::RetrievalColumn& column) {
        if (!column.isTested || (!options.split.empty() && column.kind != Kind::Published && column.split != options.split)) return false;
        if (column.kind == Kind::Model) return wanted.empty() || wanted.contains(column.model);
        return column.kind == Kind::Published || wanted.empty() || splits.contains(column.split);
    };
    std::vector<std::size_t> columns;
    for (std::size_t at = 0; at < table.columns.size(); ++at)
        if (isWanted(table.columns[at])) {
            columns.push_back(at);
            if (table.columns[at].kind == Kind::Model) splits.insert(table.columns[at].split);
        }
    return columns;
}

void showTable(std::ostream& out, const Json& document)
{
    const auto& columns = document["columns"];
    for (std::size_t at = 0; at < columns.size(); ++at)
        out << std::setw(3) << at + 1 << "  " << printable(columns[at]["label"].get<std::string>()) << '\n';
    for (const auto& [measure, title] : {std::pair{"precision_at_10", "precision@10"}, {"map", "MAP"}, {"roc_auc", "ROC-AUC"}}) {
        out << '\n' << std::setw(9) << title;
        for (std::size_t at = 1; at < columns.size(); ++at)
            out << std::setw(9) << "";
        out << '\n';
        for (std::size_t at = 0; at < columns.size(); ++at)
            out << std::setw(9) << at + 1;
        out << '\n';
        for (const auto& row : document["rows"]) {
            for (const auto& score : row["scores"])
                cell(out, score[measure]);
            out << (row["level"] == "tag" ? "    " : "  ") << (row["level"] == "all" ? std::string("all tags") : printable(row["name"].get<std::string>())) << '\n';
        }
    }
}

void addTableCommand(CLI::App& retrieval, CommandSink& sink)
{
    const auto options = std::make_shared<TableOptions>();
    auto* table = retrieval.add_subcommand("table",
                                           "What retrieval test measured, side by side: models by sound, taste and both, predicted tags, a random order and the published rows; "
                                           "precision at 10, mean average precision and ROC-AUC of all tags, categories and tags.");
    table->add_option("MODEL", options->models, "Numbers or names (default: all that were tested)")->type_name("MODEL...");
    table->add_option("--part", options->part, "train, valid or test")->check(CLI::IsMember({"train", "valid", "test"}))->capture_default_str();
    table->add_option("--split", options->split, "Only models of this split");
    table->add_option("--csv", options->csv, "Write the table to this file, too")->type_name("FILE");
    sink.bind(table, [options](CommandContext& context) {
        auto workspace = engine::store::Workspace::open(context.workspaceFolder());
        const auto known = tasks::readRetrievalTable(workspace, options->part);
        const auto columns = columnsFor(known, *options, workspace);
        const auto document = tasks::retrievalJson(known, columns);
        if (!options->csv.empty()) engine::writeFileAtomically(options->csv, tasks::retrievalCsv(known, columns));
        context.result(document, [&](std::ostream& out) { showTable(out, document); });
        return static_cast<int>(kSuccess);
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* retrieval = root.add_subcommand("retrieval", "Tag-based retrieval by metric learning: split, train, test, table.")->require_subcommand(1);
    addSplitCommand(*retrieval, sink);
    addTrainCommand(*retrieval, sink);
    addTestCommand(*retrieval, sink);
    addTableCommand(*retrieval, sink);
}

}  // namespace

extern const CommandEntry retrieval_command;
const CommandEntry retrieval_command{add};

}  // namespace app
