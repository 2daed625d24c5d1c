#include <iostream>

#include "app/commands/report_options.h"
#include "app/commands/task_command.h"
#include "engine/core/error.h"

namespace app {

void addReportOptions(CLI::App& report, ReportOptions& options)
{
    report.add_option("RUN", options.run, "Number, name or latest")->capture_default_str();
    report.add_option("--format", options.format, "html, csv, json; pdf needs the window's program: tagbench report")
        ->check(CLI::IsMember({"html", "csv", "json", "pdf"}))
        ->capture_default_str();
    report.add_option("--part", options.part, "train, valid or test")->check(CLI::IsMember({"train", "valid", "test"}))->capture_default_str();
    report.add_option("-o,--output", options.output, "File to write (default: reports/ of the workspace)")->type_name("PATH");
    report.add_option("--charts", options.charts, "Folder for every chart as SVG drawing and CSV table (tagbench report --format pdf: as PNG, too)")->type_name("DIR");
}

int writeReport(CommandContext& context, const ReportOptions& options)
{
    engine::Json parameters{{"run", options.run}, {"part", options.part}, {"format", options.format}};
    if (!options.output.empty()) parameters["output"] = std::filesystem::absolute(options.output).string();
    if (!options.charts.empty()) parameters["charts"] = std::filesystem::absolute(options.charts).string();
    return runTask(context, "report", parameters, [](std::ostream& out, const engine::Json& document) {
        out << printable(document["path"].get<std::string>()) << '\n';
    });
}

namespace {

void add(CLI::App& root, CommandSink& sink)
{
    const auto options = std::make_shared<ReportOptions>();
    auto* report = root.add_subcommand("report", "Write the tag report of an evaluated run: one file, and on request each chart as SVG with its values as CSV.");
    addReportOptions(*report, *options);
    sink.bind(report, [options](CommandContext& context) {
        if (options->format == "pdf")
            throw engine::Error(engine::ErrorCode::Unsupported, "pdf",
                                "a PDF is painted by the window's program, which takes the same options without a display: tagbench report ...");
        return writeReport(context, *options);
    });
}

}  // namespace

extern const CommandEntry report_command;
const CommandEntry report_command{add};

}  // namespace app
