#include "engine/features/spectral_pass.h"

#include "engine/features/frame_measures.h"
#include "engine/features/kernels.h"
#include "engine/features/mel.h"
#include "engine/features/settings.h"
#include "engine/features/stft.h"

namespace engine::features {

SpectralPass spectralPass(std::span<const float> samples, Padding padding)
{
    Stft stft(samples, padding, {kFftSize, kHopSamples, true});
    const auto frames = stft.frames();
    SpectralPass pass;
    for (auto* scalar : {&pass.centroidHz, &pass.bandwidthHz, &pass.rolloffHz, &pass.flatness}) *scalar = Matrix(1, frames);
    pass.contrastValley = pass.contrastPeak = Matrix(kContrastBands, frames);
    pass.melPower = Matrix(kMelBands, frames);

    std::vector<float> magnitude(kBins), power(kBins), scratch(kBins);
    for (std::size_t frame = 0; frame < frames; ++frame) {
        kernels::magnitudes(reinterpret_cast<const float*>(stft.frame(frame)), magnitude.data(), power.data(), kBins);
        const double centroid = spectralCentroidHz(magnitude);
        pass.centroidHz.at(0, frame) = static_cast<float>(centroid);
        pass.bandwidthHz.at(0, frame) = static_cast<float>(spectralBandwidthHz(magnitude, centroid));
        pass.rolloffHz.at(0, frame) = static_cast<float>(rolloffHz(magnitude));
        pass.flatness.at(0, frame) = static_cast<float>(spectralFlatness(power, scratch));
        const auto contrast = spectralContrast(magnitude, scratch);
        for (std::size_t band = 0; band < kContrastBands; ++band) {
            pass.contrastValley.at(band, frame) = contrast.valley[band];
            pass.contrastPeak.at(band, frame) = contrast.peak[band];
        }
        addMelPower(power, pass.melPower, frame);
        pass.powerPeaks.add(power);
        pass.magnitudePeaks.add(magnitude);
    }
    return pass;
}

}  // namespace engine::features
