#include <ostream>

#include "app/commands/command.h"
#include "engine/checkpoint/checkpoint_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/neural/model_card.h"

namespace app
{

namespace
{

using engine::Json;

int list(CommandContext& context)
{
    const auto cards = engine::neural::modelCards();
    Json document{{"models", Json::array()}};
    for (const auto& card : cards)
        document["models"].push_back(card.document);
    context.result(document, [&](std::ostream& out) {
        for (const auto& card : cards)
            out << card.id << "\t" << card.displayName << " - " << card.summary << '\n';
    });
    return kSuccess;
}

int info(CommandContext& context, const std::string& name)
{
    const auto card = engine::neural::loadModelCard(name);
    context.result(card.document, [&](std::ostream& out) {
        out << card.displayName << "\n  " << card.summary << "\n  Paper:      " << card.citation
            << "\n  Licence:    " << card.licence << "\n  Input:      " << card.inputSamples << " samples at "
            << card.sampleRateHz << " Hz, " << card.mels << " mels x " << card.frames << " frames, preset "
            << card.preset << "\n  Parameters: " << card.parameters << " (50 tags)\n"
            << "  Published results (ROC-AUC, PR-AUC):\n";
        for (const auto& result : card.results)
            out << "    " << result.dataset << ": " << result.rocAuc << ", " << result.prAuc << '\n';
    });
    return kSuccess;
}

int inspect(CommandContext& context, const std::filesystem::path& path)
{
    const auto file = engine::checkpoint::readCheckpoint(path);
    Json document{{"format", file.format}, {"tensors", Json::array()}, {"warnings", file.warnings}};
    for (const auto& tensor : file.tensors) {
        engine::Sha256 sum;
        sum.update(tensor.bytes);
        document["tensors"].push_back({{"name", tensor.name},
                                       {"dtype", engine::checkpoint::dtypeName(tensor.dtype)},
                                       {"shape", tensor.shape},
                                       {"sha256", sum.hex()}});
    }
    context.result(document, [&](std::ostream& out) {
        out << file.format << ", " << file.tensors.size() << " tensors\n";
        for (const auto& tensor : document["tensors"])
            out << "  " << printable(tensor["name"].get<std::string>()) << "  " << tensor["dtype"].get<std::string>()
                << ' ' << tensor["shape"].dump() << '\n';
        for (const auto& warning : file.warnings)
            out << "warning: " << warning << '\n';
    });
    return kSuccess;
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* models = root.add_subcommand("models", "Architectures and weight files");
    models->require_subcommand(1);

    sink.bind(models->add_subcommand("list", "The architectures, one a line"), list);

    auto name = std::make_shared<std::string>();
    auto* infoCommand =
        models->add_subcommand("info", "One architecture: input, parameters, paper, licence, published results");
    infoCommand->add_option("NAME", *name, "A name of `models list`")->required();
    sink.bind(infoCommand, [name](CommandContext& context) { return info(context, *name); });

    auto file = std::make_shared<std::filesystem::path>();
    auto* inspectCommand = models->add_subcommand("inspect", "The tensors of a weight file (.pth, .pt, .safetensors)");
    inspectCommand->footer(
        "Pickled code is never executed: a file that holds objects other than plain tensors and containers is\n"
        "refused, and the reason names the class.");
    inspectCommand->add_option("FILE", *file, "Weight file")->required();
    sink.bind(inspectCommand, [file](CommandContext& context) { return inspect(context, *file); });
}

}  // namespace

extern const CommandEntry models_command;
const CommandEntry models_command{add};

}  // namespace app
