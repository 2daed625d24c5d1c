#include <iostream>

#include "app/commands/command.h"
#include "engine/audio/audio_file.h"
#include "engine/core/npy.h"

namespace app {

namespace {

struct Options {
    std::filesystem::path audio, output;
};

/// [3, peaks of all levels]: minimum, maximum, RMS; finest level first.
std::vector<float> flattened(const engine::audio::PeakPyramid& pyramid)
{
    std::vector<float> values;
    for (const auto row : {&engine::audio::PeakLevel::minimum, &engine::audio::PeakLevel::maximum, &engine::audio::PeakLevel::rms})
        for (const auto& level : pyramid.levels) values.insert(values.end(), (level.*row).begin(), (level.*row).end());
    return values;
}

int run(CommandContext& context, const Options& options)
{
    const auto pyramid = engine::audio::readPeaks(options.audio, context.control().stop());
    const auto values = flattened(pyramid);
    engine::writeNpy(options.output, std::vector<std::size_t>{3, values.size() / 3}, values);
    engine::Json levels = engine::Json::array();
    std::size_t first = 0;
    for (const auto& level : pyramid.levels) {
        levels.push_back({{"samples_per_peak", level.samplesPerPeak}, {"first", first}, {"peaks", level.minimum.size()}});
        first += level.minimum.size();
    }
    const engine::Json document{{"path", options.audio.string()}, {"output", options.output.string()}, {"sample_rate_hz", pyramid.rateHz},
                                {"frames", pyramid.frames},       {"levels", levels}};
    context.result(document, [&](std::ostream& out) {
        out << printable(options.output.string()) << ": " << pyramid.levels.size() << " levels, " << values.size() / 3
            << " peaks, the finest of " << pyramid.levels.front().samplesPerPeak << " samples\n";
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("peaks", "Write the overview of a file as .npy: rows minimum, maximum and RMS, all levels one "
                                                 "after the other, the finest (256 samples a peak) first. --json lists the levels.");
    command->add_option("AUDIO", options->audio, "Audio file")->required();
    command->add_option("-o,--output", options->output, "Array to write (float32, [3, peaks])")->required()->type_name("OUT.npy");
    sink.bind(command, [options](CommandContext& context) { return run(context, *options); });
}

}  // namespace

extern const CommandEntry peaks_command;
const CommandEntry peaks_command{add};

}  // namespace app
