#pragma once
#include <vector>

#include "engine/core/json.h"
#include "engine/dsp/preset.h"
#include "engine/neural/training.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// What can be said of how a training learns beyond its length and rate, and what holds if it is not said: optimiser adam|adamw,
/// warmup (epochs), adam_epochs and sgd_epochs (of the schedule "staged"), backbone_lr (share of lr for all but the last layer), dropout (share of the
/// published rates), accumulate (batches a step), spec_augment (stretches of time and of bands masked), mixup, gain_db, noise, class_weights,
/// precision float32|bf16|auto (training_precision.h).
const Json& trainOptionDefaults();

/// Puts them into `config`. Throws Error{InvalidArgument} naming the option and its domain.
void applyTrainOptions(const Json& parameters, neural::TrainConfig& config);

/// A gain in dB means nothing to values that were normalised. Throws Error{InvalidArgument}.
void refuseUnfitting(const neural::Augmentation& augmentation, const dsp::Preset& preset);

/// [tags] negatives by positives of the training part, at most kLargestPositiveWeight: rare tags count as much as common ones, but a
/// tag of two tracks does not drown the others.
inline constexpr float kLargestPositiveWeight = 20;
std::vector<float> positiveWeightsOf(const LabelledPart& training, std::size_t tags);

}  // namespace engine::tasks
