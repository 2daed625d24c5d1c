#pragma once
#include <cstddef>
#include <vector>

#include "engine/dsp/preset.h"

namespace engine::dsp {

/// Triangular mel bands over the bins of a power spectrum, kept as the few weights that are not zero: about 500 of 128 x 257.
///
/// HTK scale: mel = 2595 log10(1 + f/700). Slaney scale: linear below 1 kHz, 27 steps per factor 6.4 above (Auditory Toolbox).
/// Band b rises from edge b to edge b+1 and falls to edge b+2, edges equally spaced in mel from minHz to maxHz, weights taken
/// at the bins' frequencies. Norm "slaney": divided by half the band's width in Hz (2 / (right - left)).
/// Same as torchaudio.functional.melscale_fbanks and librosa.filters.mel.
class MelFilterbank {
public:
    explicit MelFilterbank(const Preset& preset);

    struct Band {
        std::size_t firstBin = 0;
        std::size_t firstWeight = 0;   ///< index into weights()
        std::size_t bins = 0;
    };
    const std::vector<Band>& bands() const { return m_bands; }
    const std::vector<float>& weights() const { return m_weights; }
    /// [mels], Hz
    const std::vector<double>& centresHz() const { return m_centresHz; }

private:
    std::vector<Band> m_bands;
    std::vector<float> m_weights;
    std::vector<double> m_centresHz;
};

double hzToMel(double hz, bool slaney);
double melToHz(double mel, bool slaney);

}  // namespace engine::dsp
