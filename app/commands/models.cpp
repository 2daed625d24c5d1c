#include <algorithm>
#include <cmath>
#include <ostream>

#include "app/commands/command.h"
#include "app/commands/model_filters.h"
#include "app/commands/task_command.h"
#include "engine/checkpoint/checkpoint_file.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "engine/neural/checkpoint_catalog.h"
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

void describeInput(std::ostream& out, const engine::neural::ModelCard& card)
{
    out << "\n  Input:      " << card.inputSamples << " samples at " << card.sampleRateHz << " Hz, ";
    if (card.mels == 1)
        out << "the waveform";
    else
        out << card.mels << " mels x " << card.frames << " frames";
    out << ", preset " << card.preset;
}

int info(CommandContext& context, const std::string& name)
{
    const auto card = engine::neural::loadModelCard(name);
    context.result(card.document, [&](std::ostream& out) {
        out << card.displayName << "\n  " << card.summary << "\n  Paper:      " << card.citation
            << "\n  Licence:    " << card.licence;
        describeInput(out, card);
        out << "\n  Parameters: " << card.parameters << " (50 tags)\n";
        for (const auto& variant : card.variants)
            out << "    " << card.id.substr(0, card.id.find(':')) << ':' << variant.name << " has "
                << variant.parameters << '\n';
        for (const auto& note : card.notes)
            out << "  Note: " << note << '\n';
        if (card.results.empty()) return;
        out << "  Published results (ROC-AUC, PR-AUC):\n";
        for (const auto& result : card.results)
            out << "    " << result.dataset << ": " << result.rocAuc << ", " << result.prAuc << '\n';
    });
    return kSuccess;
}

int catalog(CommandContext& context)
{
    const auto published = engine::neural::checkpointCatalog();
    Json document{{"checkpoints", Json::array()}};
    for (const auto& checkpoint : published)
        document["checkpoints"].push_back(engine::neural::toJson(checkpoint));
    context.result(document, [&](std::ostream& out) {
        for (const auto& checkpoint : published) {
            out << checkpoint.id << "\t" << checkpoint.name << " (" << checkpoint.licence << ")\n    "
                << (checkpoint.address.empty() ? checkpoint.project : checkpoint.address) << '\n';
            if (!checkpoint.sha256.empty()) out << "    SHA-256 " << checkpoint.sha256 << '\n';
            if (!checkpoint.note.empty()) out << "    " << checkpoint.note << '\n';
        }
    });
    return kSuccess;
}

struct ImportOptions {
    std::string file, arch, tags, name;
};

int import(CommandContext& context, const ImportOptions& options)
{
    Json parameters{{"file", options.file}};
    if (!options.arch.empty()) parameters["arch"] = options.arch;
    if (!options.tags.empty()) parameters["tags"] = options.tags;
    if (!options.name.empty()) parameters["name"] = options.name;
    return runTask(context, "model_import", parameters, [](std::ostream& out, const Json& document) {
        out << "Run " << document["run"] << " (" << printable(document["name"].get<std::string>())
            << "): " << document["architecture"].get<std::string>() << ", " << document["tags"] << " tags\n";
        if (const auto& front = document["front_end"]; !front.is_null())
            out << "Its window and mel matrix are those of the preset " << printable(front["preset"].get<std::string>()) << " (largest difference "
                << std::max(front["window_difference"].get<double>(), front["mel_difference"].get<double>()) << ")\n";
        for (const auto& warning : document["warnings"])
            out << "Note: " << printable(warning.get<std::string>()) << '\n';
        out
            << "Next: tagbench-cli predict AUDIO --model " << document["run"] << '\n';
    });
}

