#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"
#include "engine/neural/probing.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// What can be asked of the probe lab, and what holds if it is not said: encoders (encoder_features.h), probes (probeNames()), shares (of
/// the labels, 0 .. 1), seeds (how many), seed (the first), split, types, sources, min_tracks, top (as in a training), name, device;
/// grid (probe_grid.h): of the probe "grid".
const Json& probeDefaults();
/// `parameters` over the defaults, runs by their numbers, with "names" of the encoders for people. Throws Error{InvalidArgument, NotFound}.
Json completeProbes(const Json& parameters, store::Workspace& workspace);

/// The probe that is the best of a grid: every configuration is learned, the validation part chooses, the test part is asked once.
inline constexpr std::string_view kGridProbe = "grid";
/// "linear", "mlp", "gru", "transformer", "grid"
const std::vector<std::string>& probeNames();
/// Whether a probe reads a track's steps one by one, not their mean.
bool readsSteps(const std::string& probe);
/// The recipe of a probe, of any but the grid. Throws Error{InvalidArgument} listing the names there are.
neural::ProbeConfig probeConfigOf(const std::string& probe);

/// How many of `tracks` a share is: rounded, but two at the least, so that there is something to learn from.
std::size_t sharedTracks(std::size_t tracks, double share);

}  // namespace engine::tasks
