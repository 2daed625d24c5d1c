#include <iostream>

#include "app/commands/audio_piece.h"
#include "app/commands/command.h"
#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/dsp/melgram.h"

namespace app {

namespace {

struct Options {
    std::filesystem::path audio, output;
    std::string preset = "sota-96";
    PieceOptions piece;
};

int run(CommandContext& context, const Options& options)
{
    const auto preset = engine::dsp::loadPreset(options.preset);
    refuseLowRate(options.audio, preset);
    const auto clip = decodePiece(options.audio, preset.sampleRateHz, preset.resampler, options.piece, context.control().stop());
    engine::dsp::MelExtractor extractor(preset);
    engine::dsp::Melgram melgram;
    try {
        melgram = extractor(clip.samples);
    } catch (const engine::Error& error) {
        throw engine::Error(error.code(), options.audio.string(), error.what());   // the samples have a name here
    }
    engine::writeNpy(options.output, std::vector{melgram.mels, melgram.frames}, melgram.values);
    const engine::Json document{{"path", options.audio.string()}, {"output", options.output.string()},
                                {"preset", preset.name},          {"preset_hash", preset.hash()},
                                {"sample_rate_hz", preset.sampleRateHz}, {"samples", clip.samples.size()},
                                {"mels", melgram.mels},           {"frames", melgram.frames}};
    context.result(document, [&](std::ostream& out) {
        out << printable(options.output.string()) << ": " << melgram.mels << " mels x " << melgram.frames << " frames, preset "
            << preset.name << '\n';
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("melgram", "Write the log-power mel spectrogram of a file as .npy, [mels, frames] in dB.\n"
                                                   "The piece is cut after resampling and before padding; cuts, crop and chunks of "
                                                   "the preset are not applied.");
    command->add_option("AUDIO", options->audio, "Audio file")->required();
    command->add_option("-o,--output", options->output, "Array to write (float32, C order)")->required()->type_name("OUT.npy");
    command->add_option("--preset", options->preset, "Preset: a built-in name (see `prep presets`) or a JSON file")->capture_default_str();
    addPieceOptions(*command, options->piece);
    sink.bind(command, [options](CommandContext& context) { return run(context, *options); });
}

}  // namespace

extern const CommandEntry melgram_command;
const CommandEntry melgram_command{add};

}  // namespace app
