#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"
#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"

namespace app {

namespace {

struct Options {
    std::string preset = "sota-96", split, part = "all", shard;
    double oversample = 1;
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
    run->add_option("--oversample", options->oversample, "Repeat training tracks by this ratio, each time with another random crop (needs --split)");
    run->add_option("--shard", options->shard, "I/N: only the tracks whose id falls in shard I of N, for many processes");
    run->add_flag("--dry-run", options->dryRun, "Say tracks, time (measured on a few files) and disk space, write nothing");
    sink.bind(run, [options](CommandContext& context) {
        engine::Json parameters{{"preset", options->preset}, {"part", options->part}, {"oversample", options->oversample},
                                {"seed", context.options.seed}, {"dry_run", options->dryRun}};
        if (!options->split.empty() || options->part != "all" || options->oversample > 1)
            parameters["split"] = options->split.empty() ? "default" : options->split;
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

void add(CLI::App& root, CommandSink& sink)
{
    auto* prep = root.add_subcommand("prep", "Preprocessing: melgrams of the library.");
    prep->require_subcommand(1);
    addRun(*prep, sink);
    addPresets(*prep, sink);
}

}  // namespace

extern const CommandEntry prep_command;
const CommandEntry prep_command{add};

}  // namespace app
