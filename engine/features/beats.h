#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace engine::features {

struct Beats {
    double beatsPerMinute = 0;
    std::vector<std::size_t> frames;   ///< ascending
    std::vector<double> seconds;       ///< 512 frame / 22050
};

/// Beat tracking by dynamic programming (D. Ellis, "Beat Tracking by Dynamic Programming", JNMR 2007) with tightness 100, ends without
/// beats trimmed; as librosa.beat.beat_track. No beats where there is no onset.
Beats trackBeats(std::span<const float> onsetEnvelope, double beatsPerMinute);

}  // namespace engine::features
