#include "engine/core/error.h"
#include "engine/report/tag_report.h"
#include "engine/store/workspace.h"
#include "engine/tasks/report_values.h"
#include "engine/tasks/task.h"

/// Parameters: run, part, format html|csv|json, output (path; default reports/run-N-PART.FORMAT of the workspace), charts (folder; empty = none).
namespace engine::tasks {

namespace {

Json run(const Json& parameters, TaskContext& context)
{
    const auto run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto part = partFromName(parameters.value("part", std::string("test")));
    const auto format = parameters.value("format", std::string("html"));
    std::filesystem::path output = parameters.value("output", std::string());
    if (output.empty()) output = reportPath(context.workspace, run, part, format);
    const auto values = composeReport(readReport(context.workspace, run, part, ReportScope::Everything));
    if (format == "html") report::writeHtml(values, output, context.language);
    else if (format == "csv") report::writeCsv(values, output);
    else if (format == "json") report::writeJson(values, output);
    else throw Error(ErrorCode::InvalidArgument, format, "a report is html, csv or json here; pdf needs the window's program: tagbench report");
    Json document{{"run", value(run.id)}, {"part", partName(part)}, {"format", format}, {"path", output.string()}};
    if (const auto folder = parameters.value("charts", std::string()); !folder.empty())
        for (const auto& file : writeCharts(values, folder, context.language))
            document["charts"].push_back(file.string());
    return document;
}

}  // namespace

extern const TaskEntry report_task;
const TaskEntry report_task{"report", LaneKind::Library, run};

}  // namespace engine::tasks
