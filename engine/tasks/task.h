#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/core/language.h"
#include "engine/core/run_control.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

/// A moving picture of a map that converges; the newest replaces the one before, nothing queues up.
struct MapFrame {
    std::vector<TrackId> tracks;
    std::vector<float> points;      ///< [tracks, 2]
    int iteration = 0, iterations = 0;
    double kl = 0;
};

/// What a task works with. Everything belongs to the thread that runs the task.
struct TaskContext {
    store::Workspace& workspace;
    RunControl& control;
    int threads = 1;
    std::string device = "auto";
    std::function<void(const std::string&)> log = {};                            ///< one line for people; may be empty
    std::function<void(std::shared_ptr<const MapFrame>)> liveMap = {};           ///< may be empty
    JobId job{};                                                                 ///< the row this runs in; 0 = none
    const std::atomic<bool>* closing = nullptr;                                  ///< true: a stop is the program's end, not the user's wish
    Language language = {};                                                      ///< of reports for people; tables and JSON stay English
    void say(const std::string& line) const { if (log) log(line); }
};

enum class LaneKind { Library, Engine };

/// A verb of the user. `run` takes its parameters as JSON (kept in the job's row, so that a killed job can be resumed with them)
/// and gives the document that the command prints with --json. It throws Error or Cancelled; what was finished stays.
struct TaskEntry {
    std::string_view id;
    LaneKind lane;
    Json (*run)(const Json& parameters, TaskContext& context);
    /// true: with these parameters it takes seconds and somebody waits for it, so it may run between two steps of a long job.
    bool (*isBrief)(const Json& parameters) = nullptr;
};

/// All tasks of registry.def.
std::span<const TaskEntry* const> allTasks();
/// Throws Error{NotFound}.
const TaskEntry& findTask(std::string_view id);

/// Whether somebody waited for it in person; false for a task there is no more.
bool isBriefJob(std::string_view id, const Json& parameters);

/// Runs a task here and now, with a job row around it (state, progress, log, result). Rethrows.
Json runAsJob(std::string_view id, const Json& parameters, TaskContext& context);
/// The step after this one, kept in the parameters of its job as "then": [{"task", "parameters"}, ...], so that the way goes on
/// whoever resumes the job. Empty: it was the last one.
std::vector<std::pair<std::string, Json>> stepsAfter(const Json& parameters);
/// The first step's parameters with the others in "then".
Json withSteps(Json parameters, std::span<const std::pair<std::string, Json>> after);

/// Runs an existing (interrupted, failed or cancelled) job again in the same row. Throws Error{NotFound, Busy}.
Json rerunJob(JobId job, TaskContext& context);

}  // namespace engine::tasks
