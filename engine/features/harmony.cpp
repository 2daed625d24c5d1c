#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

/// Of the waveform's samples: the mean is a DC offset near zero, the variance the power of the harmonic part.
void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(piece.harmonicPercussive().harmonic, numbers);
}

}  // namespace

extern const FeatureEntry harmony_feature;
const FeatureEntry harmony_feature{"harmony", QT_TRANSLATE_NOOP("features", "Harmonic waveform"), Level::Mid, "", meanAndVarianceColumns("harmony"), summarise, {}, nullptr};

}  // namespace engine::features
