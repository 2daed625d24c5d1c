#pragma once
#include <vector>

#include "engine/dsp/preset.h"
#include "ui/widgets/time_cursor.h"

namespace ui::inspect {

/// The pieces of a track of this length that a model gets: after the cuts at both ends, every chunk hop; a last piece that is
/// too short is dropped or padded as the preset says.
std::vector<widgets::TimeSpan> chunkSpans(const engine::dsp::Preset& preset, double durationSeconds);

}  // namespace ui::inspect
