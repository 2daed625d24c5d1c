#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/probe_options.h"
#include "engine/tasks/probe_summary.h"

namespace app {

namespace {

using engine::Json;
using engine::store::ProbeExperimentId;

struct ProbeOptions {
    std::vector<std::string> encoders{"latest"}, probes{"linear"}, types, sources;
    std::vector<double> shares{0.01, 0.05, 0.1, 1};
    int seeds = 3, minTracks = 5, top = 0;
    std::string split = "default", name;
};

std::string spreadText(const Json& spread)
{
    if (spread.is_null()) return "n/a";
    char text[48];
    if (spread["sd"].is_null())
        std::snprintf(text, sizeof text, "%.4f", spread["mean"].get<double>());
    else
        std::snprintf(text, sizeof text, "%.4f +- %.4f", spread["mean"].get<double>(), spread["sd"].get<double>());
    return text;
}

void showProbes(std::ostream& out, const Json& document)
{
    out << "Experiment " << document["experiment"] << " (" << printable(document["name"].get<std::string>()) << ", "
        << document["state"].get<std::string>() << "): " << document["tags"] << " tags, measured on the test part\n";
    out << std::left << std::setw(32) << "encoder" << std::setw(12) << "probe" << std::setw(8) << "labels" << std::setw(8) << "tracks"
        << std::setw(20) << "ROC-AUC" << "average precision\n";
    for (const auto& cell : document["cells"]) {
        char share[16];
        std::snprintf(share, sizeof share, "%g %%", 100 * cell["share"].get<double>());
        out << std::setw(32) << printable(cell["name"].get<std::string>()) << std::setw(12) << cell["probe"].get<std::string>() << std::setw(8)
            << share << std::setw(8) << cell["train_tracks"].get<int>() << std::setw(20) << spreadText(cell["roc_auc"])
            << spreadText(cell["average_precision"]) << '\n';
    }
    if (document.contains("chance") && document["chance"]["average_precision"].is_number())
        out << "Guessing: ROC-AUC 0.5, average precision " << std::fixed << std::setprecision(4)
            << document["chance"]["average_precision"].get<double>() << '\n';
    if (document.contains("rejected") && !document["rejected"].empty())
        out << document["rejected"].size() << " tracks or files without features; --json tells why\n";
}

Json probeParameters(const ProbeOptions& options, std::uint64_t seed)
{
    Json parameters{{"encoders", options.encoders}, {"probes", options.probes}, {"shares", options.shares}, {"seeds", options.seeds},
                    {"seed", seed}, {"split", options.split}, {"min_tracks", options.minTracks}};
    if (!options.types.empty()) parameters["types"] = options.types;
    if (!options.sources.empty()) parameters["sources"] = options.sources;
    if (options.top > 0) parameters["top"] = options.top;
    if (!options.name.empty()) parameters["name"] = options.name;
    return parameters;
}

engine::store::ProbeExperiment experimentOf(engine::store::Workspace& workspace, std::int64_t number)
{
    auto found = workspace.probes().find(ProbeExperimentId{number});
    if (!found) throw engine::Error(engine::ErrorCode::NotFound, std::to_string(number), "no experiment of this number; probe list shows them");
    return *found;
}

int listProbes(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    Json document{{"experiments", Json::array()}};
    for (const auto& experiment : workspace.probes().list())
        document["experiments"].push_back({{"experiment", engine::value(experiment.id)}, {"name", experiment.name}, {"state", experiment.state},
                                           {"tags", experiment.tags.size()}, {"parameters", experiment.parameters},
                                           {"created_at", experiment.createdAt}, {"finished_at", experiment.finishedAt}});
    context.result(document, [&](std::ostream& out) {
        for (const auto& row : document["experiments"])
            out << std::right << std::setw(4) << row["experiment"] << "  " << std::left << std::setw(10) << row["state"].get<std::string>()
                << printable(row["name"].get<std::string>()) << ", " << row["parameters"]["encoders"].size() << " encoders, " << row["tags"] << " tags\n";
        if (document["experiments"].empty()) out << "no experiment yet; probe run makes one\n";
    });
    return kSuccess;
}

int showProbe(CommandContext& context, std::int64_t number)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = experimentOf(workspace, number);
    const auto document = engine::tasks::summaryOf(experiment, workspace.probes().results(experiment.id));
    context.result(document, [&](std::ostream& out) { showProbes(out, document); });
    return kSuccess;
}

int exportChart(CommandContext& context, std::int64_t number, const std::filesystem::path& output)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = experimentOf(workspace, number);
    const auto results = workspace.probes().results(experiment.id);
    const auto chart = engine::tasks::labelChartOf(experiment, results, engine::tasks::ProbeMeasureShown::RocAuc);
    if (chart.empty()) throw engine::Error(engine::ErrorCode::TooShort, std::to_string(number), "no probe of this experiment has been measured yet");
    engine::writeFileAtomically(output, engine::report::toSvgFile(chart));
    const Json document{{"experiment", number}, {"probes", results.size()}, {"path", engine::store::displayText(output.native())}};
    context.result(document, [&](std::ostream& out) { out << printable(output.string()) << '\n'; });
    return kSuccess;
}

