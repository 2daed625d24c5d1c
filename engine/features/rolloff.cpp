#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"
#include "engine/features/frame_measures.h"

namespace engine::features {

namespace {

constexpr double kPart = 0.85;

void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(piece.spectral().rolloffHz.values, numbers);
}

Matrix courses(Analysis& piece)
{
    return piece.spectral().rolloffHz;
}

}  // namespace

double rolloffHz(std::span<const float> magnitude)
{
    double whole = 0;
    for (const float value : magnitude) whole += value;
    double sum = 0;
    for (std::size_t k = 0; k < magnitude.size(); ++k) {
        sum += magnitude[k];
        if (sum >= kPart * whole) return static_cast<double>(k) * kHzPerBin;
    }
    return kRateHz / 2.0;
}

extern const FeatureEntry rolloff_feature;
const FeatureEntry rolloff_feature{"rolloff", QT_TRANSLATE_NOOP("features", "Spectral roll-off"), Level::Low, "Hz", meanAndVarianceColumns("rolloff"), summarise,
                                   {"rolloff"}, courses};

}  // namespace engine::features
