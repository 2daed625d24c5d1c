#pragma once
#include "engine/classic/fitted_model.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The fitted model of a final experiment. Throws Error{NotFound} for an experiment without one, {Missing, Corrupt} for its file.
classic::FittedModel keptModel(store::Workspace& workspace, const store::Experiment& experiment);

/// The newest final experiment, or the one of that number. Throws Error{NotFound}.
store::Experiment finalExperiment(store::Workspace& workspace, const std::string& numberOrLatest);

}  // namespace engine::tasks
