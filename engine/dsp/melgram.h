#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/dsp/preset.h"

namespace engine::dsp {

/// Log-power mel spectrogram, dB; of a waveform preset the samples themselves as one band. values: [mels, frames], row-major: value(band, frame) = values[band * frames + frame].
struct Melgram {
    std::size_t mels = 0;
    std::size_t frames = 0;
    std::vector<float> values;
    float at(std::size_t band, std::size_t frame) const { return values[band * frames + frame]; }
};

/// Samples at the preset's rate -> melgram. Holds its own FFT buffers (one extractor a thread); FFTW plans and the
/// filterbank are shared between extractors of equal parameters.
class MelExtractor {
public:
    explicit MelExtractor(const Preset& preset);
    ~MelExtractor();
    MelExtractor(MelExtractor&&) noexcept;
    MelExtractor& operator=(MelExtractor&&) noexcept;

    const Preset& preset() const;
    /// samples: mono, at preset().sampleRateHz. Throws Error{TooShort} when reflect padding has too few samples.
    /// Cuts, crop and chunks of the preset are not applied here.
    Melgram operator()(std::span<const float> samples);
    /// Centre frequency of each mel band in Hz, [mels]; for axes and read-outs. Empty for a waveform.
    const std::vector<double>& bandCentresHz() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace engine::dsp
