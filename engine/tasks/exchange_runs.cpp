#include "engine/core/error.h"
#include "engine/tasks/path_parameters.h"
#include "engine/tasks/run_exchange.h"
#include "engine/tasks/task.h"

/// run_export: run, output (folder); or data (true), split, preset, output. run_import: folder, run ("latest"), name.
namespace engine::tasks {

namespace {

Json exportNow(const Json& parameters, TaskContext& context)
{
    const auto folder = pathOf(parameters, "output");
    if (folder.empty()) throw Error(ErrorCode::InvalidArgument, "output", "a folder is wanted");
    if (!parameters.value("data", false)) return exportRun(context.workspace, parameters.value("run", std::string("latest")), folder, context.control);
    const auto preset = dsp::loadPreset(parameters.value("preset", std::string("sota-96")));
    return exportTrainingData(context.workspace, parameters.value("split", std::string("default")), preset, folder, context.control);
}

Json importNow(const Json& parameters, TaskContext& context)
{
    return importRun(context.workspace, pathOf(parameters, "folder"), parameters.value("run", std::string("latest")), parameters.value("name", std::string()),
                     context.control);
}

}  // namespace

extern const TaskEntry run_export_task;
const TaskEntry run_export_task{"run_export", LaneKind::Library, exportNow};
extern const TaskEntry run_import_task;
const TaskEntry run_import_task{"run_import", LaneKind::Library, importNow};

}  // namespace engine::tasks
