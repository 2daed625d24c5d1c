#include <algorithm>
#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/classify_parts.h"
#include "app/commands/task_command.h"
#include "engine/classic/classifier.h"
#include "engine/core/error.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

struct ClassifyOptions {
    std::filesystem::path table, folds, partition;
    std::string label = "label", group, foldColumn = "fold", partitionColumn = "part", split, together = "none", metric = "macro-recall";
    std::string features, level = "song", labelType, librarySplit, name;
    std::vector<std::string> excluded, models, settings, labelTags;
    std::size_t k = 10, minTracks = 2, best = 0;
    std::int64_t from = 0;
    bool grid = false, library = false;
};

std::string threeDecimals(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

void showHealth(std::ostream& out, const engine::Json& document)
{
    const auto& health = document["health"];
    out << health["rows"] << " rows, " << health["columns"] << " features, " << health["classes"].size() << " classes; " << health["missing"]
        << " missing values, " << health["constant_columns"].size() << " constant columns, " << health["duplicates"].size() << " sets of equal rows";
    if (health["duplicates_of_several_classes"] != 0) out << " (" << health["duplicates_of_several_classes"] << " with several labels)";
    out << '\n';
}

/// What the parameter is decides whether a value is a word or a number.
engine::Json settingsOf(const std::vector<std::string>& given)
{
    auto settings = engine::Json::object();
    for (const auto& setting : given) {
        const auto dot = setting.find('.'), sign = setting.find('=');
        if (dot == std::string::npos || sign == std::string::npos || sign < dot)
            throw engine::Error(engine::ErrorCode::InvalidArgument, setting, "a setting is MODEL.NAME=VALUE");
        const auto name = setting.substr(dot + 1, sign - dot - 1), value = setting.substr(sign + 1);
        const auto& parameters = engine::classic::findModel(setting.substr(0, dot)).parameters;
        const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto& parameter) { return parameter.name == name; });
        const bool word = found != parameters.end() && found->standard.is_string();
        const auto number = engine::Json::parse(value, nullptr, false);
        settings[setting.substr(0, sign)] = word || number.is_discarded() ? engine::Json(value) : number;
    }
    return settings;
}

/// Where the numbers come from.
void putSource(engine::Json& parameters, const ClassifyOptions& options)
{
    if (options.library) {
        parameters["library"] = true;
        if (!options.features.empty()) parameters["features"] = options.features;
        if (options.level != "song") parameters["level"] = options.level;
        if (!options.labelType.empty()) parameters["label_type"] = options.labelType;
        if (!options.labelTags.empty()) parameters["label_tags"] = options.labelTags;
        if (options.minTracks != 2) parameters["min_tracks"] = options.minTracks;
    } else {
        engine::tasks::putPath(parameters, "table", options.table);
        parameters["label"] = options.label;
        if (!options.group.empty()) parameters["group"] = options.group;
    }
    if (!options.excluded.empty()) parameters["exclude"] = options.excluded;
}

/// Who learns from what.
void putPlan(engine::Json& parameters, const ClassifyOptions& options, bool togetherSaid)
{
    if (!options.folds.empty()) {
        engine::tasks::putPath(parameters, "folds", options.folds);
        parameters["fold_column"] = options.foldColumn;
    } else if (!options.librarySplit.empty()) {
        parameters["library_split"] = options.librarySplit;
    } else if (!options.split.empty()) {
        parameters["split"] = options.split;
    } else {
        parameters["k"] = options.k;
    }
    if (togetherSaid) parameters["together"] = options.together;
    if (!options.partition.empty()) {
        engine::tasks::putPath(parameters, "partition", options.partition);
        parameters["partition_column"] = options.partitionColumn;
    }
}

