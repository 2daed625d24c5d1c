// parameters: {"split"?: name}
// The leak check as a step of the way, noted so that a later change of the split or of its tracks is seen. `split check` is the same look without a note.
#include "engine/tasks/make_split.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kListed = 1000;

Json checkRun(const Json& parameters, TaskContext& context)
{
    const auto split = namedSplit(context.workspace, parameters.value("split", std::string()));
    context.control.step("check", 0, 1);
    const auto lines = splitLines(context.workspace, split.id);
    const auto offenders = dataset::findOffenders(lines, dataset::groupByFromName(split.groupBy));
    Json listed = Json::array();
    for (std::size_t i = 0; i < std::min(offenders.size(), kListed); ++i)
        listed.push_back({{"kind", offenders[i].kind}, {"name", offenders[i].name}, {"parts", offenders[i].parts}, {"tracks", offenders[i].tracks}});
    noteStage(context.workspace, "checked", {{"leaks", offenders.size()}});
    context.say(split.name + ": " + std::to_string(offenders.size()) + " leaks");
    return {{"checked", split.name}, {"rows", lines.size()}, {"group_by", split.groupBy}, {"leaks", offenders.size()}, {"offenders", listed}};
}

}  // namespace

extern const TaskEntry check_task;
const TaskEntry check_task{"check", LaneKind::Library, checkRun};

}  // namespace engine::tasks
