#include "app/commands/task_command.h"

#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

namespace app {

namespace {

bool someRejected(const engine::Json& document)
{
    if (!document.is_object()) return false;
    if (document.contains("counts") && document["counts"].value("rejected", 0) > 0) return true;
    for (const auto* list : {"refused", "rejected"})
        if (document.contains(list) && !document[list].empty()) return true;
    return false;
}

}  // namespace

int runTask(CommandContext& context, std::string_view task, const engine::Json& parameters,
            const std::function<void(std::ostream&, const engine::Json&)>& human)
{
    auto workspace = engine::store::Workspace::openOrCreate(context.workspaceFolder());
    engine::tasks::TaskContext inner{workspace, context.control(), context.threads(), context.options.device,
                                     [&](const std::string& line) { context.note(line); }, {}};
    inner.language = context.language;
    const auto document = engine::tasks::runAsJob(task, parameters, inner);
    context.result(document, [&](std::ostream& out) { human(out, document); });
    return someRejected(document) ? kSomeRejected : kSuccess;
}

}  // namespace app
