#include <iomanip>
#include <iostream>

#include "app/commands/task_command.h"

namespace app {

namespace {

struct Options {
    std::string folder, stopAfter;
    int tracks = 160;
};

void show(std::ostream& out, const engine::Json& document)
{
    out << "Music:     " << printable(document["music"].get<std::string>()) << "\nWorkspace: " << printable(document["workspace"].get<std::string>()) << '\n';
    const auto& auc = document["metrics"]["roc_auc_macro"];
    if (!auc.is_null())
        out << "Run " << document["run"] << ": macro ROC-AUC " << std::fixed << std::setprecision(4) << auc.get<double>() << ", macro average precision "
            << document["metrics"]["average_precision_macro"].get<double>() << " on the test part\n";
    if (document["reports"]["html"].is_string()) out << "Report:    " << printable(document["reports"]["html"].get<std::string>()) << '\n';
}

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* demo = root.add_subcommand("demo",
                                     "Compose a small tagged library and take it the whole way: scan, preprocess, split by artist, train, evaluate, predict, map, "
                                     "report. Goes on where it was stopped.");
    demo->add_option("DIR", options->folder, "Folder for the music (default: demo-music in the workspace); a folder with other files is refused");
    demo->add_option("--tracks", options->tracks, "How many tracks")->check(CLI::Range(8, 5000))->capture_default_str();
    demo->add_option("--stop-after", options->stopAfter, "End after this step")
        ->check(CLI::IsMember({"music", "scan", "prep", "split", "train", "evaluate"}));
    sink.bind(demo, [options](CommandContext& context) {
        engine::Json parameters{{"tracks", options->tracks}, {"seed", context.options.seed}};
        if (!options->folder.empty()) parameters["folder"] = std::filesystem::absolute(options->folder).string();
        if (!options->stopAfter.empty()) parameters["stop_after"] = options->stopAfter;
        return runTask(context, "demo", parameters, show);
    });
}

}  // namespace

extern const CommandEntry demo_command;
const CommandEntry demo_command{add};

}  // namespace app
