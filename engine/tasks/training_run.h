#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/core/json.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/store/run_store.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// A training that is about to learn: its run, and what that learns from.
struct Training {
    store::Run run;
    dsp::Preset preset;
    neural::ModelCard card;
    TrainingTable table;
    LabelledPart whole = {};   ///< of a run whose parts are dealt out by chunks
    std::optional<std::vector<TrackId>> unlabelled = {};   ///< of a noisy student (student_setup.h)
    bool goesOn = false;           ///< from the run's own checkpoints
    Json asked = {};               ///< what was asked for this time; what it leaves out holds as run.config says
};

/// A new run by these parameters (trainDefaults()); or the one they name (resume), or had begun and were interrupted in. Throws Error for what
/// does not fit together, and for leaks (refuseLeakingSplit, unlabelledPool), before a run is made of it.
Training beginOrGoOn(const Json& parameters, TaskContext& context);

/// Where its checkpoints lie.
std::filesystem::path folderOf(const store::Run& run, store::Workspace& workspace);

/// What somebody who finds the folder alone has to know of the run: manifest.json.
void writeManifest(const Training& training, TaskContext& context);

}  // namespace engine::tasks
