#include "engine/features/rms.h"

#include <cmath>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(piece.rms().values, numbers);
}

Matrix courses(Analysis& piece)
{
    return piece.rms();
}

}  // namespace

Matrix rmsOfFrames(std::span<const float> samples, Padding padding)
{
    Matrix rms(1, 1 + samples.size() / kHopSamples);
    for (std::size_t frame = 0; frame < rms.frames; ++frame) {
        const auto first = static_cast<std::ptrdiff_t>(frame * kHopSamples) - static_cast<std::ptrdiff_t>(kFftSize / 2);
        double squares = 0;
        for (std::size_t i = 0; i < kFftSize; ++i) {
            const double sample = padded(samples, first + static_cast<std::ptrdiff_t>(i), padding);
            squares += sample * sample;
        }
        rms.at(0, frame) = static_cast<float>(std::sqrt(squares / kFftSize));
    }
    return rms;
}

extern const FeatureEntry rms_feature;
const FeatureEntry rms_feature{"rms", QT_TRANSLATE_NOOP("features", "Loudness (RMS)"), Level::Low, "", meanAndVarianceColumns("rms"), summarise, {"rms"}, courses};

}  // namespace engine::features
