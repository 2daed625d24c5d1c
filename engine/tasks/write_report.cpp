#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/charts.h"
#include "engine/report/svg.h"
#include "engine/report/tag_report.h"
#include "engine/store/workspace.h"
#include "engine/tasks/report_values.h"
#include "engine/tasks/task.h"

/// Parameters: run, part, format html|csv|json, output (path; default reports/run-N-PART.FORMAT of the workspace), charts (folder; empty = none).
namespace engine::tasks {

namespace {

/// Every chart as SVG and its values as CSV.
Json writeCharts(const report::TagReport& values, const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    Json files = Json::array();
    for (const auto& chart : report::reportCharts(values))
        for (const auto& [ending, text] : {std::pair(".svg", report::toSvgFile(chart.drawing)), {".csv", chart.csv}}) {
            const auto path = folder / (chart.id + ending);
            writeFileAtomically(path, text);
            files.push_back(path.string());
        }
    return files;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto part = partFromName(parameters.value("part", std::string("test")));
    const auto format = parameters.value("format", std::string("html"));
    std::filesystem::path output = parameters.value("output", std::string());
    if (output.empty()) {
        std::filesystem::create_directories(context.workspace.reportFolder());
        output = context.workspace.reportFolder() / ("run-" + std::to_string(value(run.id)) + "-" + std::string(partName(part)) + "." + format);
    }
    const auto values = composeReport(readReport(context.workspace, run, part, ReportScope::Everything));
    if (format == "html") report::writeHtml(values, output);
    else if (format == "csv") report::writeCsv(values, output);
    else if (format == "json") report::writeJson(values, output);
    else throw Error(ErrorCode::InvalidArgument, format, "a report is html, csv or json here; pdf needs the window's program: tagbench report");
    Json document{{"run", value(run.id)}, {"part", partName(part)}, {"format", format}, {"path", output.string()}};
    if (const auto folder = parameters.value("charts", std::string()); !folder.empty()) document["charts"] = writeCharts(values, folder);
    return document;
}

}  // namespace

extern const TaskEntry report_task;
const TaskEntry report_task{"report", LaneKind::Library, run};

}  // namespace engine::tasks
