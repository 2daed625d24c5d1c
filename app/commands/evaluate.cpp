#include <array>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/core/npy.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_scores.h"

namespace app {

namespace {

struct Options {
    std::string run = "latest", part = "test", intervals = "delong";
    std::filesystem::path scores, labels;
};

std::string shown(const engine::Json& value)
{
    if (value.is_null()) return "  n/a ";
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value.get<double>());
    return text;
}

void show(std::ostream& out, const engine::Json& document)
{
    out << printable(document["model"].get<std::string>()) << ", " << document["part"].get<std::string>() << " part of split "
        << printable(document["split"].get<std::string>()) << ", track level\n"
        << document["headline"].get<std::string>() << "\nmacro ROC-AUC " << shown(document["macro"]["roc_auc"]) << ", macro average precision "
        << shown(document["macro"]["average_precision"]) << "\n\nROC-AUC  [95 % interval]   AP      positives  better than chance  tag\n";
    for (const auto& tag : document["per_tag"])
        out << shown(tag["roc_auc"]) << "   [" << shown(tag["low"]) << ", " << shown(tag["high"]) << "]  " << shown(tag["average_precision"]) << "  "
            << std::setw(9) << tag["positives"] << "  " << std::left << std::setw(18)
            << (tag["better_than_chance"].is_string() ? tag["better_than_chance"].get<std::string>() : tag["better_than_chance"].dump()) << std::right << "  "
            << printable(tag["tag"].get<std::string>()) << '\n';
}

void writeArrays(CommandContext& context, const Options& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto run = workspace.runs().resolve(options.run);
    const auto table = engine::tasks::tableOfRun(workspace, run);
    const auto data = engine::tasks::scoresOfPart(workspace, run, table.part(engine::partFromName(options.part)));
    const std::array<std::size_t, 2> shape{data.rows(), data.tags.size()};
    if (!options.scores.empty()) engine::writeNpy(options.scores, shape, std::vector<float>(data.scores.begin(), data.scores.end()));
    if (!options.labels.empty()) engine::writeNpy(options.labels, shape, std::vector<float>(data.labels.begin(), data.labels.end()));
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("evaluate",
                                        "Measure a run on one part of its split: per tag ROC-AUC with interval, average precision, verdict; thresholds come "
                                        "from the validation part alone.");
    command->add_option("RUN", options->run, "Number, name or latest")->capture_default_str();
    command->add_option("--part", options->part, "train, valid or test")->check(CLI::IsMember({"train", "valid", "test"}))->capture_default_str();
    command->add_option("--ci", options->intervals, "delong or bootstrap")->check(CLI::IsMember({"delong", "bootstrap"}))->capture_default_str();
    command->add_option("--scores", options->scores, "Write the scores, [tracks, tags]")->type_name("OUT.npy");
    command->add_option("--labels", options->labels, "Write the labels, [tracks, tags]")->type_name("OUT.npy");
    sink.bind(command, [options](CommandContext& context) {
        const int status = runTask(context, "evaluate", {{"run", options->run}, {"part", options->part}, {"ci", options->intervals}}, show);
        if (!options->scores.empty() || !options->labels.empty()) writeArrays(context, *options);
        return status;
    });
}

}  // namespace

extern const CommandEntry evaluate_command;
const CommandEntry evaluate_command{add};

}  // namespace app
