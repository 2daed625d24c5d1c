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

/// As runProbe() for each of several configurations (Linear and Mlp alone), `threads` at a time, each on one thread; the outcomes are the same
/// whatever their number. found() is called on this thread, in the order of completion; what was found before a stop has been handed over.
void runProbes(std::span<const neural::ProbeConfig> configs, const neural::ProbeData& data, int threads, const neural::ProbeFound& found,
               RunControl& control);

}  // namespace engine::train
