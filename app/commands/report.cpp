#include <iostream>

#include "app/commands/task_command.h"
#include "engine/core/error.h"

namespace app {

namespace {

struct Options {
    std::string run = "latest", format = "html", part = "test", output;
};

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<Options>();
    auto* report = root.add_subcommand("report", "Write the tag report of an evaluated run.");
    report->add_option("RUN", options->run, "Number, name or latest")->capture_default_str();
    report->add_option("--format", options->format, "html, csv, json; pdf needs the window's program")->check(CLI::IsMember({"html", "csv", "json", "pdf"}))->capture_default_str();
    report->add_option("--part", options->part, "train, valid or test")->check(CLI::IsMember({"train", "valid", "test"}))->capture_default_str();
    report->add_option("-o,--output", options->output, "File to write (default: reports/ of the workspace)")->type_name("PATH");
    sink.bind(report, [options](CommandContext& context) {
        if (options->format == "pdf")
            throw engine::Error(engine::ErrorCode::Unsupported, "pdf", "a PDF is painted by the window's program; html, csv and json are written here");
        engine::Json parameters{{"run", options->run}, {"part", options->part}, {"format", options->format}};
        if (!options->output.empty()) parameters["output"] = std::filesystem::absolute(options->output).string();
        return runTask(context, "report", parameters, [](std::ostream& out, const engine::Json& document) {
            out << printable(document["path"].get<std::string>()) << '\n';
        });
    });
}

}  // namespace

extern const CommandEntry report_command;
const CommandEntry report_command{add};

}  // namespace app
