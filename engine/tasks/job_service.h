#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/jobs/lane.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// The window's door to all work: makes the job's row, puts it on its lane, forwards the events. Thread-safe.
/// Two lanes: preparing one dataset and training on another overlap.
class JobService {
public:
    struct Options {
        std::filesystem::path workspace;
        int threads = 0;             ///< 0 = all
        std::string device = "auto";
        Language language = {};      ///< of reports for people
    };
    JobService(Options options, jobs::JobObserver observer,
               std::function<void(JobId, std::shared_ptr<const MapFrame>)> liveMap = nullptr);
    ~JobService();   ///< running jobs are asked to stop and become 'interrupted', to be resumed later

    JobId submit(std::string_view taskId, const Json& parameters);
    /// Queues the first task; each of the others follows when the one before is done, also if that was interrupted and resumed later.
    JobId submitChain(const std::vector<std::pair<std::string, Json>>& tasks);
    /// Runs an interrupted, failed or cancelled job again, in the same row.
    void rerun(JobId job);
    bool cancel(JobId job);
    bool pause(JobId job);
    bool resume(JobId job);
    /// Jobs that wait for the engine lane (trainings, evaluations, ...), the next one first.
    std::vector<JobId> waiting();
    /// Lets such a job change places with the one before it.
    bool moveUp(JobId job);
    /// For jobs submitted from now on. 0 threads = all.
    void setResources(int threads, const std::string& device);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace engine::tasks
