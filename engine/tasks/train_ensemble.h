#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// One stage of a training: what the ordinary trainer is given.
struct TrainingStage {
    std::string name;                                  ///< for people: "member 2 of 4 (6561 samples)"
    int epochsBefore = 0;                              ///< of the stages before, all of which are rows of one run
    bool isResult = false;                             ///< its best epoch is the run's
    const neural::TrainConfig& config;
    neural::BatchSource& train;
    neural::BatchSource* valid = nullptr;
    const std::vector<std::size_t>& trackOfRow;        ///< of `valid`
};
struct StageEnd {
    neural::TrainOutcome outcome;
    bool finishedOnRequest = false;
};
using StageTrainer = std::function<StageEnd(const TrainingStage&)>;

/// What an ensemble is taught with.
struct EnsembleTraining {
    store::Run& run;
    const dsp::Preset& preset;
    const neural::ModelCard& card;
    const TrainingTable& table;
    neural::TrainConfig config;   ///< of a member, but for its architecture and folder: the run's own folder
    int batch = 0;                ///< of the longest member
};

/// Teaches every member, hears the songs once, teaches the song classifier, and leaves best.safetensors like any other training. Every
/// stage has a folder in the run's, goes on from its own checkpoints and is done at once if it was finished before. run.config "from": the run
/// whose members are taken over instead. Throws Error{Mismatch} when that run's split is another one, and as the trainer.
StageEnd trainEnsemble(neural::NeuralEngine& engine, EnsembleTraining& training, const StageTrainer& teach, TaskContext& context);

/// Whether a stage of this run was begun.
bool hasStages(const std::filesystem::path& runFolder);

/// What the stages of a run learn from, kept beside them (stages.json).
struct StageRecord {
    std::string splitSha256;
    std::vector<TrackId> learnedFrom;
};
/// Members that learned from tracks which are in `table`'s validation or test part would be judged by what they know. Throws Error{Mismatch} with
/// their number; also for a split that differs without that.
void refuseStageLeak(const StageRecord& members, const std::string& splitSha256, const TrainingTable& table);
/// Identity of a split: who is in which part.
std::string splitFingerprint(store::Workspace& workspace, SplitId split);

}  // namespace engine::tasks
