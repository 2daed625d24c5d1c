#include <algorithm>
#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/svg.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/probe_grid.h"
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
    std::vector<std::string> grid;   ///< AXIS=VALUE,...
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
    std::size_t longest = 30;
    for (const auto& cell : document["cells"])
        longest = std::max(longest, printable(cell["name"].get<std::string>()).size());
    const auto nameWidth = static_cast<int>(longest + 2);
    out << std::left << std::setw(nameWidth) << "encoder" << std::setw(12) << "probe" << std::setw(8) << "labels" << std::setw(8) << "tracks"
        << std::setw(20) << "ROC-AUC" << "average precision\n";
    for (const auto& cell : document["cells"]) {
        char share[16];
        std::snprintf(share, sizeof share, "%g %%", 100 * cell["share"].get<double>());
        out << std::setw(nameWidth) << printable(cell["name"].get<std::string>()) << std::setw(12) << cell["probe"].get<std::string>() << std::setw(8)
            << share << std::setw(8) << cell["train_tracks"].get<int>() << std::setw(20) << spreadText(cell["roc_auc"])
            << spreadText(cell["average_precision"]) << '\n';
    }
    for (const auto& grid : document.value("grids", Json::array())) {
        const auto& best = grid["best"];
        out << "Best of " << grid["configurations"] << " (" << printable(grid["encoder"].get<std::string>()) << ", " << 100 * grid["share"].get<double>() << " % of the labels, seed "
            << grid["seed"] << "): " << (best["standardise"].get<bool>() ? "standardised" : "as it is") << ", hidden " << best["hidden"] << ", batch " << best["batch"] << ", rate "
            << best["lr"] << ", dropout " << best["dropout"] << ", weight decay " << best["weight_decay"] << "; validation " << best["valid_score"] << '\n';
    }
    if (std::any_of(document["cells"].begin(), document["cells"].end(), [](const Json& cell) { return cell.contains("layers"); }))
        out << "Layers are those that the validation part likes best; --json has its figure for each\n";
    if (document.contains("chance") && document["chance"]["average_precision"].is_number())
        out << "Guessing: ROC-AUC 0.5, average precision " << std::fixed << std::setprecision(4)
            << document["chance"]["average_precision"].get<double>() << '\n';
    if (document.contains("rejected") && !document["rejected"].empty())
        out << document["rejected"].size() << " tracks or files without features; --json tells why\n";
}

/// "lr=0.001,0.0001" as {"lr": [0.001, 0.0001]}.
Json gridOf(const std::vector<std::string>& wishes)
{
    Json grid = Json::object();
    for (const auto& wish : wishes) {
        const auto sign = wish.find('=');
        const auto values = sign == std::string::npos ? Json(Json::value_t::discarded) : Json::parse("[" + wish.substr(sign + 1) + "]", nullptr, false);
        if (values.is_discarded() || values.empty())
            throw engine::Error(engine::ErrorCode::InvalidArgument, wish, "AXIS=VALUE,... is wanted, as lr=0.001,0.0001 or standardise=true");
        const auto axis = wish.substr(0, sign);
        grid[axis] = axis == "checks" ? values.front() : values;
    }
    return grid;
}

