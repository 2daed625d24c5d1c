#include <iostream>

#include "app/commands/task_command.h"

namespace app {

namespace {

void show(std::ostream& out, const engine::Json& document)
{
    const auto& counts = document["counts"];
    out << counts["added"] << " tracks added, " << counts["unchanged"] << " unchanged, " << counts["rejected"] << " rejected\n";
    for (const auto& file : document["rejected"])
        out << "  " << printable(file["path"].get<std::string>()) << ": " << printable(file["reason"].get<std::string>()) << '\n';
    const auto did = document["did"].get<std::string>();
    if (did == "trained") out << "Trained run " << document["run"] << " on the tags in the files\n";
    else if (did == "predicted") out << "Predicted with run " << document["run"] << '\n';
    else out << "Too few tags in the files to learn from, and no model yet: the tracks were mapped by their timbre\n";
    if (document["reports"]["html"].is_string()) out << "Report: " << printable(document["reports"]["html"].get<std::string>()) << '\n';
}

void add(CLI::App& root, CommandSink& sink)
{
    struct Options {
        std::string folder;
        int epochs = 14;
    };
    const auto options = std::make_shared<Options>();
    auto* analyze = root.add_subcommand("analyze",
                                        "What can be said of a music folder: where the files carry enough tags a tagger is trained and reported, otherwise the "
                                        "newest model predicts, otherwise the tracks are mapped by timbre. Ends with an HTML report in the workspace. The folder is only read.");
    analyze->add_option("FOLDER", options->folder, "Music folder")->required()->check(CLI::ExistingDirectory);
    analyze->add_option("--epochs", options->epochs, "Epochs of a training")->check(CLI::Range(1, 10000))->capture_default_str();
    sink.bind(analyze, [options](CommandContext& context) {
        return runTask(context, "analyze", {{"folder", std::filesystem::absolute(options->folder).string()}, {"epochs", options->epochs},
                                             {"seed", context.options.seed}}, show);
    });
}

}  // namespace

extern const CommandEntry analyze_command;
const CommandEntry analyze_command{add};

}  // namespace app
