#pragma once
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/dsp/preset.h"
#include "engine/neural/codified.h"

namespace engine::tasks {

/// What can be asked of a codified model (CALM), and what holds if it is not said: size ("toy" or "workstation": the sizes below, each of which
/// may be given another value), rate, stages, codes, code_width, channels, residual_depth, width, layers, heads, context; code_rounds,
/// language_rounds, steps (a round), batch (clips), seconds (of a track that become codes; 0 = all), split ("" = every track, a tenth of them held
/// out), seed, name, device.
const Json& codifiedDefaults();
/// `parameters` over the defaults over the sizes. Throws Error{InvalidArgument}.
Json completeCodified(const Json& parameters);

/// "toy", "workstation"
std::vector<std::string> codifiedSizes();
/// Sizes and lengths of a size. Throws Error{InvalidArgument}.
Json codifiedSize(const std::string& size);

neural::CodifiedShape shapeOf(const Json& config);
/// Waveforms at the rate of a shape.
dsp::Preset presetOf(const neural::CodifiedShape& shape);

}  // namespace engine::tasks
