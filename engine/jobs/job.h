#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/core/error.h"
#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/core/run_control.h"

namespace engine::jobs {

enum class JobState { Queued, Running, Paused, Done, Failed, Cancelled };
std::string_view jobStateName(JobState state);

/// News of one job: small, says *that* something happened; results are read from the workspace.
struct JobEvent {
    JobId id{};
    std::string kind;
    JobState state = JobState::Queued;
    Progress progress;
    std::optional<double> secondsLeft;   ///< only after a minimum of progress
    std::optional<Failure> failure;
};

/// Called on the thread of the lane (Queued: on the submitting thread). Must be quick and must not throw.
using JobObserver = std::function<void(const JobEvent&)>;

/// One piece of work. run() is called once, on the lane's thread; it may throw Error or Cancelled.
class Job {
public:
    virtual ~Job();
    virtual std::string kind() const = 0;
    /// true: seconds that somebody waits for; it may run where a longer job gives way.
    virtual bool isBrief() const { return false; }
    virtual void run(RunControl& control) = 0;
};

}  // namespace engine::jobs
