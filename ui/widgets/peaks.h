#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/audio/audio_file.h"

namespace ui::widgets {

/// A decoded file's overview, shared read-only between the loader and the views.
using PeaksPtr = std::shared_ptr<const engine::audio::PeakPyramid>;

/// What one pixel column shows.
struct PeakColumn {
    float minimum = 0, maximum = 0, rms = 0;
    bool known = false;      ///< false: not decoded yet, or past the end
};

/// Level whose peaks are as long as a pixel at the most; -1 when even the finest is longer (samples are wanted).
int peakLevelFor(const engine::audio::PeakPyramid& peaks, double samplesPerPixel);
/// Sums up samples [first, last) of the file from `level`.
PeakColumn peakColumn(const engine::audio::PeakPyramid& peaks, int level, double firstSample, double lastSample);

}  // namespace ui::widgets
