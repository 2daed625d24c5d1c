#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/dsp/preset.h"
#include "engine/neural/neural_engine.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// What a network needs to speak of tags: of a run of the workspace, or of a weight file.
struct ModelSource {
    store::Run run;                ///< of a file: no id, architecture, name and tags only
    dsp::Preset preset;
    std::vector<checkpoint::TensorBytes> weights;
};

/// Preset a run was trained with, as recorded. Throws Error{NotFound}.
dsp::Preset presetOfRun(store::Workspace& workspace, const store::Run& run);

/// Throws Error{NotFound} when the run has no weights yet.
ModelSource sourceOfRun(store::Workspace& workspace, const store::Run& run);

/// A weight file that says itself what it is (written by `models export`) or that the catalog knows by its check sum; for others
/// throws Error{NotFound} that tells how to import it.
ModelSource sourceOfFile(const std::filesystem::path& file);

/// Number, name or "latest" of a run; else a weight file.
ModelSource modelSource(store::Workspace& workspace, const std::string& runOrFile);

/// Of the parameter "precision": float32, or fp32 as it was called once (also without it), or bf16. Throws Error{InvalidArgument}.
neural::Precision precisionOf(const Json& parameters);

/// Metadata entry of an exported file: the card below as JSON text.
inline constexpr const char* kCardKey = "tagbench.card";

/// {"name","architecture","preset":{..},"tags":[{"tag","type"}],"thresholds","parameters","citation","licence","input", what of the
/// training is known}.
Json cardOf(const store::Run& run, const dsp::Preset& preset);

/// How many tags a state has: the rows of its head. 1 where there is no such layer: load() then names it among the differences.
std::size_t tagCountOf(const std::vector<checkpoint::TensorBytes>& state, const std::string& head);

}  // namespace engine::tasks