/// `said`: options that were given; with --from the others stay as they were.
engine::Json classifyParameters(const CommandContext& context, const ClassifyOptions& options, const CLI::App& said)
{
    engine::Json parameters = engine::Json::object();
    const bool goesOn = options.from > 0;
    if (goesOn) {
        parameters["from"] = options.from;
        if (options.best > 0) parameters["best"] = options.best;
    } else {
        putSource(parameters, options);
        putPlan(parameters, options, said["--together"]->count() > 0);
        parameters["seed"] = context.options.seed;
    }
    if (!options.models.empty()) parameters["models"] = options.models;
    if (!goesOn || said["--metric"]->count() > 0) parameters["metric"] = options.metric;
    if (!goesOn || options.grid) parameters["grid"] = options.grid;
    if (!options.settings.empty()) parameters["settings"] = settingsOf(options.settings);
    if (!options.name.empty()) parameters["name"] = options.name;
    return parameters;
}

std::string modelList()
{
    std::string text = "Models and what of them can be set (standard value):\n";
    for (const auto* entry : engine::classic::allModels()) {
        text += "  " + std::string(entry->id) + " - " + std::string(entry->text) + "\n     ";
        for (const auto& parameter : entry->parameters)
            text += " " + std::string(parameter.name) + "=" + (parameter.standard.is_string() ? parameter.standard.get<std::string>() : parameter.standard.dump());
        text += '\n';
    }
    return text;
}

}  // namespace

void showClassify(std::ostream& out, const engine::Json& document)
{
    showHealth(out, document);
    out << printable(document["plan"].get<std::string>()) << "; ranked by " << document["deciding"].get<std::string>() << "\n\n"
        << std::left << std::setw(22) << "model" << "accuracy  min - max      precision  recall  F1     AUC    artists apart  CPU s\n";
    const auto& partition = document["partition"];
    for (const auto& id : document["ranking"]) {
        const auto& model = document["models"][id.get<std::string>()];
        const auto& accuracy = model["accuracy"];
        const auto& macro = model["macro"];
        out << std::left << std::setw(22) << id.get<std::string>() << threeDecimals(accuracy["mean"]) << "     " << threeDecimals(accuracy["min"]) << " - "
            << threeDecimals(accuracy["max"]) << "  " << threeDecimals(macro["precision"]) << "      " << threeDecimals(macro["recall"]) << "   "
            << threeDecimals(macro["f1"]) << "  " << (macro["roc_auc"].is_null() ? "n/a  " : threeDecimals(macro["roc_auc"])) << "  "
            << std::setw(13) << (partition.is_null() ? "-" : threeDecimals(partition["models"][id.get<std::string>()]["accuracy"]["mean"])) << "  "
            << threeDecimals(model["seconds"]) << '\n';
    }
    if (!partition.is_null()) {
        out << "\nArtists apart: " << printable(partition["plan"].get<std::string>());
        if (const auto& rows = partition["rows"]; !rows.is_null()) out << ", learnt from " << rows["train"] << " rows, examined on " << rows["test"];
        out << ".\n";
    }
    if (document.contains("experiment")) out << "Kept as experiment " << document["experiment"] << ". ";
    out << "Done in " << threeDecimals(document["wall_s"]) << " s on " << document["threads"] << " threads.\n";
}

