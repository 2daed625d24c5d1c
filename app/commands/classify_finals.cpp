#include <algorithm>
#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/classify_parts.h"
#include "app/commands/task_command.h"
#include "engine/classic/tree_picture.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/classify_models.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;

constexpr std::size_t kShownFeatures = 10, kShownTracks = 50;

std::string decimals(const Json& number)
{
    if (number.is_null()) return "-";
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", number.get<double>());
    return text;
}

void showFinal(std::ostream& out, const Json& document)
{
    showClassify(out, document);
    const auto& chosen = document["final"];
    out << "\nFinal model: " << chosen["model"].get<std::string>() << ", settings " << chosen["settings"].dump() << ". " << chosen["fitted_on"].get<std::string>() << '\n';
    if (!chosen["reasons"]["said"].get<std::string>().empty()) out << "Chosen because: " << printable(chosen["reasons"]["said"].get<std::string>()) << '\n';
    for (const auto& fact : chosen["reasons"]["facts"])
        out << "  " << printable(fact.get<std::string>()) << '\n';
    const auto& basis = chosen["importance_of"];
    out << "\nFeatures that matter most: how far " << basis["metric"].get<std::string>() << ' ' << decimals(basis["whole"]) << " falls when one is shuffled, " << basis["basis"].get<std::string>()
        << '\n' << std::left << std::setw(30) << "feature" << std::setw(20) << "fall +- spread" << "share of gain\n";
    for (std::size_t i = 0; i < std::min(kShownFeatures, chosen["importance"].size()); ++i) {
        const auto& row = chosen["importance"][i];
        out << std::setw(30) << printable(row["feature"].get<std::string>()) << std::setw(20) << decimals(row["permutation"]["mean"]) + " +- " + decimals(row["permutation"]["sd"])
            << decimals(row["gain"]) << '\n';
    }
    out << "\nKept in " << printable(chosen["file"].get<std::string>()) << "; classify predict " << document["experiment"] << " uses it.\n";
}

void showPredictions(std::ostream& out, const Json& document)
{
    out << document["tracks"].size() << " tracks by " << document["model"].get<std::string>() << " of experiment " << document["experiment"] << '\n';
    for (const auto& [name, count] : document["per_class"].items())
        out << "  " << std::left << std::setw(24) << printable(name) << count << '\n';
    for (std::size_t t = 0; t < std::min(kShownTracks, document["tracks"].size()); ++t) {
        const auto& row = document["tracks"][t];
        out << std::left << std::setw(24) << printable(row["class"].get<std::string>()) << decimals(row["probability"]) << "  " << printable(row["path"].get<std::string>()) << '\n';
    }
    if (document["tracks"].size() > kShownTracks) out << "and " << document["tracks"].size() - kShownTracks << " more; -o FILE.csv or --json give all\n";
}

void addFinal(CLI::App& classify, CommandSink& sink)
{
    struct Options { std::int64_t from = 0; std::string model, reasons, name; std::size_t repeats = 10; };
    const auto options = std::make_shared<Options>();
    auto* final = classify.add_subcommand("final", "Choose a model of an experiment as final: fit it, keep it, and write down why. Its scores are those of the experiment; "
                                                   "its settings those it had there, or those of the same grid search on the rows it learns from.");
    final->add_option("--from", options->from, "Experiment")->required()->check(CLI::PositiveNumber)->type_name("EXPERIMENT");
    final->add_option("--model", options->model, "One of its models (default: the best)")->type_name("ID");
    final->add_option("--reasons", options->reasons, "Why this one, in your words; what can be read off the experiment is added")->type_name("TEXT");
    final->add_option("--repeats", options->repeats, "How often each feature is shuffled in each inner fold to see what it is worth")->check(CLI::Range(1, 1000))->capture_default_str();
    final->add_option("--name", options->name, "What to call it in lists");
    sink.bind(final, [options](CommandContext& context) {
        Json parameters{{"from", options->from}, {"reasons", options->reasons}, {"repeats", options->repeats}};
        if (!options->model.empty()) parameters["model"] = options->model;
        if (!options->name.empty()) parameters["name"] = options->name;
        return runTask(context, "classify_final", parameters, showFinal);
    });
}

