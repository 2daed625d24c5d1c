#include <algorithm>
#include <ostream>

#include "app/commands/command.h"
#include "app/commands/task_command.h"
#include "engine/core/error.h"
#include "engine/tasks/sweep_plan.h"
#include "engine/tasks/train_setup.h"

namespace app {

namespace {

using engine::Json;

struct SweepOptions {
    std::vector<std::string> train, vary;
    std::string method = "grid", name;
    int trials = 10, eta = 1;
    std::uint64_t seed = 0;
    bool final = true;
};

/// A number, true, false, or else a word.
Json valueOf(const std::string& text)
{
    auto value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    return value.is_discarded() ? Json(text) : value;
}

/// As the task `train` takes it: texts stay texts, lists are split at commas.
Json settingOf(const std::string& name, const std::string& text)
{
    const auto& defaults = engine::tasks::trainDefaults();
    if (!defaults.contains(name)) return valueOf(text);
    if (defaults[name].is_string()) return text;
    if (!defaults[name].is_array()) return valueOf(text);
    auto list = Json::array();
    for (std::size_t start = 0; start < text.size();) {
        const auto comma = std::min(text.find(',', start), text.size());
        list.push_back(text.substr(start, comma - start));
        start = comma + 1;
    }
    return list;
}

std::pair<std::string, std::string> nameAndText(const std::string& given)
{
    const auto equals = given.find('=');
    if (equals == std::string::npos || equals == 0)
        throw CLI::ValidationError(given, "NAME=VALUE is wanted");
    auto name = given.substr(0, equals);
    std::ranges::replace(name, '-', '_');
    return {name, given.substr(equals + 1)};
}

void showSweep(std::ostream& out, const Json& document)
{
    for (const auto& trial : document["trials"]) {
        out << printable(trial["name"].get<std::string>()) << "  " << trial["settings"].dump() << "  epoch " << trial["epochs"] << ", validation ROC-AUC ";
        if (trial["valid_roc_auc"].is_null()) out << "n/a\n";
        else out << trial["valid_roc_auc"].get<double>() << '\n';
    }
    out << "Best: " << printable(document["best"]["name"].get<std::string>()) << " with " << document["best"]["settings"].dump() << '\n';
    if (document.contains("final")) out << "Final run " << document["final"]["run"] << " (" << printable(document["final"]["name"].get<std::string>()) << ")\n";
}

int sweep(CommandContext& context, const SweepOptions& options)
{
    Json train{{"seed", context.options.seed}}, vary = Json::object();
    for (const auto& given : options.train) {
        const auto [name, text] = nameAndText(given);
        train[name] = settingOf(name, text);
    }
    for (const auto& given : options.vary) {
        const auto [name, text] = nameAndText(given);
        vary[name] = engine::tasks::sweepChoices(text);
    }
    Json parameters{{"train", train}, {"vary", vary}, {"method", options.method}, {"trials", options.trials}, {"eta", options.eta},
                    {"sweep_seed", options.seed}, {"final", options.final}};
    if (!options.name.empty()) parameters["name"] = options.name;
    return runTask(context, "sweep", parameters, showSweep);
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<SweepOptions>();
    auto* command = root.add_subcommand("sweep", "Search settings of a training by validation ROC-AUC: all combinations, random ones, or with successive halving. "
                                                 "Every trial is a run; the same command goes on with a sweep that was stopped.");
    command->footer("The test part is looked at by the final run alone, which trains the best settings once more.\n\n"
                    "Example: tagbench-cli sweep --train arch=musicnn --train epochs=9 --vary lr=1e-4..1e-2:log --vary mixup=0,0.4 --method random --trials 9 --eta 3");
    command->add_option("--train", options->train, "NAME=VALUE of a setting of `train` that stays (arch, split, epochs, ...); may be given again")->type_name("NAME=VALUE")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--vary", options->vary, "NAME=V1,V2,... or, for a random search, NAME=LOW..HIGH or NAME=LOW..HIGH:log; may be given again")->type_name("NAME=VALUES")->required()->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--method", options->method, "grid: every combination; random: --trials of them")->check(CLI::IsMember({"grid", "random"}))->capture_default_str();
    command->add_option("--trials", options->trials, "So many random trials")->check(CLI::Range(1, 1000))->capture_default_str();
    command->add_option("--eta", options->eta, "Successive halving: train briefly, keep the best 1/ETA, train those longer (1: none)")->check(CLI::Range(1, 100))->capture_default_str();
    command->add_option("--sweep-seed", options->seed, "Seed of the random trials")->capture_default_str();
    command->add_flag("--final,!--no-final", options->final, "Train the best settings once more and measure the test part (default)");
    command->add_option("--name", options->name, "Beginning of the runs' names (default: from the settings)");
    sink.bind(command, [options](CommandContext& context) { return sweep(context, *options); });
}

}  // namespace

extern const CommandEntry sweep_command;
const CommandEntry sweep_command{add};

}  // namespace app
