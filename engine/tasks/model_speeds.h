#pragma once
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// How fast an architecture computed on this machine, as measured last.
struct ModelSpeed {
    std::string architecture;
    std::string device;              ///< "CPU, 2 threads"
    double windowsPerSecond = 0;
    double audioPerSecond = 0;       ///< seconds of music in one second
    std::string measuredAt;
};

/// What the task "measure" left in the workspace's cache. A damaged file is as none.
std::vector<ModelSpeed> modelSpeeds(const store::Workspace& workspace);
/// Takes the place of the one before of the same architecture.
void keepModelSpeed(const store::Workspace& workspace, const ModelSpeed& speed);
Json toJson(const ModelSpeed& speed);

}  // namespace engine::tasks