Json probeParameters(const ProbeOptions& options, std::uint64_t seed)
{
    Json parameters{{"encoders", options.encoders}, {"probes", options.probes}, {"shares", options.shares}, {"seeds", options.seeds},
                    {"seed", seed}, {"split", options.split}, {"min_tracks", options.minTracks}};
    if (!options.types.empty()) parameters["types"] = options.types;
    if (!options.sources.empty()) parameters["sources"] = options.sources;
    if (options.top > 0) parameters["top"] = options.top;
    if (!options.name.empty()) parameters["name"] = options.name;
    if (!options.grid.empty()) parameters["grid"] = gridOf(options.grid);
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

int exportTrials(CommandContext& context, std::int64_t number, const std::filesystem::path& output)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = experimentOf(workspace, number);
    const auto trials = workspace.probes().trials(experiment.id);
    engine::writeFileAtomically(output, engine::tasks::trialCsv(experiment, trials));
    const Json document{{"experiment", number}, {"trials", trials.size()}, {"path", engine::store::displayText(output.native())}};
    context.result(document, [&](std::ostream& out) { out << trials.size() << " trials\n" << printable(output.string()) << '\n'; });
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

void addCommonOptions(CLI::App& run, ProbeOptions& options)
{
    run.add_option("--encoders", options.encoders, "Runs (number, name, latest), weight files, pretrain:N, pretrain:N:random, calm:N (its layer is chosen by the validation part), calm:N:LAYER, random:ARCH, npy:FOLDER (a file ID.npy or NAME.npy a track)")
        ->type_name("ENCODER ...")->capture_default_str();
    run.add_option("--shares", options.shares, "Shares of the labels, with commas between them")->delimiter(',')->check(CLI::Range(1e-6, 1.0))->type_name("SHARE,...")->capture_default_str();
    run.add_option("--seeds", options.seeds, "How often each is repeated, with other tracks and weights, from --seed on")->check(CLI::Range(1, 100))->capture_default_str();
    run.add_option("--split", options.split, "Split whose parts are used")->capture_default_str();
    run.add_option("--types", options.types, "Only tags of these types (default: all)")->delimiter(',');
    run.add_option("--sources", options.sources, "Labels from these sources alone: file, user, import:FILE (default: all)")->delimiter(',');
    run.add_option("--min-tracks", options.minTracks, "Leave out tags with fewer training tracks")->capture_default_str();
    run.add_option("--top", options.top, "Only so many tags, those with most training tracks (0: all)")->check(CLI::Range(0, 1000000))->capture_default_str();
    run.add_option("--name", options.name, "Name of the experiment (default: date)");
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
    run->add_option("--probes", options->probes, "linear, mlp (one hidden layer), gru or transformer (read a track's windows in order), grid (the best of 216 recipes)")
        ->check(CLI::IsMember(engine::tasks::probeNames()))->type_name("PROBE ...")->capture_default_str();
    addCommonOptions(*run, *options);
    run->add_option("--grid", options->grid, "Of the probe grid: only these values of an axis, as lr=0.001,0.0001 (probe grid --help)")->type_name("AXIS=VALUE,... ...");
    sink.bind(run, [options](CommandContext& context) { return runTask(context, "probe_lab", probeParameters(*options, context.options.seed), showProbes); });
}

void addGrid(CLI::App& group, CommandSink& sink)
{
    const auto options = std::make_shared<ProbeOptions>();
    options->probes = {std::string(engine::tasks::kGridProbe)};
    options->shares = {1};
    options->seeds = 1;
    auto* grid = group.add_subcommand("grid", "Try 216 recipes of a probe on the features of encoders, several at a time; the validation part chooses the best one, which is asked for "
                                              "the test part once. Every recipe is kept: the same command goes on where it was stopped.");
    grid->footer("Axes: standardise true,false; hidden 0,512; batch 64,256; lr 1e-5,1e-4,1e-3; dropout 0.25,0.5,0.75; weight_decay 0,1e-4,1e-3\n"
                 "(Castellon, Donahue, Liang 2021). A look at the validation part every 8 batches; one that makes no progress for\n"
                 "--checks looks ends, and its best weights come back.\n"
                 "Example: tagbench-cli probe grid --encoders npy:vectors/ --axis lr=0.001 --axis hidden=0 --checks 64");
    addCommonOptions(*grid, *options);
    grid->add_option("--axis", options->grid, "Only these values of an axis")->type_name("AXIS=VALUE,... ...");
    const auto checks = std::make_shared<int>(256);
    grid->add_option("--checks", *checks, "End after so many looks without progress")->check(CLI::Range(1, 10000))->capture_default_str();
    sink.bind(grid, [options, checks](CommandContext& context) {
        auto parameters = probeParameters(*options, context.options.seed);
        parameters["grid"]["checks"] = *checks;
        return runTask(context, "probe_lab", parameters, showProbes);
    });
}

void addFeatures(CLI::App& group, CommandSink& sink)
{
    struct FeatureOptions { std::string encoder = "latest", dataset = "library", name, split; std::filesystem::path folder; bool steps = false; };
    const auto options = std::make_shared<FeatureOptions>();
    auto* features = group.add_subcommand("features", "Write an encoder's features as NumPy files: DIR/representations/DATASET/NAME/ID.npy, one vector a track, and, with --split, "
                                                      "DIR/processed/DATASET/meta.json with the part and the labels of each");
    features->footer("Example: tagbench-cli probe features latest -o vectors --split default\nWhat was written is read again as npy:DIR/representations/DATASET/NAME.");
    features->add_option("ENCODER", options->encoder, "As in probe run --encoders; of calm:N the layer that the newest comparison chose, the middle one before there is any")->capture_default_str();
    features->add_option("-o,--output", options->folder, "Folder to write to")->required()->type_name("DIR");
    features->add_option("--dataset", options->dataset, "Name of the data set's folders")->capture_default_str();
    features->add_option("--name", options->name, "Name of the encoder's folder (default: the encoder)");
    features->add_option("--split", options->split, "Only the tracks of this split, with their parts and labels (default: every track)");
    features->add_flag("--steps", options->steps, "A vector for every window, not their mean");
    sink.bind(features, [options](CommandContext& context) {
        Json parameters{{"encoder", options->encoder}, {"dataset", options->dataset}, {"name", options->name}, {"split", options->split}, {"steps", options->steps}};
        engine::tasks::putPath(parameters, "folder", std::filesystem::absolute(options->folder));
        return runTask(context, "probe_features", parameters, [](std::ostream& out, const Json& document) {
            out << printable(document["name"].get<std::string>()) << ": " << document["tracks"] << " tracks, " << document["width"] << " numbers each\n" << printable(document["folder"].get<std::string>()) << '\n';
            if (!document["rejected"].empty()) out << document["rejected"].size() << " tracks or files without features; --json tells why\n";
        });
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* probe = root.add_subcommand("probe", "What the features of a network are worth with few labels");
    probe->require_subcommand(1);
    addRun(*probe, sink);
    addGrid(*probe, sink);
    addFeatures(*probe, sink);
    sink.bind(probe->add_subcommand("list", "All experiments, newest first"), listProbes);

    const auto shown = std::make_shared<std::int64_t>(0);
    auto* show = probe->add_subcommand("show", "Mean and spread over the seeds of an experiment");
    show->add_option("EXPERIMENT", *shown, "Number of the experiment")->required();
    sink.bind(show, [shown](CommandContext& context) { return showProbe(context, *shown); });

    struct ExportOptions { std::int64_t number = 0; std::filesystem::path output; bool trials = false; };
    const auto out = std::make_shared<ExportOptions>();
    auto* table = probe->add_subcommand("export", "Write every probe as a table (FILE.csv: encoder,name,probe,share,seed,train_tracks,valid_tracks,roc_auc,average_precision,layer), "
                                                 "or ROC-AUC over the share of the labels as a chart (FILE.svg)");
    table->add_option("EXPERIMENT", out->number, "Number of the experiment")->required();
    table->add_option("-o,--output", out->output, "Where the table goes")->required()->type_name("FILE.csv|FILE.svg");
    table->add_flag("--trials", out->trials, "Every configuration of its grids instead (FILE.csv: encoder,name,share,seed,standardise,hidden,batch,lr,dropout,weight_decay,valid_score,looks)");
    sink.bind(table, [out](CommandContext& context) { return out->trials ? exportTrials(context, out->number, out->output) : exportProbe(context, out->number, out->output); });

    const auto gone = std::make_shared<std::int64_t>(0);
    auto* remove = probe->add_subcommand("remove", "Forget an experiment; cached features stay");
    remove->add_option("EXPERIMENT", *gone, "Number of the experiment")->required();
    sink.bind(remove, [gone](CommandContext& context) { return removeProbe(context, *gone); });
}

}  // namespace

extern const CommandEntry probe_command;
const CommandEntry probe_command{add};

}  // namespace app
