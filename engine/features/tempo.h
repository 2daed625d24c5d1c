#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace engine::features {

/// Frames of the autocorrelation window: eight seconds.
inline constexpr std::size_t kTempogramLags = 344;

struct Tempo {
    double beatsPerMinute = 0;            ///< 0 for an envelope without any onset
    std::vector<float> autocorrelation;   ///< [344], the tempogram's mean over time
};

/// Local autocorrelation of the onset envelope under a Hann window of 344 frames, each frame divided by its maximum, averaged; the lag
/// with the largest ln(1 + 10^6 g) - (log2 bpm - log2 120)^2 / 2 below 320 bpm (Grosche et al. 2010; Ellis 2007), as librosa.feature.tempo.
Tempo estimateTempo(std::span<const float> onsetEnvelope);

/// 60 * frames per second / lag
double tempoOfLag(std::size_t lag);

}  // namespace engine::features
