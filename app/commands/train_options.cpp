#include "app/commands/train_options.h"

#include <array>

namespace app {

namespace {

struct NumberOption {
    const char* flag;
    const char* key;
    const char* help;
};

constexpr std::array kNumbers{
    NumberOption{"--warmup", "warmup", "The rate rises from 0 during so many epochs"},
    NumberOption{"--adam-epochs", "adam_epochs", "Of schedule staged: epochs of Adam (80)"},
    NumberOption{"--sgd-epochs", "sgd_epochs", "Of schedule staged: epochs at 1e-3 and at 1e-4 (20 each)"},
    NumberOption{"--backbone-lr", "backbone_lr", "Share of --lr for all but the last layer, 0 to 1 (1): fine-tuning in which the new head learns faster"},
    NumberOption{"--dropout", "dropout", "Share of the architecture's own dropout, 0 to 2 (1)"},
    NumberOption{"--accumulate", "accumulate", "Batches whose gradients are added up before a step (1)"},
    NumberOption{"--spec-augment", "spec_augment", "So many stretches of time, and of bands, are masked in each window (SpecAugment)"},
    NumberOption{"--mixup", "mixup", "Mix pairs of windows by a share from Beta(X, X), for instance 0.4"},
    NumberOption{"--gain", "gain_db", "Make windows louder or softer by up to so many dB"},
    NumberOption{"--noise", "noise", "Add white noise of this share of a window's deviation, for instance 0.1"},
};

}  // namespace

void addTrainOptions(CLI::App& command)
{
    const std::string group = "How it learns";
    for (const auto& option : kNumbers)
        command.add_option(option.flag, option.help)->check(CLI::Number)->type_name("X")->group(group);
    command.add_option("--optimiser", "adam, or adamw: weight decay apart from the gradient")->check(CLI::IsMember({"adam", "adamw"}))->group(group);
    command.add_option("--precision", "float32; bf16: products of bfloat16, with weights, loss and validation in float32; or auto: bf16 if a few steps on this machine were really faster with it (float32)")
        ->check(CLI::IsMember({"float32", "bf16", "auto"}))->group(group);
    command.add_flag("--class-weights")->description("Positive examples of rare tags weigh more: negatives by positives, at most 20")->group(group);
}

void putTrainOptions(const CLI::App& command, engine::Json& parameters)
{
    for (const auto& option : kNumbers)
        if (command.count(option.flag) > 0) parameters[option.key] = command.get_option(option.flag)->as<double>();
    if (command.count("--optimiser") > 0) parameters["optimiser"] = command.get_option("--optimiser")->as<std::string>();
    if (command.count("--precision") > 0) parameters["precision"] = command.get_option("--precision")->as<std::string>();
    if (command.count("--class-weights") > 0) parameters["class_weights"] = true;
}

}  // namespace app
