#pragma once
#include <span>
#include <vector>

#include "engine/features/padding.h"
#include "engine/features/settings.h"

namespace engine::features {

/// Waveforms of the sustained and of the struck part, [samples] each.
struct HarmonicPercussive {
    std::vector<float> harmonic, percussive;
};

/// Median filtering of |X| over 31 frames and over 31 bins, soft masks of power 2 (Fitzgerald, DAFx 2010), as
/// librosa.effects.hpss. Mode::Table: both silent from sample 512 floor(n / 512) on.
HarmonicPercussive separate(std::span<const float> samples, Padding padding, Mode mode);

}  // namespace engine::features