void addPredict(CLI::App& classify, CommandSink& sink)
{
    struct Options { std::int64_t experiment = 0; std::string features; std::filesystem::path output; };
    const auto options = std::make_shared<Options>();
    auto* predict = classify.add_subcommand("predict", "What a final model says of the library's tracks, by the features kept of them. The answers are kept.");
    predict->add_option("EXPERIMENT", options->experiment, "A final experiment (default: the newest)")->check(CLI::PositiveNumber);
    predict->add_option("--features", options->features, "Which feature table of the library, by name or hash (default: that the model learnt from, else the newest that fits)")->type_name("NAME");
    predict->add_option("-o,--output", options->output, "Write them as a table: id,path,title,artist,class,probability and one column a class")->type_name("FILE.csv");
    sink.bind(predict, [options](CommandContext& context) {
        auto parameters = Json::object();
        if (options->experiment > 0) parameters["experiment"] = options->experiment;
        if (!options->features.empty()) parameters["features"] = options->features;
        if (!options->output.empty()) engine::tasks::putPath(parameters, "output", options->output);
        return runTask(context, "classify_predict", parameters, showPredictions);
    });
}

struct TreeOptions {
    std::string experiment = "latest";
    std::size_t index = 0, depth = 0;
    std::filesystem::path output;
};

Json nodesJson(const engine::classic::FittedModel& model, const engine::classic::Tree& tree)
{
    auto nodes = Json::array();
    for (const auto& node : tree.nodes)
        if (node.feature < 0)
            nodes.push_back(tree.boostedClass >= 0 ? Json{{"value", node.value}} : Json{{"class_rows", node.classWeights}});
        else
            nodes.push_back({{"feature", model.columns()[static_cast<std::size_t>(node.feature)]}, {"threshold", node.threshold}, {"yes", node.left}, {"no", node.right}, {"gain", node.gain}});
    return nodes;
}

int drawTree(CommandContext& context, const TreeOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = engine::tasks::finalExperiment(workspace, options.experiment);
    const auto model = engine::tasks::keptModel(workspace, experiment);
    const auto tree = model.tree(options.index);
    engine::writeFileAtomically(options.output, engine::report::toSvgFile(engine::classic::treePicture(model, options.index, options.depth)));
    Json document{{"experiment", engine::value(experiment.id)}, {"model", model.choice().id}, {"tree", options.index}, {"trees", model.treeCount()},
                  {"yes_if", tree.inclusive ? "<=" : "<"}};
    document["boosted_class"] = tree.boostedClass < 0 ? Json() : Json(model.classes()[static_cast<std::size_t>(tree.boostedClass)]);
    document["classes"] = model.classes();
    document["nodes"] = nodesJson(model, tree);
    document["path"] = engine::store::displayText(options.output.native());
    context.result(document, [&](std::ostream& out) {
        out << printable(engine::classic::treeTitle(model, options.index)) << "; " << tree.nodes.size() << " nodes\n" << printable(options.output.string()) << '\n';
    });
    return kSuccess;
}

void addTree(CLI::App& classify, CommandSink& sink)
{
    const auto options = std::make_shared<TreeOptions>();
    auto* tree = classify.add_subcommand("tree", "Draw one tree of a final decision tree, forest, extra trees or boosting; split values are in the features' own units");
    tree->footer("Boosting has one tree a class in each round: tree 0 is the first of the first class.");
    tree->add_option("EXPERIMENT", options->experiment, "A final experiment, or latest")->capture_default_str();
    tree->add_option("--index", options->index, "Which tree, from 0")->capture_default_str();
    tree->add_option("--depth", options->depth, "Cut below so many questions, 0 = all of it")->check(CLI::Range(0, 1000))->capture_default_str();
    tree->add_option("--svg", options->output, "Where the picture goes")->required()->type_name("FILE.svg");
    sink.bind(tree, [options](CommandContext& context) { return drawTree(context, *options); });
}

}  // namespace

void addClassifyFinals(CLI::App& classify, CommandSink& sink)
{
    addFinal(classify, sink);
    addPredict(classify, sink);
    addTree(classify, sink);
}

}  // namespace app
