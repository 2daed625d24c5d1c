#pragma once
#include <string>
#include <utility>
#include <vector>

#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// What the user wants of the stages; a null document = as it was last made.
struct PipelineWish {
    Json cleaning, split, resample;          ///< parameters of the tasks clean, split and resample
    std::string preset = "sota-96";          ///< of the melgrams
};

/// One station of the way: sources, merged, ids, split, resampled, melgrams, checked.
struct PipelineStage {
    enum class State {
        Absent,      ///< not made yet
        Unused,      ///< not wanted: the way goes on without it
        Current,
        Stale,       ///< made of something else, or with other settings, than there is now
    };
    std::string id;
    State state = State::Absent;
    std::vector<std::pair<std::string, std::int64_t>> counts;   ///< by name: ready, train, valid, test, ...
    std::string reason;                      ///< why it is stale: inputs, settings, before (an earlier stage is stale), leaks
    std::string task;                        ///< that makes it; empty = only the user can (a scan, an import)
    Json parameters;                         ///< of that task
};

/// All seven, in order. The split is the newest one.
std::vector<PipelineStage> pipelineStages(store::Workspace& workspace, const PipelineWish& wish);

/// The tasks that bring everything up to date, in order; nothing that is current is made again.
std::vector<std::pair<std::string, Json>> staleSteps(const std::vector<PipelineStage>& stages);

/// {"stages": [{"stage", "state", "reason"?, "counts": {...}}], "steps": [task, ...]}
Json pipelineDocument(const std::vector<PipelineStage>& stages);

/// What tasks note when they have made their stage: "merged", "vocabulary", "split", "resampled" or "checked".
void noteStage(store::Workspace& workspace, const std::string& stage, const Json& settings);
/// Whether what a stage was made of is what there is now.
bool isStageCurrent(store::Workspace& workspace, const std::string& stage);

}  // namespace engine::tasks
