#pragma once
#include <span>
#include <vector>

namespace engine::features {

/// Spectral peaks between 150 and 4000 Hz that reach a tenth of their frame's largest value, refined by a parabola through three bins
/// (J. O. Smith, Spectral Audio Signal Processing), as librosa.piptrack.
class PitchPeaks {
public:
    /// spectrum: [kBins], magnitude or power
    void add(std::span<const float> spectrum);

    struct Peak {
        float hz = 0, height = 0;
    };
    const std::vector<Peak>& all() const { return m_peaks; }

private:
    std::vector<Peak> m_peaks;
};

/// How far the piece is from A440, in fractions of a bin of `binsPerOctave`, from -0.5 to 0.49: the left edge of the fullest of 100
/// classes of the residuals of those peaks that are at least as high as the median. 0 where there are none. As librosa.estimate_tuning.
double estimateTuning(const PitchPeaks& peaks, int binsPerOctave);

}  // namespace engine::features
