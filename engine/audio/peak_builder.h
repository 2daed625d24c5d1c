#pragma once
#include <span>
#include <vector>

#include "engine/audio/audio_file.h"

namespace engine::audio {

/// Grows the finest level of a peak pyramid while samples arrive.
class PeakBuilder {
public:
    static constexpr int kSamplesPerPeak = 256;
    /// Levels are halved until one has at most this many peaks.
    static constexpr std::size_t kCoarsest = 512;

    explicit PeakBuilder(int rateHz);
    void add(std::span<const float> mono);
    /// All levels of what has arrived; the last, unfinished peak included.
    PeakPyramid pyramid() const;

private:
    void addPeak(std::span<const float> samples, PeakLevel& level) const;

    int m_rateHz;
    std::int64_t m_frames = 0;
    PeakLevel m_finest;
    std::vector<float> m_rest;   ///< samples of the unfinished peak
};

}  // namespace engine::audio
