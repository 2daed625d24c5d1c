#include "engine/tasks/task.h"

#include <algorithm>
#include <chrono>

#include "engine/core/error.h"
#include "engine/store/workspace.h"

#define TASK(id) extern const TaskEntry id##_task;
namespace engine::tasks {
#include "engine/tasks/registry.def"
}
#undef TASK

namespace engine::tasks {

namespace {

constexpr auto kRowPeriod = std::chrono::milliseconds(500);

/// Runs the task with its progress copied into the row from time to time and its lines into the row's log.
Json runInRow(JobId job, const TaskEntry& entry, const Json& parameters, TaskContext& outer)
{
    auto rows = outer.workspace.jobs();
    auto last = std::chrono::steady_clock::time_point{};
    Progress latest;
    auto control = outer.control.within(outer.control.stop(), [&](const Progress& progress) {
        latest = progress;
        const auto now = std::chrono::steady_clock::now();
        if (now - last >= kRowPeriod) {
            last = now;
            rows.setProgress(job, progress.stage, progress.done, progress.total);
        }
        outer.control.step(progress.stage, progress.done, progress.total);
    });
    TaskContext inner{outer.workspace, control, outer.threads, outer.device,
                      [&](const std::string& line) {
                          rows.appendLog(job, line);
                          outer.say(line);
                      },
                      outer.liveMap, job};
    inner.closing = outer.closing;
    inner.language = outer.language;
    rows.setState(job, "running");
    try {
        auto result = entry.run(parameters, inner);
        rows.setProgress(job, latest.stage, latest.done, latest.total);   // the last of them may have been thinned out
        rows.finish(job, "done", result, {});
        return result;
    } catch (const Cancelled&) {
        const bool closing = outer.closing != nullptr && outer.closing->load();
        rows.finish(job, closing ? "interrupted" : "cancelled", {}, {});
        throw;
    } catch (...) {
        rows.finish(job, "failed", {}, describe(std::current_exception()));
        throw;
    }
}

}  // namespace

std::span<const TaskEntry* const> allTasks()
{
#define TASK(id) &id##_task,
    static const std::vector<const TaskEntry*> entries = {
#include "engine/tasks/registry.def"
    };
#undef TASK
    return entries;
}

const TaskEntry& findTask(std::string_view id)
{
    for (const auto* entry : allTasks())
        if (entry->id == id) return *entry;
    throw Error(ErrorCode::NotFound, std::string(id), "no such task");
}

bool isBriefJob(std::string_view id, const Json& parameters)
{
    return std::ranges::any_of(allTasks(), [&](const auto* entry) { return entry->id == id && entry->isBrief != nullptr && entry->isBrief(parameters); });
}

Json runAsJob(std::string_view id, const Json& parameters, TaskContext& context)
{
    const auto& entry = findTask(id);
    const auto job = context.workspace.jobs().create(std::string(id), parameters);
    return runInRow(job, entry, parameters, context);
}

std::vector<std::pair<std::string, Json>> stepsAfter(const Json& parameters)
{
    std::vector<std::pair<std::string, Json>> steps;
    if (parameters.is_object() && parameters.contains("then"))
        for (const auto& step : parameters["then"])
            steps.emplace_back(step["task"].get<std::string>(), step["parameters"]);
    return steps;
}

Json withSteps(Json parameters, std::span<const std::pair<std::string, Json>> after)
{
    if (!after.empty()) parameters["then"] = Json::array();
    for (const auto& [task, given] : after)
        parameters["then"].push_back({{"task", task}, {"parameters", given}});
    return parameters;
}

Json rerunJob(JobId job, TaskContext& context)
{
    const auto row = context.workspace.jobs().find(job);
    if (!row) throw Error(ErrorCode::NotFound, std::to_string(value(job)), "no job of this number");
    if (row->state == "running" || row->state == "paused")
        throw Error(ErrorCode::Busy, std::to_string(value(job)), "this job is running already");
    return runInRow(job, findTask(row->kind), row->parameters, context);
}

}  // namespace engine::tasks
