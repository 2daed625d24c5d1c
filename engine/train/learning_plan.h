#pragma once
#include "engine/neural/training.h"
#include "engine/train/optimiser_state.h"

namespace engine::train
{

/// What an epoch learns with; a pure function of configuration and epoch, so that a resumed run agrees with an
/// undisturbed one.
struct EpochPlan {
    OptimiserKind optimiser = OptimiserKind::Adam;
    double rate = 0;  ///< at the end of a warm-up
    int stage = 0;    ///< a new stage begins with the best weights and a fresh optimiser
};

/// epoch counts from 1.
EpochPlan planOf(const neural::TrainConfig& config, int epoch);

/// Rate of one batch: `plan.rate`, or while the warm-up lasts a rising part of it. index counts from 0.
double rateOf(const neural::TrainConfig& config, const EpochPlan& plan, int epoch, std::int64_t index,
              std::int64_t count);

}  // namespace engine::train
