#pragma once
#include <cstdint>

#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// What a scan did, over all its folders.
struct ScanReport {
    std::int64_t added = 0, changed = 0, moved = 0, missing = 0, unchanged = 0, rejected = 0;
    Json files = Json::array();   ///< of the document of `library scan`
};

/// Brings one library up to date with its folder and adds to the report. A folder that is not there now loses nothing: its tracks are
/// marked missing and come back with it. Stopped, what was read is kept and nothing becomes missing.
/// Throws Error{Cancelled, Database}.
void scanFolderOf(store::Library library, TaskContext& context, ScanReport& report);

}  // namespace engine::tasks
