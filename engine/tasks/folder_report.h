#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "engine/core/json.h"
#include "engine/report/folder_report.h"
#include "engine/store/run_store.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// The values of a folder's report, read from the workspace: its tracks, the tags a run predicted (if there is one), their places on the
/// newest map, and the refused files of `scan`, a scan task's result.
report::FolderReport folderReport(const std::string& folder, const std::set<std::uint64_t>& tracks, const std::optional<store::Run>& run,
                                  const Json& scan, TaskContext& context);

}  // namespace engine::tasks
