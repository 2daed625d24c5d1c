#pragma once
#include <filesystem>
#include <string>

#include "engine/core/run_control.h"
#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// Training on another machine: data go out without audio, a run comes back. Both travel as a folder that is a workspace of its own, so the
/// other machine trains in it (`tagbench-cli --workspace FOLDER train ...`) and nothing there needs unpacking.

/// What a training needs: the tracks of a split with their labels, the split, the preset and its melgrams. The folder is made; it must not
/// hold anything yet. Throws Error{InvalidArgument}, Error{NotFound} naming how many melgrams are missing, Error{Unsupported} for a
/// preset of waveforms (they are read from the audio).
Json exportTrainingData(store::Workspace& from, const std::string& split, const dsp::Preset& preset, const std::filesystem::path& folder,
                        RunControl& control);

/// A run with its split and the tracks of that. The folder may be one made here before.
Json exportRun(store::Workspace& from, const std::string& run, const std::filesystem::path& folder, RunControl& control);

/// Takes a run of the workspace in `folder` over: weights, checkpoints, epochs, evaluations, predictions. Its split is the one of the same
/// name here if that has the same tracks in the same parts; else it comes along under a name that says so, with the tracks that are known
/// here. From then on it is as any other run. An empty name keeps its own. Throws Error{InvalidArgument} for a name that is taken,
/// Error{NotFound} for a run without weights, and as reading weights does.
Json importRun(store::Workspace& into, const std::filesystem::path& folder, const std::string& run, const std::string& name, RunControl& control);

}  // namespace engine::tasks
