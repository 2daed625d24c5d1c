#pragma once
#include <span>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/neural/probing.h"

namespace engine::train
{

/// Trains a probe and predicts with the best of its weights. A pure function of its arguments on one thread. The
/// features of `valid` and `predict` have no part in standardisation. Throws Error{Mismatch, NonFinite,
/// InvalidArgument}, Cancelled.
neural::ProbeOutcome runProbe(const neural::ProbeConfig& config, const neural::ProbeData& data, RunControl& control);

}  // namespace engine::train
