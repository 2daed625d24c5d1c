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
    meanAndVariance(piece.spectral().bandwidthHz.values, numbers);
}

Matrix courses(Analysis& piece)
{
    return piece.spectral().bandwidthHz;
}

}  // namespace

double spectralBandwidthHz(std::span<const float> magnitude, double centroidHz)
{
    double sum = 0, weighted = 0;
    for (std::size_t k = 0; k < magnitude.size(); ++k) {
        const double distance = static_cast<double>(k) * kHzPerBin - centroidHz;
        sum += magnitude[k];
        weighted += magnitude[k] * distance * distance;
    }
    return std::sqrt(weighted / (sum < std::numeric_limits<float>::min() ? 1.0 : sum));
}

extern const FeatureEntry spectral_bandwidth_feature;
const FeatureEntry spectral_bandwidth_feature{"spectral_bandwidth", QT_TRANSLATE_NOOP("features", "Spectral bandwidth"), Level::Low, "Hz", meanAndVarianceColumns("spectral_bandwidth"), summarise,
                                   {"spectral_bandwidth"}, courses};

}  // namespace engine::features
