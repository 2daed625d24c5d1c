#include "engine/jobs/job.h"

namespace engine::jobs {

Job::~Job() = default;

std::string_view jobStateName(JobState state)
{
    switch (state) {
    case JobState::Queued: return "queued";
    case JobState::Running: return "running";
    case JobState::Paused: return "paused";
    case JobState::Done: return "done";
    case JobState::Failed: return "failed";
    case JobState::Cancelled: return "cancelled";
    }
    return "?";
}

}  // namespace engine::jobs