int exportProbe(CommandContext& context, std::int64_t number, const std::filesystem::path& output)
{
    if (output.extension() == ".svg") return exportChart(context, number, output);
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = experimentOf(workspace, number);
    const auto results = workspace.probes().results(experiment.id);
    engine::writeFileAtomically(output, engine::tasks::probeCsv(experiment, results));
    const Json document{{"experiment", number}, {"probes", results.size()}, {"path", engine::store::displayText(output.native())}};
    context.result(document, [&](std::ostream& out) { out << results.size() << " probes\n" << printable(output.string()) << '\n'; });
    return kSuccess;
}

int removeProbe(CommandContext& context, std::int64_t number)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    experimentOf(workspace, number);
    workspace.probes().remove(ProbeExperimentId{number});
    context.result({{"removed", number}}, [&](std::ostream& out) { out << "Experiment " << number << " is removed\n"; });
    return kSuccess;
}

void addRun(CLI::App& group, CommandSink& sink)
{
    const auto options = std::make_shared<ProbeOptions>();
    auto* run = group.add_subcommand("run", "Train small classifiers on the features of encoders, from shares of the labels, several seeds each, and measure "
                                            "them on the test part. An encoder's features are computed once and kept; the same command goes on "
                                            "where it was stopped.");
    run->footer("Example: tagbench-cli probe run --encoders latest random:musicnn npy:vectors/ --probes linear gru --seeds 5\n"
                "The share holds for the training and the validation part; smaller shares are inside larger ones. A base line\n"
                "that learned nothing (random:ARCH) tells what the learning was worth.");
    run->add_option("--encoders", options->encoders, "Runs (number, name, latest), weight files, pretrain:N, pretrain:N:random, random:ARCH, npy:FOLDER (a file ID.npy or NAME.npy a track)")
        ->type_name("ENCODER ...")->capture_default_str();
    run->add_option("--probes", options->probes, "linear, mlp (one hidden layer), gru or transformer (read a track's windows in order)")
        ->check(CLI::IsMember(engine::tasks::probeNames()))->type_name("PROBE ...")->capture_default_str();
    run->add_option("--shares", options->shares, "Shares of the labels, with commas between them")->delimiter(',')->check(CLI::Range(1e-6, 1.0))->type_name("SHARE,...")->capture_default_str();
    run->add_option("--seeds", options->seeds, "How often each is repeated, with other tracks and weights, from --seed on")->check(CLI::Range(1, 100))->capture_default_str();
    run->add_option("--split", options->split, "Split whose parts are used")->capture_default_str();
    run->add_option("--types", options->types, "Only tags of these types (default: all)")->delimiter(',');
    run->add_option("--sources", options->sources, "Labels from these sources alone: file, user, import:FILE (default: all)")->delimiter(',');
    run->add_option("--min-tracks", options->minTracks, "Leave out tags with fewer training tracks")->capture_default_str();
    run->add_option("--top", options->top, "Only so many tags, those with most training tracks (0: all)")->check(CLI::Range(0, 1000000))->capture_default_str();
    run->add_option("--name", options->name, "Name of the experiment (default: date)");
    sink.bind(run, [options](CommandContext& context) { return runTask(context, "probe_lab", probeParameters(*options, context.options.seed), showProbes); });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* probe = root.add_subcommand("probe", "What the features of a network are worth with few labels");
    probe->require_subcommand(1);
    addRun(*probe, sink);
    sink.bind(probe->add_subcommand("list", "All experiments, newest first"), listProbes);

    const auto shown = std::make_shared<std::int64_t>(0);
    auto* show = probe->add_subcommand("show", "Mean and spread over the seeds of an experiment");
    show->add_option("EXPERIMENT", *shown, "Number of the experiment")->required();
    sink.bind(show, [shown](CommandContext& context) { return showProbe(context, *shown); });

    struct ExportOptions { std::int64_t number = 0; std::filesystem::path output; };
    const auto out = std::make_shared<ExportOptions>();
    auto* table = probe->add_subcommand("export", "Write every probe as a table (FILE.csv: encoder,name,probe,share,seed,train_tracks,valid_tracks,roc_auc,average_precision), "
                                                 "or ROC-AUC over the share of the labels as a chart (FILE.svg)");
    table->add_option("EXPERIMENT", out->number, "Number of the experiment")->required();
    table->add_option("-o,--output", out->output, "Where the table goes")->required()->type_name("FILE.csv|FILE.svg");
    sink.bind(table, [out](CommandContext& context) { return exportProbe(context, out->number, out->output); });

    const auto gone = std::make_shared<std::int64_t>(0);
    auto* remove = probe->add_subcommand("remove", "Forget an experiment; cached features stay");
    remove->add_option("EXPERIMENT", *gone, "Number of the experiment")->required();
    sink.bind(remove, [gone](CommandContext& context) { return removeProbe(context, *gone); });
}

}  // namespace

extern const CommandEntry probe_command;
const CommandEntry probe_command{add};

}  // namespace app
