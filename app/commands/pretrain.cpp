#include <iostream>

#include "app/commands/task_command.h"

namespace app {

namespace {

struct PretrainOptions {
    std::string arch = "clmr_samplecnn", split, name;
    int epochs = 100, batch = 48;
    double learningRate = 3e-4, temperature = 0.5;
};

void showPretraining(std::ostream& out, const engine::Json& document)
{
    out << "Pre-training " << document["pretraining"] << " (" << printable(document["name"].get<std::string>()) << "): " << document["epochs_trained"]
        << " epochs";
    if (!document["epochs"].empty()) {
        const auto& last = document["epochs"].back();
        out << ", loss " << last["loss"] << ", cosine of pairs " << last["positive_cosine"] << ", spread " << last["spread"];
    }
    const auto number = document["pretraining"].dump();
    out << "\nNext: tagbench-cli probe run --encoders pretrain:" << number << " pretrain:" << number << ":random\n"
        << "      tagbench-cli train --arch " << document["architecture"].get<std::string>() << " --from "
        << printable(document["encoder"].get<std::string>()) << '\n';
}

engine::Json pretrainParameters(const PretrainOptions& options, std::uint64_t seed)
{
    engine::Json parameters{{"arch", options.arch}, {"epochs", options.epochs}, {"batch", options.batch}, {"lr", options.learningRate},
                            {"temperature", options.temperature}, {"seed", seed}};
    if (!options.split.empty()) parameters["split"] = options.split;
    if (!options.name.empty()) parameters["name"] = options.name;
    return parameters;
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<PretrainOptions>();
    auto* pretrain = root.add_subcommand("pretrain",
                                         "Learn from tracks without any label (CLMR): two changed pieces of a track must come out nearer to each other than to "
                                         "pieces of other tracks. Every epoch is kept; the same command goes on where it was stopped, or for more --epochs.");
    pretrain->footer("Example: tagbench-cli pretrain --arch clmr_samplecnn:small --epochs 50\n"
                     "The same network before it learned is kept beside it: a probe of both tells what the learning was worth.");
    pretrain->add_option("--arch", options->arch, "Architecture that reads waveforms (models list)")->capture_default_str();
    pretrain->add_option("--epochs", options->epochs, "Epochs in all; a track gives one pair an epoch")->check(CLI::Range(1, 1000000))->capture_default_str();
    pretrain->add_option("--batch", options->batch, "Pairs a batch; each is told from all others of it")->check(CLI::Range(2, 4096))->capture_default_str();
    pretrain->add_option("--lr", options->learningRate, "Learning rate of Adam")->capture_default_str();
    pretrain->add_option("--temperature", options->temperature, "Of the comparison: the smaller, the more the nearest others count")->capture_default_str();
    pretrain->add_option("--split", options->split, "Learn from the training part of this split alone (default: every track)");
    pretrain->add_option("--name", options->name, "Name of the result (default: by the model)");
    sink.bind(pretrain, [options](CommandContext& context) { return runTask(context, "pretrain", pretrainParameters(*options, context.options.seed), showPretraining); });
}

}  // namespace

extern const CommandEntry pretrain_command;
const CommandEntry pretrain_command{add};

}  // namespace app
