#include <filesystem>
#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_needs.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

namespace app {

namespace {

struct Options {
    std::string preset = "sota-96", split, part = "all", shard, oversample;
    bool dryRun = false;
};

void showPrep(std::ostream& out, const engine::Json& document)
{
    if (document.contains("melgrams_to_build")) {
        out << "Would build " << document["melgrams_to_build"] << " melgrams of preset " << document["preset"].get<std::string>() << ": about "
            << std::fixed << std::setprecision(0) << document["seconds_expected"].get<double>() << " s, "
            << (document["bytes_needed"].get<std::uint64_t>() >> 20) << " MiB of " << (document["bytes_free"].get<std::uint64_t>() >> 20) << " MiB free\n";
        return;
    }
    const auto& counts = document["counts"];
    out << counts["built"] << " melgrams built, " << counts["kept"] << " were there, " << counts["rejected"] << " tracks rejected\n";
    for (const auto& row : document["rejected"])
        out << "  " << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
}

void addRun(CLI::App& prep, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* run = prep.add_subcommand("run", "Build the melgrams a preset needs. Goes on where it was stopped; finished packs are kept.");
    run->add_option("--preset", options->preset, "Name of a preset (prep presets) or a JSON file")->capture_default_str();
    run->add_option("--split", options->split, "Only tracks of this split");
    run->add_option("--part", options->part, "train, valid, test or all")->check(CLI::IsMember({"train", "valid", "test", "all"}))->capture_default_str();
    run->add_option("--oversample", options->oversample, "Resample the training part: a ratio (1.3 = all once and a stratified 30 % twice; 0.5 = half) or, from 100 on, a number of occurrences; each with another random crop. Kept with the split")
        ->type_name("RATIO_OR_TARGET");
    run->add_option("--shard", options->shard, "I/N: only the tracks whose id falls in shard I of N, for many processes");
    run->add_flag("--dry-run", options->dryRun, "Say tracks, time (measured on a few files) and disk space, write nothing");
    sink.bind(run, [options](CommandContext& context) {
        engine::Json parameters{{"preset", options->preset}, {"part", options->part},
                                {"seed", context.options.seed}, {"dry_run", options->dryRun}};
        if (!options->split.empty() || options->part != "all" || !options->oversample.empty())
            parameters["split"] = options->split.empty() ? "default" : options->split;
        if (!options->oversample.empty()) parameters["oversample"] = options->oversample;
        if (!options->shard.empty()) parameters["shard"] = options->shard;
        return runTask(context, "prep", parameters, showPrep);
    });
}

void addPresets(CLI::App& prep, CommandSink& sink)
{
    auto* presets = prep.add_subcommand("presets", "List the built-in presets.");
    sink.bind(presets, [](CommandContext& context) {
        auto all = engine::Json::array();
        for (const auto& preset : engine::dsp::builtinPresets()) {
            auto row = toJson(preset);
            row["hash"] = preset.hash();
            all.push_back(std::move(row));
        }
        context.result({{"presets", all}}, [&](std::ostream& out) {
            for (const auto& row : all) {
                out << std::left << std::setw(14) << row["name"].get<std::string>() << row["sample_rate_hz"] << " Hz, ";
                if (row.contains("n_fft"))
                    out << "FFT " << row["n_fft"] << ", hop " << row["hop"] << ", " << row["n_mels"] << " mels";
                else
                    out << "waveform";
                out << ", chunks of " << row["chunk_s"] << " s every " << row["chunk_hop_s"] << " s\n";
            }
        });
        return kSuccess;
    });
}

void addPrune(CLI::App& prep, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* prune = prep.add_subcommand("prune",
                                      "Remove melgrams that no split needs any more, of any preset, and copies that 'prep fetch' made; say the bytes freed. Your music is never touched; what is "
                                      "removed can be built again.");
    prune->add_option("--split", options->split, "Keep only what this split needs (default: what any split needs)")->type_name("N");
    prune->add_flag("--dry-run", options->dryRun, "Say what would go, remove nothing");
    sink.bind(prune, [options](CommandContext& context) {
        return runTask(context, "prune", {{"split", options->split}, {"dry_run", options->dryRun}}, [](std::ostream& out, const engine::Json& document) {
            out << document["removed"] << " melgrams of " << document["tracks"] << " tracks " << "and " << document["copies"] << " fetched copies " << (document["dry_run"].get<bool>() ? "would go, " : "removed, ")
                << (document["bytes"].get<std::int64_t>() >> 20) << " MiB; " << document["kept"] << " stay\n";
        });
    });
}

void addNeeds(CLI::App& prep, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    const auto list = std::make_shared<bool>(false);
    auto* needs = prep.add_subcommand("needs",
                                      "Which tracks' audio the current selection still needs: those of the splits, after resampling, without melgrams of the preset. A "
                                      "track whose file is not here yet is listed like the others. With --list only the paths, one a line, relative to their "
                                      "library, as rsync --files-from and rclone --files-from take them.");
    needs->add_option("--preset", options->preset, "Name of a preset or a JSON file")->capture_default_str();
    needs->add_option("--split", options->split, "Only what this split needs (default: what any split needs)")->type_name("N");
    needs->add_flag("--list", *list, "Print the paths alone");
    sink.bind(needs, [options, list](CommandContext& context) {
        auto workspace = engine::store::Workspace::open(context.workspaceFolder(), engine::store::Database::Access::ReadOnly);
        const auto needed = engine::tasks::neededTracks(workspace, options->split, engine::dsp::loadPreset(options->preset).hash());
        std::int64_t bytes = 0, missing = 0;
        auto rows = engine::Json::array();
        for (const auto& one : needed) {
            bytes += one.track.stamp.size;
            missing += one.isMissing ? 1 : 0;
            rows.push_back({{"path", one.track.displayPath}, {"bytes", one.track.stamp.size}, {"melgrams", one.melgrams}, {"missing", one.isMissing}});
        }
        context.result({{"tracks", rows}, {"bytes", bytes}, {"missing", missing}}, [&](std::ostream& out) {
            if (!*list) {
                out << needed.size() << " tracks are still needed, " << (bytes >> 20) << " MiB, " << missing << " of them not here\n";
                return;
            }
            for (const auto& one : needed)
                out << one.track.path.native() << '\n';
        });
        return kSuccess;
    });
}

void addFetch(CLI::App& prep, CommandSink& sink)
{
    struct FetchOptions {
        std::string from, preset = "sota-96", split;
        double budgetGb = 0;
        bool dryRun = false;
    };
    const auto options = std::make_shared<FetchOptions>();
    auto* fetch = prep.add_subcommand("fetch", "Copy just those files that 'prep needs' lists and that are not here, from a mounted copy of the library's folder into the workspace, where they are "
                                               "read from then on. Copies are verified by their SHA-256 (and against the known one); a stopped copy is gone on with; 'prep prune' removes "
                                               "them when nothing needs them. Files that are not there either, or go beyond the budget, are counted and stay for the next time.");
    fetch->add_option("--from", options->from, "The mounted folder; files lie in it as in the library")->required()->type_name("MOUNT");
    fetch->add_option("--budget", options->budgetGb, "All copies together take at most so many gigabytes (10^9 bytes; default: no limit)")->type_name("GB")->check(CLI::NonNegativeNumber);
    fetch->add_option("--preset", options->preset, "Needed are tracks without melgrams of this preset")->capture_default_str();
    fetch->add_option("--split", options->split, "Only what this split needs (default: what any split needs)")->type_name("N");
    fetch->add_flag("--dry-run", options->dryRun, "Count files and bytes, copy nothing");
    sink.bind(fetch, [options](CommandContext& context) {
        engine::Json parameters{{"preset", options->preset}, {"split", options->split}, {"budget_gb", options->budgetGb}, {"dry_run", options->dryRun}};
        engine::tasks::putPath(parameters, "from", std::filesystem::absolute(options->from));
        return runTask(context, "fetch_audio", parameters, [](std::ostream& out, const engine::Json& document) {
            out << document["fetched"] << " of " << document["needed"] << " files " << (document["dry_run"].get<bool>() ? "would be fetched, " : "fetched, ")
                << (document["bytes"].get<std::int64_t>() >> 20) << " MiB; " << document["over_budget"] << " beyond the budget, " << document["absent"].size() << " not there, "
                << document["rejected"].size() << " rejected\n";
            for (const auto& row : document["rejected"])
                out << "  " << printable(row["path"].get<std::string>()) << ": " << printable(row["reason"].get<std::string>()) << '\n';
        });
    });
}

void addManifest(CLI::App& prep, CommandSink& sink)
{
    const auto file = std::make_shared<std::string>(), root = std::make_shared<std::string>();
    auto* manifest = prep.add_subcommand("manifest", "Tracks from a list instead of a folder: a table with the column path and, if known, id (16 hex digits), title, artist, album, duration_s, "
                                                     "size, file_hash. They are rows of the library at once, can be tagged and split, and are read only when 'prep fetch' has brought those "
                                                     "that the resampled selection needs.");
    manifest->add_option("FILE", *file, "The table (CSV with a header)")->required()->type_name("F.csv");
    manifest->add_option("--root", *root, "The folder that the paths are relative to; it need not be mounted now")->required()->type_name("DIR");
    sink.bind(manifest, [file, root](CommandContext& context) {
        engine::Json parameters = engine::Json::object();
        engine::tasks::putPath(parameters, "file", std::filesystem::absolute(*file));
        engine::tasks::putPath(parameters, "root", std::filesystem::absolute(*root));
        return runTask(context, "manifest", parameters, [](std::ostream& out, const engine::Json& document) {
            out << document["rows"] << " rows: " << document["added"] << " tracks added, " << document["known"] << " were there, " << document["refused"].size() << " refused\n";
            for (const auto& row : document["refused"])
                out << "  line " << row["line"] << ": " << printable(row["reason"].get<std::string>()) << '\n';
        });
    });
}

void printPipeline(std::ostream& out, const engine::Json& document)
{
    for (const auto& stage : document["stages"]) {
        out << std::left << std::setw(11) << stage["stage"].get<std::string>() << std::setw(9) << stage["state"].get<std::string>();
        if (stage.contains("reason")) out << '(' << stage["reason"].get<std::string>() << ") ";
        for (const auto& [name, count] : stage["counts"].items())
            out << ' ' << count << ' ' << name;
        out << std::right << '\n';
    }
    if (document["steps"].empty()) return;
    out << "to be made:";
    for (const auto& step : document["steps"])
        out << ' ' << step.get<std::string>();
    out << '\n';
}

void addStatus(CLI::App& prep, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* status = prep.add_subcommand("status", "The way from tags to a training set: sources, merged tags, ids, split, resampled, melgrams, leak check. What each holds, and whether it "
                                                 "is current or made of something that has changed since.");
    status->add_option("--preset", options->preset, "Of the melgrams: name of a preset or a JSON file")->capture_default_str();
    sink.bind(status, [options](CommandContext& context) {
        auto workspace = engine::store::Workspace::open(context.workspaceFolder(), engine::store::Database::Access::ReadOnly);
        engine::tasks::PipelineWish wish;
        wish.preset = options->preset;
        const auto document = engine::tasks::pipelineDocument(engine::tasks::pipelineStages(workspace, wish));
        context.result(document, [&](std::ostream& out) { printPipeline(out, document); });
        return kSuccess;
    });
}

void addRefresh(CLI::App& prep, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* refresh = prep.add_subcommand("refresh", "Make what prep status calls stale or absent, in order and with the settings it was last made with, and nothing else. Melgrams that are "
                                                   "there are used again.");
    refresh->add_option("--preset", options->preset, "Of the melgrams: name of a preset or a JSON file")->capture_default_str();
    sink.bind(refresh, [options](CommandContext& context) {
        auto workspace = engine::store::Workspace::open(context.workspaceFolder());
        engine::tasks::TaskContext inner{workspace, context.control(), context.threads(), context.options.device, [&](const std::string& line) { context.note(line); }, {}};
        engine::tasks::PipelineWish wish;
        wish.preset = options->preset;
        auto done = engine::Json::array();
        for (const auto& [task, parameters] : engine::tasks::staleSteps(engine::tasks::pipelineStages(workspace, wish))) {
            engine::tasks::runAsJob(task, parameters, inner);
            done.push_back(task);
        }
        auto document = engine::tasks::pipelineDocument(engine::tasks::pipelineStages(workspace, wish));
        document["done"] = done;
        context.result(document, [&](std::ostream& out) {
            out << done.size() << " steps were made\n";
            printPipeline(out, document);
        });
        return kSuccess;
    });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* prep = root.add_subcommand("prep", "Preprocessing: melgrams of the library.");
    prep->require_subcommand(1);
    addRun(*prep, sink);
    addPresets(*prep, sink);
    addPrune(*prep, sink);
    addNeeds(*prep, sink);
    addFetch(*prep, sink);
    addManifest(*prep, sink);
    addStatus(*prep, sink);
    addRefresh(*prep, sink);
}

}  // namespace

extern const CommandEntry prep_command;
const CommandEntry prep_command{add};

}  // namespace app