namespace {

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<ClassifyOptions>();
    auto* command = root.add_subcommand("classify", "Compare classic models on a table of features: who learns which class a row is of, and how well on rows it has not seen.");
    command->footer([] {
        return modelList() +
               "\nScaling, gaps and labels are learnt from the training rows of each round alone. --grid chooses settings by inner folds of the\n"
               "training rows; no search ever sees a test row. Where a file beside the table names a part that keeps artists apart, the score there\n"
               "stands beside that of the folds.\n\n"
               "Example: tagbench-cli classify --table features.csv --label genre --model all --k 10 --together duplicates\n"
               "         tagbench-cli classify --table features.csv --model svm-rbf --set svm-rbf.C=10 --set svm-rbf.scale=minmax --json";
    });
    command->add_option("--table", options->table, "Table with header; every column but label, group and excluded ones is a feature")->type_name("F.csv");
    command->add_flag("--library", options->library, "Instead of a table: the features the library keeps of its tracks (features --library); a track's group is its artist");
    command->add_option("--features", options->features, "Which of its feature tables, by name or hash (default: the newest)")->type_name("NAME");
    command->add_option("--level", options->level, "What a row is of")->check(CLI::IsMember({"song", "bars", "beats"}))->capture_default_str();
    command->add_option("--label-type", options->labelType, "Type of the tags that are the classes; a track needs exactly one of them")->type_name("TYPE");
    command->add_option("--label-tags", options->labelTags, "These tags are the classes")->type_name("TAG...");
    command->add_option("--min-tracks", options->minTracks, "Leave out classes with fewer tracks")->check(CLI::Range(2, 1000000))->capture_default_str();
    command->add_option("--library-split", options->librarySplit, "The parts of a split of the library instead of folds: what networks were examined on")->type_name("NAME");
    command->add_option("--from", options->from, "Go on from an experiment: its table, plan and settings")->check(CLI::PositiveNumber)->type_name("EXPERIMENT");
    command->add_option("--best", options->best, "With --from: its best models, so many")->check(CLI::PositiveNumber)->type_name("N");
    command->add_option("--name", options->name, "What to call it in lists");
    command->add_option("--label", options->label, "Column of the classes")->type_name("COL")->capture_default_str();
    command->add_option("--model", options->models, "Models, or all")->type_name("ID...");
    command->add_option("--set", options->settings, "Set something of a model")->type_name("ID.NAME=VALUE");
    command->add_option("--exclude", options->excluded, "Columns that are no features")->type_name("COL...");
    command->add_option("--group", options->group, "Column of what belongs together, artists for instance")->type_name("COL");
    auto* folds = command->add_option("--folds", options->folds, "File with a column row (from 0) and one of folds, or of train, valid, test, excluded")->type_name("FILE.csv");
    command->add_option("--fold-column", options->foldColumn, "Its column")->capture_default_str();
    auto* k = command->add_option("--k", options->k, "So many stratified folds by --seed")->check(CLI::Range(2, 1000))->capture_default_str();
    auto* split = command->add_option("--split", options->split, "One split instead of folds")->check(CLI::IsMember({"80-10-10"}));
    folds->excludes(k);
    split->excludes(k)->excludes(folds);
    command->add_option("--together", options->together, "What stays in one fold: none, duplicates (equal rows), groups (of --group or artists, and duplicates); the library's standard is groups")
        ->check(CLI::IsMember({"none", "duplicates", "groups"}))->capture_default_str();
    command->add_option("--partition", options->partition, "File whose part column keeps artists apart, auto (look beside the table) or none")->type_name("FILE.csv");
    command->add_option("--partition-column", options->partitionColumn, "Its column")->capture_default_str();
    command->add_option("--metric", options->metric, "What decides ranking, grid search and early stopping")
        ->check(CLI::IsMember({"macro-recall", "accuracy", "macro-precision", "macro-f1", "macro-auc"}))->capture_default_str();
    command->add_flag("--grid", options->grid, "Choose each model's settings by a grid search inside the training rows of each round");
    addClassifyExperiments(*command, sink);
    addClassifyFinals(*command, sink);
    sink.bind(command, [options, command](CommandContext& context) {
        const int sources = (options->table.empty() ? 0 : 1) + (options->library ? 1 : 0) + (options->from > 0 ? 1 : 0);
        if (sources != 1) throw CLI::RequiredError("one of --table, --library, --from");
        if (options->models.empty() && options->from == 0) throw CLI::RequiredError("--model");
        return runTask(context, "classify", classifyParameters(context, *options, *command), showClassify);
    });
}

}  // namespace

extern const CommandEntry classify_command;
const CommandEntry classify_command{add};

}  // namespace app
