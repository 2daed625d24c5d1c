#include <cstdio>
#include <iomanip>
#include <iostream>

#include "app/commands/classify_parts.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/display_text.h"
#include "engine/store/workspace.h"
#include "engine/tasks/classify_keep.h"
#include "engine/tasks/classify_report.h"

namespace app {

namespace {

using engine::Json;

std::string measureText(const Json& number)
{
    if (number.is_null()) return "n/a";
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", number.get<double>());
    return text;
}

std::string tableText(const Json& source)
{
    if (!source.value("library", false)) return printable(source.value("table", std::string("a table")));
    return "the library's features \"" + printable(source.value("features", std::string())) + "\", classes " +
           (source.value("label_type", std::string()).empty() ? "as chosen" : printable(source["label_type"].get<std::string>()));
}

int listExperiments(CommandContext& context)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    Json document{{"experiments", Json::array()}};
    for (const auto& experiment : workspace.experiments().list())
        document["experiments"].push_back(engine::tasks::experimentRow(experiment));
    context.result(document, [&](std::ostream& out) {
        if (document["experiments"].empty()) out << "No experiment yet; classify --table or classify --library makes one.\n";
        for (const auto& row : document["experiments"]) {
            out << std::right << std::setw(4) << row["experiment"].get<std::int64_t>() << "  " << std::left << std::setw(8) << row["kind"].get<std::string>() << std::setw(12)
                << row["state"].get<std::string>() << printable(row["name"].get<std::string>());
            if (const auto& best = row["best"]; !best.is_null())
                out << "; best " << best["model"].get<std::string>() << ", " << row["deciding"].get<std::string>() << ' ' << measureText(best["value"]) << ", accuracy "
                    << measureText(best["accuracy"]) << ", ROC-AUC " << measureText(best["roc_auc"]);
            out << "\n      " << tableText(row["source"]) << "; " << printable(row["plan"].get<std::string>()) << "; " << row["created_at"].get<std::string>() << '\n';
        }
    });
    return kSuccess;
}

int showExperiment(CommandContext& context, const std::string& which)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = workspace.experiments().resolve(which);
    if (experiment.document.is_null())
        throw engine::Error(engine::ErrorCode::NotFound, "experiment " + which, "has no result: it is " + experiment.standing());
    context.result(experiment.document, [&](std::ostream& out) { showClassify(out, experiment.document); });
    return kSuccess;
}

int removeExperiments(CommandContext& context, const std::vector<std::int64_t>& numbers)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    for (const auto number : numbers)
        engine::tasks::removeExperiment(workspace, engine::store::ExperimentId{number});
    context.result({{"removed", numbers}}, [&](std::ostream& out) {
        for (const auto number : numbers)
            out << "Experiment " << number << " is removed\n";
    });
    return kSuccess;
}

struct ReportOptions {
    std::string experiment = "latest", format = "html";
    std::filesystem::path output;
};

int reportExperiment(CommandContext& context, const ReportOptions& options)
{
    auto workspace = engine::store::Workspace::open(context.workspaceFolder());
    const auto experiment = workspace.experiments().resolve(options.experiment);
    const auto report = engine::tasks::classicReport(workspace, experiment);
    if (options.format == "html") engine::report::writeHtml(report, options.output);
    else engine::writeFileAtomically(options.output, experiment.document.dump(2) + "\n");
    const Json document{{"experiment", engine::value(experiment.id)}, {"format", options.format}, {"models", report.models}, {"path", engine::store::displayText(options.output.native())}};
    context.result(document, [&](std::ostream& out) { out << printable(options.output.string()) << '\n'; });
    return kSuccess;
}

}  // namespace

void addClassifyExperiments(CLI::App& classify, CommandSink& sink)
{
    sink.bind(classify.add_subcommand("list", "Experiments kept in the workspace, newest first, each with its best model"), listExperiments);

    const auto shown = std::make_shared<std::string>();
    auto* show = classify.add_subcommand("show", "One experiment, as it was printed when it ended");
    show->add_option("EXPERIMENT", *shown, "Number, or latest")->required();
    sink.bind(show, [shown](CommandContext& context) { return showExperiment(context, *shown); });

    const auto asked = std::make_shared<ReportOptions>();
    auto* report = classify.add_subcommand("report", "An experiment as a page: models side by side, the best three (or the final one, with the reasons) class by class, confusion, "
                                                     "curves, features that matter, a tree");
    report->add_option("EXPERIMENT", asked->experiment, "Number, or latest")->capture_default_str();
    report->add_option("--format", asked->format, "html or json")->check(CLI::IsMember({"html", "json"}))->capture_default_str();
    report->add_option("-o,--output", asked->output, "Where it goes")->required()->type_name("FILE");
    sink.bind(report, [asked](CommandContext& context) { return reportExperiment(context, *asked); });

    const auto gone = std::make_shared<std::vector<std::int64_t>>();
    auto* remove = classify.add_subcommand("remove", "Forget experiments, with what their final models are kept in");
    remove->add_option("EXPERIMENT", *gone, "Numbers")->required();
    sink.bind(remove, [gone](CommandContext& context) { return removeExperiments(context, *gone); });
}

}  // namespace app
