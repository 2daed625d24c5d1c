#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"
#include "engine/features/frame_measures.h"

namespace engine::features {

namespace {

void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(piece.spectral().centroidHz.values, numbers);
}

Matrix courses(Analysis& piece)
{
    return piece.spectral().centroidHz;
}

}  // namespace

double spectralCentroidHz(std::span<const float> magnitude)
{
    double sum = 0, weighted = 0;
    for (std::size_t k = 0; k < magnitude.size(); ++k) {
        sum += magnitude[k];
        weighted += static_cast<double>(magnitude[k]) * static_cast<double>(k);
    }
    return weighted * kHzPerBin / (sum < std::numeric_limits<float>::min() ? 1.0 : sum);
}

extern const FeatureEntry spectral_centroid_feature;
const FeatureEntry spectral_centroid_feature{"spectral_centroid", QT_TRANSLATE_NOOP("features", "Spectral centroid"), Level::Low, "Hz", meanAndVarianceColumns("spectral_centroid"), summarise,
                                   {"spectral_centroid"}, courses};

}  // namespace engine::features
