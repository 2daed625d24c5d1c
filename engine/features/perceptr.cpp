#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

/// Of the waveform's samples: the mean is a DC offset near zero, the variance the power of the percussive part.
void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(piece.harmonicPercussive().percussive, numbers);
}

}  // namespace

extern const FeatureEntry perceptr_feature;
const FeatureEntry perceptr_feature{"perceptr", QT_TRANSLATE_NOOP("features", "Percussive waveform"), Level::Mid, "", meanAndVarianceColumns("perceptr"), summarise, {}, nullptr};

}  // namespace engine::features
