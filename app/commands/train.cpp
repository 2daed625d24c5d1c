#include <cmath>
#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "app/commands/train_options.h"

namespace app {

namespace {

struct Options {
    std::string arch = "musicnn", preset, split = "default", name, freeze = "none", from, resume, schedule = "constant", notes;
    int epochs = 30, batch = 16, patience = 0, windows = 1, minTracks = 5;
    double learningRate = 1e-4, weightDecay = 1e-4;
    int top = 0, allowLeak = 0;
    std::vector<std::string> types, sources;
    bool prepare = false, evaluate = false, dryRun = false;
};

engine::Json parametersOf(const Options& options, const CLI::App& command, std::uint64_t seed)
{
    if (!options.resume.empty()) {
        engine::Json parameters{{"resume", options.resume}};
        if (command.count("--epochs") > 0) parameters["epochs"] = options.epochs;
        if (options.evaluate) parameters["evaluate"] = true;
        if (options.prepare) parameters["prepare"] = true;
        return parameters;
    }
    engine::Json parameters{{"arch", options.arch}, {"split", options.split}, {"epochs", options.epochs}, {"batch", options.batch},
                            {"lr", options.learningRate}, {"weight_decay", options.weightDecay}, {"patience", options.patience},
                            {"windows", options.windows}, {"min_tracks", options.minTracks}, {"freeze", options.freeze},
                            {"schedule", options.schedule}, {"seed", seed}, {"prepare", options.prepare}};
    if (!options.preset.empty()) parameters["preset"] = options.preset;
    if (!options.name.empty()) parameters["name"] = options.name;
    if (!options.from.empty()) parameters["from"] = options.from;
    if (!options.types.empty()) parameters["types"] = options.types;
    if (!options.sources.empty()) parameters["sources"] = options.sources;
    if (options.top > 0) parameters["top"] = options.top;
    if (!options.notes.empty()) parameters["notes"] = options.notes;
    if (options.evaluate) parameters["evaluate"] = true;
    if (options.allowLeak > 0) parameters["allow_leak"] = options.allowLeak;
    putTrainOptions(command, parameters);
    return parameters;
}

void showTraining(std::ostream& out, const engine::Json& document)
{
    out << "Run " << document["run"] << " (" << printable(document["name"].get<std::string>()) << ", " << document["device"].get<std::string>()
        << "): " << document["epochs_trained"] << " epochs" << (document["stopped_early"].get<bool>() ? ", stopped early" : "")
        << (document["finished_on_request"].get<bool>() ? ", finished on request" : "") << ", best "
        << document["best_epoch"] << '\n';
    if (document.contains("test"))
        out << "Test part: " << document["test"]["headline"].get<std::string>() << '\n';
    else
        out << "Next: tagbench-cli evaluate " << document["run"] << '\n';
}

std::string duration(const engine::Json& seconds)
{
    const auto whole = std::llround(seconds.get<double>());
    char text[48];
    if (whole < 60)
        std::snprintf(text, sizeof text, "%.1f s", seconds.get<double>());
    else
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    return text;
}

std::string megabytes(const engine::Json& bytes)
{
    if (bytes.is_null()) return "not measured on this device";
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MB", bytes.get<double>() / 1e6);
    return text;
}

void showEstimate(std::ostream& out, const engine::Json& document)
{
    const auto& seconds = document["seconds"];
    const auto& disk = document["disk_bytes"];
    out << document["architecture"].get<std::string>() << " on " << document["device"].get<std::string>() << ": " << document["tags"] << " tags ("
        << document["dropped_tags"].size() << " left out), " << document["tracks"]["train"] << " training and " << document["tracks"]["valid"]
        << " validation tracks, " << document["windows_per_epoch"] << " windows an epoch, " << document["parameters"] << " parameters\n"
        << "Time: " << duration(seconds["total"]) << " in all, " << duration(seconds["epoch"]) << " an epoch ("
        << std::llround(document["samples_per_second"].get<double>()) << " windows/s)";
    if (document["melgrams_missing"] > 0) out << ", " << duration(seconds["melgrams"]) << " for " << document["melgrams_missing"] << " missing melgrams";
    out << "\nMemory: " << megabytes(document["memory_bytes"]) << "; disk: " << megabytes(disk["checkpoints"]) << " of checkpoints, "
        << megabytes(disk["melgrams"]) << " of melgrams\n";
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* train = root.add_subcommand("train",
                                      "Train a tagger on the training part of a split: binary cross-entropy, Adam. Every epoch is recorded and can be "
                                      "resumed from; Ctrl+C keeps what is finished.");
    train->add_option("--arch", options->arch, "Architecture (models list)")->capture_default_str();
    train->add_option("--preset", options->preset, "Preset of the melgrams (default: the architecture's own)");
    train->add_option("--split", options->split, "Split to train on")->capture_default_str();
    train->add_option("--name", options->name, "Name of the run (default: date and model)");
    train->add_option("--epochs", options->epochs, "Epochs in all")->check(CLI::Range(1, 100000))->capture_default_str();
    train->add_option("--batch", options->batch, "Windows a batch")->check(CLI::Range(2, 4096))->capture_default_str();
    train->add_option("--lr", options->learningRate, "Learning rate of Adam")->capture_default_str();
    train->add_option("--weight-decay", options->weightDecay, "L2 weight decay")->capture_default_str();
    train->add_option("--schedule", options->schedule, "constant, cosine down to 1 %, or staged: Adam, then SGD at 1e-3, 1e-4, 1e-5, each from the best weights")->check(CLI::IsMember({"constant", "cosine", "staged"}))->capture_default_str();
    train->add_option("--patience", options->patience, "Stop after so many epochs without a better validation ROC-AUC (0: never)")->capture_default_str();
    train->add_option("--windows", options->windows, "Random windows of each track an epoch")->check(CLI::Range(1, 1000))->capture_default_str();
    train->add_option("--types", options->types, "Only tags of these types (default: all)")->delimiter(',');
    train->add_option("--min-tracks", options->minTracks, "Leave out tags with fewer training tracks")->capture_default_str();
    train->add_option("--sources", options->sources, "Labels from these sources alone: file, user, import:FILE (default: all)")->delimiter(',');
    train->add_option("--top", options->top, "Only so many tags, those with most training tracks (0: all)")->check(CLI::Range(0, 1000000))->capture_default_str();
    train->add_option("--from", options->from, "Start from the weights of a run or of a weight file (fine-tuning); an ensemble takes over the members of another ensemble's run on the same split");
    train->add_option("--freeze", options->freeze, "backbone: only the last layer learns (a probe)")->check(CLI::IsMember({"none", "backbone"}))->capture_default_str();
    train->add_option("--notes", options->notes, "Kept with the run");
    train->add_option("--resume", options->resume, "Go on with a stopped or killed run (number or name)");
    addTrainOptions(*train);
    train->add_flag("--prepare", options->prepare, "Build missing melgrams first");
    train->add_flag("--evaluate", options->evaluate, "Measure the test part afterwards");
    train->add_flag("--dry-run", options->dryRun, "Train nothing: say which tags and tracks it would be, and how long it would take, measured by a few batches")
        ->excludes("--resume");
    train->add_flag("--allow-leak", options->allowLeak, "Given twice: train on a split with leaks between its parts all the same (the run says so)");
    sink.bind(train, [options, train](CommandContext& context) {
        if (options->dryRun) return runTask(context, "estimate", parametersOf(*options, *train, context.options.seed), showEstimate);
        return runTask(context, "train", parametersOf(*options, *train, context.options.seed), showTraining);
    });
}

}  // namespace

extern const CommandEntry train_command;
const CommandEntry train_command{add};

}  // namespace app
