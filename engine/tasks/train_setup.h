#pragma once
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"
#include "engine/core/json.h"
#include "engine/dsp/preset.h"
#include "engine/neural/model_card.h"
#include "engine/neural/training.h"
#include "engine/store/workspace.h"
#include "engine/tasks/chunk_sources.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// What can be said to a training and what holds if it is not said, in the order of the form:
/// arch, preset ("" = the architecture's own), split, types (of tags; [] = all but junk), sources (of labels; [] = all), min_tracks (a tag
/// needs so many training tracks), top (only so many tags, the most frequent; 0 = all), from (a run or a weight file to start from), freeze
/// none|backbone, epochs, batch, lr, weight_decay, schedule constant|cosine|staged, patience (epochs without progress; 0 = never stop early), windows
/// (per melgram and epoch), seed, device, prepare (build missing melgrams), evaluate (measure the test part afterwards), name, notes; then those of train_options.h.
const Json& trainDefaults();
/// `parameters` over the defaults, in their order.
Json completeTraining(const Json& parameters);
/// The reverse, for people to read: without what holds anyway, but for model, split and epochs.
Json briefTraining(const Json& parameters);
/// Whether two sets of parameters ask for the same training: name and everything that changes the weights.
bool sameTraining(const Json& a, const Json& b);

struct TrainSetup {
    neural::ModelCard card;
    dsp::Preset preset;
    store::Split split;
    TrainingTable table;
};

/// Looks up everything a new training needs. Throws Error{NotFound} for an unknown architecture, preset or split, Error{Mismatch} for a preset
/// that the architecture was not designed for, Error{InvalidArgument}, Error{TooShort} without tags or training tracks.
TrainSetup makeTrainSetup(const Json& parameters, store::Workspace& workspace);

/// Training with "chunk_split": the parts are dealt out by chunks (ChunkDeal), which leaks; only to measure what a leak costs. Such a run says so
/// in its name wherever it appears.
inline constexpr const char* kChunkSplit = "chunk_split";
inline constexpr const char* kLeakingMark = " [LEAKING]";
bool isLeaking(const store::Run& run);
/// With the shares of the run's split and its seed.
ChunkDeal chunkDealOf(store::Workspace& workspace, const store::Run& run, Part part);
/// All tracks of the three parts as one.
LabelledPart wholeTable(const TrainingTable& table);

/// The input a network was designed for is part of what it is. Empty = it fits; otherwise a sentence that says what does not.
std::string presetMisfit(const dsp::Preset& preset, const neural::ModelCard& card);

/// Everything of the configuration that needs no workspace. Throws Error{InvalidArgument}.
neural::TrainConfig trainConfigOf(const Json& parameters, const neural::ModelCard& card, std::size_t tags, const std::string& deviceId);
int batchOf(const Json& parameters);

/// Weights to start from: `from` is a run (number or name) or a weight file. Empty = fresh. Throws Error{Mismatch} for another architecture's run.
std::vector<checkpoint::TensorBytes> initialState(const std::string& from, const neural::ModelCard& card, store::Workspace& workspace);

}  // namespace engine::tasks
