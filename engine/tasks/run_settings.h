#pragma once
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// What a run was made with: names and values in the order of the form, defaults filled in, then what was found when it ran (seed, device,
/// versions, tags). Two runs that agree in all of it are repetitions of each other.
Json runSettings(store::Workspace& workspace, const store::Run& run);

struct SettingDifference {
    std::string setting;
    std::vector<Json> values;   ///< one for each run; null = the run does not know this setting
};

/// The settings in which not all agree. Of lists (tags) only what is not common to all is given.
std::vector<SettingDifference> differingSettings(const std::vector<Json>& settings);

/// The parameters that would train a run again: what the form is filled with by "Rerun with changes". The name is left out.
Json rerunParameters(store::Workspace& workspace, const store::Run& run);

}  // namespace engine::tasks
