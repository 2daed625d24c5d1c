#pragma once
#include "engine/neural/neural_engine.h"
#include "engine/store/run_store.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_ensemble.h"

namespace engine::tasks {

/// Trains a stage until the end, or until the user asks to finish: then the epoch under way is given up and what the best epoch left is the
/// result. The trainer sees a stop, so nothing of it needs to know; before the first epoch is kept there is nothing to finish with.
/// Every epoch becomes a row of `run`, and a line of the log.
StageEnd trainUntilAsked(neural::NeuralEngine& engine, const TrainingStage& stage, store::Run& run, TaskContext& context);

}  // namespace engine::tasks
