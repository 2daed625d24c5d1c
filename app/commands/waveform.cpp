#include <iostream>

#include "app/commands/audio_piece.h"
#include "app/commands/command.h"
#include "engine/core/limits.h"
#include "engine/core/npy.h"

namespace app {

namespace {

struct Options {
    std::filesystem::path audio, output;
    int rateHz = 0;
    std::string resampler = "auto";
    PieceOptions piece;
};

int run(CommandContext& context, const Options& options)
{
    const auto clip = decodePiece(options.audio, options.rateHz, options.resampler, options.piece, context.control().stop());
    engine::writeNpy(options.output, std::vector{clip.samples.size()}, clip.samples);
    const double seconds = static_cast<double>(clip.samples.size()) / clip.rateHz;
    const engine::Json document{{"path", options.audio.string()}, {"output", options.output.string()}, {"sample_rate_hz", clip.rateHz},
                                {"samples", clip.samples.size()}, {"duration_s", seconds}};
    context.result(document, [&](std::ostream& out) {
        out << printable(options.output.string()) << ": " << clip.samples.size() << " samples at " << clip.rateHz << " Hz, " << seconds << " s\n";
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("waveform", "Write the decoded mono signal as .npy, [samples].");
    command->add_option("AUDIO", options->audio, "Audio file")->required();
    command->add_option("-o,--output", options->output, "Array to write (float32)")->required()->type_name("OUT.npy");
    command->add_option("--rate", options->rateHz, "Sample rate in Hz (default: the file's own)")
        ->check(CLI::Range(engine::limits::kMinSampleRateHz, engine::limits::kMaxSampleRateHz))->type_name("HZ");
    command->add_option("--resampler", options->resampler, "How to resample")
        ->check(CLI::IsMember({"auto", "samplerate-best", "samplerate-medium", "samplerate-fast", "soxr-hq", "polyphase"}))
        ->capture_default_str();
    addPieceOptions(*command, options->piece);
    sink.bind(command, [options](CommandContext& context) { return run(context, *options); });
}

}  // namespace

extern const CommandEntry waveform_command;
const CommandEntry waveform_command{add};

}  // namespace app
