#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/label_parts.h"
#include "app/commands/task_command.h"
#include "engine/active/diverse_batch.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/label_chart.h"
#include "engine/tasks/path_parameters.h"

namespace app {

namespace {

using engine::Json;

struct SimulateOptions {
    std::string encoder = "latest", split = "default", part = "valid";
    std::vector<std::string> strategies{"random", "entropy", "margin", "coverage", "combined", "sampled"}, types, sources;
    int seeds = 5, first = 5, batch = 5, labels = 50, minTracks = 5, top = 0;
    double penalty = 0.1;
    std::filesystem::path output;
};

std::string spreadText(const Json& spread, bool isSigned)
{
    if (spread.is_null()) return "n/a";
    char text[48];
    std::snprintf(text, sizeof text, isSigned ? "%+.4f" : "%.4f", spread["mean"].get<double>());
    std::string whole = text;
    if (!spread["sd"].is_null()) {
        std::snprintf(text, sizeof text, " +- %.4f", spread["sd"].get<double>());
        whole += text;
    }
    return whole;
}

void showSimulation(std::ostream& out, const Json& document)
{
    out << printable(document["name"].get<std::string>()) << ", " << document["tags"] << " tags, " << document["pool"] << " tracks to ask about, measured on "
        << document["measured"] << " (" << document["part"].get<std::string>() << ")\n"
        << std::left << std::setw(12) << "strategy" << std::setw(22) << "ROC-AUC, mean" << std::setw(24) << "over random" << std::setw(22) << "AP, mean" << std::setw(24) << "over random" << "better\n";
    for (const auto& row : document["strategies"]) {
        const auto& over = row["over_random"];
        out << std::setw(12) << row["strategy"].get<std::string>() << std::setw(22) << spreadText(row["area"]["roc_auc"], false) << std::setw(24) << spreadText(over["roc_auc"], true)
            << std::setw(22) << spreadText(row["area"]["average_precision"], false) << std::setw(24) << spreadText(over["average_precision"], true);
        if (!over["average_precision"].is_null()) out << over["average_precision"]["better"] << " of " << over["average_precision"]["seeds"];
        out << '\n';
    }
    out << "Means over the course from the first to the last label; spread over the seeds; better: in average precision than random with the same seed\n";
}

int simulate(CommandContext& context, const SimulateOptions& options)
{
    Json parameters{{"encoder", options.encoder}, {"split", options.split}, {"part", options.part}, {"strategies", options.strategies}, {"seeds", options.seeds}, {"seed", context.options.seed},
                    {"first", options.first}, {"batch", options.batch}, {"labels", options.labels}, {"penalty", options.penalty}, {"types", options.types}, {"sources", options.sources},
                    {"min_tracks", options.minTracks}, {"top", options.top}};
    if (!options.output.empty()) engine::tasks::putPath(parameters, "output", std::filesystem::absolute(options.output));
    return runTask(context, "label_simulate", parameters, showSimulation);
}

}  // namespace

void addLabelSimulation(CLI::App& group, CommandSink& sink)
{
    const auto options = std::make_shared<SimulateOptions>();
    auto* command = group.add_subcommand("simulate", "Is it worth it here? Labels that are known play the user: each strategy asks for tracks of the training part, a last layer learns from the "
                                                     "answers alone, from nothing, and is measured. Every strategy begins with the same random tracks.");
    command->footer("Example: tagbench-cli label simulate --encoder random:musicnn --labels 60 --seeds 10 --part test\n"
                    "An encoder that has learned these very labels (a run of this split) makes every strategy look good: its vectors know the answers.");
    command->add_option("--encoder", options->encoder, "Vectors of a run, weight file, pretrain:N, random:ARCH or npy:FOLDER")->capture_default_str();
    command->add_option("--split", options->split, "Its training part is asked about")->capture_default_str();
    command->add_option("--part", options->part, "What is measured on")->check(CLI::IsMember({"valid", "test"}))->capture_default_str();
    command->add_option("--strategies", options->strategies, "Which are compared")->check(CLI::IsMember(engine::active::strategyNames()))->type_name("STRATEGY ...")->capture_default_str();
    command->add_option("--seeds", options->seeds, "How often, with other first tracks, from --seed on")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--first", options->first, "Tracks labelled at random before anything is chosen")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--batch", options->batch, "Tracks asked for between two lessons")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--labels", options->labels, "Labelled tracks at the end")->check(CLI::Range(1, 1000000))->capture_default_str();
    command->add_option("--penalty", options->penalty, "As of label start")->check(CLI::PositiveNumber)->capture_default_str();
    command->add_option("--types", options->types, "Only tags of these types (default: all)")->delimiter(',');
    command->add_option("--sources", options->sources, "Labels from these sources alone (default: all)")->delimiter(',');
    command->add_option("--min-tracks", options->minTracks, "Leave out tags with fewer training tracks")->capture_default_str();
    command->add_option("--top", options->top, "Only so many tags, those with most training tracks (0: all)")->check(CLI::Range(0, 1000000))->capture_default_str();
    command->add_option("-o,--output", options->output, "Every measure as a table, or average precision as a chart")->type_name("FILE.csv|FILE.svg");
    sink.bind(command, [options](CommandContext& context) { return simulate(context, *options); });
}

int writeLabelCurve(CommandContext& context, const std::string& wanted, const std::filesystem::path& output)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    engine::store::LabelSessionStore sessions(workspace.database());
    const auto session = sessions.resolve(wanted);
    const auto points = sessions.points(session.id);
    if (points.empty()) throw engine::Error(engine::ErrorCode::TooShort, session.name, "has no point yet; label train makes the first");
    if (output.extension() == ".svg") engine::writeFileAtomically(output, engine::report::toSvgFile(engine::tasks::taughtChart(points, engine::tasks::TaughtMeasure::RocAuc)));
    else engine::writeFileAtomically(output, engine::tasks::taughtCsv(points));
    const Json document{{"session", engine::value(session.id)}, {"points", points.size()}, {"path", engine::store::displayText(output.native())}};
    context.result(document, [&](std::ostream& out) { out << points.size() << " points\n" << printable(output.string()) << '\n'; });
    return kSuccess;
}

}  // namespace app