int exportModel(CommandContext& context, const std::string& run, const std::string& output)
{
    return runTask(context, "model_export", {{"run", run}, {"output", output}},
                   [](std::ostream& out, const Json& document) {
                       out << printable(document["output"].get<std::string>()) << ": " << document["tensors"]
                           << " tensors; its card is " << printable(document["card"].get<std::string>()) << '\n';
                   });
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

struct MeasureOptions {
    std::vector<std::string> names;
    std::string precision = "float32";
    bool training = false;
};

int measure(CommandContext& context, const MeasureOptions& options)
{
    Json parameters{{"architectures", options.names}};
    if (options.precision != "float32") parameters["precision"] = options.precision;
    if (options.training) parameters["training"] = true;
    return runTask(context, "measure", parameters, [](std::ostream& out, const Json& document) {
        out << "Prediction on " << document["device"].get<std::string>() << " in " << document["precision"].get<std::string>() << ", seconds of music in one second:\n";
        for (const auto& speed : document["speeds"]) {
            out << "  " << speed["architecture"].get<std::string>() << "\t" << std::lround(speed["audio_s_per_second"].get<double>()) << " ("
                << std::lround(speed["windows_per_second"].get<double>()) << " windows";
            if (speed.contains("training_windows_per_second")) out << "; learns from " << std::round(10 * speed["training_windows_per_second"].get<double>()) / 10;
            out << ")\n";
        }
    });
}

void addMeasure(CLI::App& models, CommandSink& sink)
{
    auto options = std::make_shared<MeasureOptions>();
    auto* command = models.add_subcommand("measure", "How fast architectures predict on this machine; what float32 does is kept for the gallery");
    command->add_option("NAME", options->names, "Names of `models list` (default: all)");
    command->add_option("--precision", options->precision, "float32, or bf16 on a device that has it")->check(CLI::IsMember({"float32", "fp32", "bf16"}))->capture_default_str();
    command->add_flag("--training", options->training, "Also measure whole steps of learning");
    sink.bind(command, [options](CommandContext& context) { return measure(context, *options); });
}

struct FetchOptions {
    std::string checkpoint, name;
    bool import = true;
};

int fetch(CommandContext& context, const FetchOptions& options)
{
    Json parameters{{"checkpoint", options.checkpoint}, {"import", options.import}};
    if (!options.name.empty()) parameters["name"] = options.name;
    return runTask(context, "fetch", parameters, [](std::ostream& out, const Json& document) {
        out << printable(document["path"].get<std::string>()) << ": " << document["bytes"] << " bytes, SHA-256 right"
            << (document["was_there"].get<bool>() ? ", was there already" : "") << ". Licence: " << document["licence"].get<std::string>() << '\n';
        if (!document.contains("import")) return;
        out << "Run " << document["import"]["run"] << " (" << printable(document["import"]["name"].get<std::string>())
            << ")\nNext: tagbench-cli predict AUDIO --model " << document["import"]["run"] << '\n';
    });
}

void addFetch(CLI::App& models, CommandSink& sink)
{
    auto options = std::make_shared<FetchOptions>();
    auto* command = models.add_subcommand("fetch", "Load published weights of the catalogue and take them into the workspace as a run");
    command->footer(
        "The only command that uses the network. Address, size, licence and SHA-256 are told first; a file that differs is\n"
        "thrown away, a cut line is gone on from by the next call.\n\n"
        "Example: tagbench-cli models fetch musicnn-mtat");
    command->add_option("NAME", options->checkpoint, "A name of `models catalog`")->required();
    command->add_option("--name", options->name, "Name of the run (default: the catalogue's)");
    command->add_flag("--import,!--no-import", options->import, "Take it into the workspace (default), or only load it into the workspace's cache");
    sink.bind(command, [options](CommandContext& context) { return fetch(context, *options); });
}

void addInOut(CLI::App& models, CommandSink& sink)
{
    auto options = std::make_shared<ImportOptions>();
    auto* importCommand = models.add_subcommand("import", "Take a weight file into the workspace as a run");
    importCommand->footer(
        "Nothing in the file is executed. Published files of the catalogue and files of `models export` are "
        "recognised; for\n"
        "others give the tags in the order of the outputs (MTG-Jamendo: alphabetical). A file that does not fit is "
        "refused with\n"
        "every missing, surplus and misshapen tensor by name.\n\n"
        "Example: tagbench-cli models import musicnn_mtat.pth --arch musicnn --tags mtat.txt --name \"MTAT MusiCNN\"");
    importCommand->add_option("FILE", options->file, "Weight file: .pth, .pt or .safetensors")->required();
    importCommand->add_option("--arch", options->arch,
                              "Architecture, a name of `models list` (default: recognised by its tensors)");
    importCommand
        ->add_option("--tags", options->tags,
                     "File with the names of the outputs, one a line; \"genre---rock\" has a type")
        ->type_name("FILE");
    importCommand->add_option("--name", options->name, "Name of the run (default: that of the file)");
    sink.bind(importCommand, [options](CommandContext& context) { return import(context, *options); });

    auto run = std::make_shared<std::string>();
    auto output = std::make_shared<std::string>();
    auto* exportCommand = models.add_subcommand(
        "export", "Write a run's weights as safetensors or ONNX, with a JSON card of the same name beside it");
    exportCommand->footer(
        "The card, which is also in the file, tells architecture, preset and tags, so that the file can be\n"
        "predicted with (predict --model FILE) and imported elsewhere without further words. ONNX is written of\n"
        "convolutional networks: input [batch, 1, bands, frames] in dB or [batch, 1, samples], output probabilities.");
    exportCommand->add_option("RUN", *run, "Run: number, name or latest")->required();
    exportCommand->add_option("-o,--output", *output, "File to write")->required()->type_name("OUT.safetensors|.onnx");
    sink.bind(exportCommand, [run, output](CommandContext& context) { return exportModel(context, *run, *output); });
}

void add(CLI::App& root, CommandSink& sink)
{
    auto* models = root.add_subcommand("models", "Architectures and weight files");
    models->require_subcommand(1);

    sink.bind(models->add_subcommand("list", "The architectures, one a line"), list);

    sink.bind(
        models->add_subcommand("catalog", "Weights that their authors published: address, licence, data, check sum"),
        catalog);
    addInOut(*models, sink);
    addMeasure(*models, sink);
    addFetch(*models, sink);
    addModelFilters(*models, sink);

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
