#include <cmath>
#include <ostream>

#include "app/commands/command.h"
#include "app/commands/neural_session.h"
#include "engine/audio/audio_file.h"
#include "engine/checkpoint/checkpoint_file.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/dsp/melgram.h"
#include "engine/neural/model_card.h"
#include "engine/tasks/model_source.h"

namespace app
{

namespace
{

using engine::Error;
using engine::ErrorCode;

constexpr std::size_t kFillTags = 50;  // what deterministic-fill-v1 is defined for

struct Options {
    std::string arch;
    std::filesystem::path checkpoint, audio, output, frontEndOutput;
    std::string fill;
    bool logits = false;
    std::int64_t startSample = 0;
};

engine::dsp::Melgram windowOf(const Options& options, const engine::neural::ModelCard& card, std::stop_token stop)
{
    const auto preset = engine::dsp::loadPreset(card.preset);
    const auto clip = engine::audio::decodeMono(options.audio, card.sampleRateHz, preset.resampler,
                                                {options.startSample, card.inputSamples}, stop);
    if (static_cast<std::int64_t>(clip.samples.size()) < card.inputSamples)
        throw Error(ErrorCode::TooShort, options.audio.string(),
                    card.id + " wants " + std::to_string(card.inputSamples) + " samples at " +
                        std::to_string(card.sampleRateHz) + " Hz from sample " + std::to_string(options.startSample) +
                        ", there are " + std::to_string(clip.samples.size()));
    return engine::dsp::MelExtractor(preset)(clip.samples);
}

std::unique_ptr<engine::neural::Model> modelOf(const Options& options, NeuralSession& session)
{
    std::unique_ptr<engine::neural::Model> model;
    if (options.checkpoint.empty()) {
        model = session.engine->makeModel(options.arch, kFillTags, 0);
        model->fillDeterministic();
    } else {
        const auto state = engine::checkpoint::networkTensors(engine::checkpoint::readCheckpoint(options.checkpoint));
        const auto head = session.engine->makeModel(options.arch, 1, 0)->head();
        model = session.engine->makeModel(options.arch, engine::tasks::tagCountOf(state, head), 0);
        try {
            model->load(state);
        } catch (const Error& error) {
            throw Error(error.code(), options.checkpoint.string(), error.subject() + ": " + error.what());
        }
    }
    model->to(session.device.id);
    return model;
}

int run(CommandContext& context, const Options& options)
{
    const auto card = engine::neural::loadModelCard(options.arch);
    const auto melgram = windowOf(options, card, context.control().stop());
    auto session = openNeuralSession(context);
    auto model = modelOf(options, session);
    auto values = model->forward({melgram.values, 1, melgram.mels, melgram.frames}).logits;
    if (!options.logits)
        for (auto& value : values)
            value = 1.0f / (1.0f + std::exp(-value));
    if (!options.frontEndOutput.empty())
        engine::writeNpy(options.frontEndOutput, std::vector{melgram.mels, melgram.frames}, melgram.values);
    engine::writeNpy(options.output, std::vector{values.size()}, values);

    const engine::Json document{{"arch", card.id},
                                {"path", options.audio.string()},
                                {"output", options.output.string()},
                                {"stage", options.logits ? "logits" : "probabilities"},
                                {"tags", values.size()},
                                {"device", session.device.description}};
    context.result(document, [&](std::ostream& out) {
        out << printable(options.output.string()) << ": " << values.size()
            << (options.logits ? " logits of " : " probabilities of ") << card.displayName << ", computed on "
            << session.device.description << '\n';
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto options = std::make_shared<Options>();
    auto* sub =
        root.add_subcommand("forward", "Run one input window of a file through a network and write its output as .npy");
    sub->footer(
        "The window is what the architecture takes (see `models info`), from --start-sample on at its sample rate.\n"
        "A file that ends before it is refused (too-short).\n\n"
        "Example: tagbench-cli forward --arch musicnn --checkpoint musicnn_mtat.pth --audio song.flac -o tags.npy");
    sub->add_option("--arch", options->arch, "Architecture, a name of `models list`")->required();
    auto* weights = sub->add_option_group("weights", "Where the weights come from");
    weights
        ->add_option("--checkpoint", options->checkpoint,
                     "Weight file: .pth, .pt or .safetensors; nothing in it is executed")
        ->type_name("FILE");
    weights
        ->add_option("--fill", options->fill,
                     "Weights that depend on names and shapes only, 50 tags, to compare implementations")
        ->check(CLI::IsMember({"deterministic"}));
    weights->require_option(1);
    sub->add_option("--audio", options->audio, "Audio file")->required()->type_name("FILE");
    sub->add_option("-o,--output", options->output, "Where the output goes, [tags]")->required()->type_name("OUT.npy");
    sub->add_option("--frontend-out", options->frontEndOutput, "Also write the network's input, [mels, frames] in dB")
        ->type_name("MEL.npy");
    sub->add_flag("--logits", options->logits, "Write the values before the sigmoid");
    sub->add_option("--start-sample", options->startSample, "First sample of the window, at the architecture's rate")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    sink.bind(sub, [options](CommandContext& context) { return run(context, *options); });
}

}  // namespace

extern const CommandEntry forward_command;
const CommandEntry forward_command{add};

}  // namespace app
