#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/dsp/kernels.h"
#include "engine/features/feature.h"
#include "engine/features/frame_measures.h"

namespace engine::features {

namespace {

constexpr float kLeastPower = 1e-10f;

void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto moments = momentsOf(piece.spectral().flatness.values);
    numbers[0] = moments.mean;
    numbers[1] = std::sqrt(moments.variance);
}

Matrix courses(Analysis& piece)
{
    return piece.spectral().flatness;
}

}  // namespace

double spectralFlatness(std::span<const float> power, std::span<float> scratch)
{
    double sum = 0, sumOfDb = 0;
    for (const float value : power) sum += std::max(kLeastPower, value);
    std::copy(power.begin(), power.end(), scratch.begin());
    dsp::kernels::toDecibels(scratch.data(), power.size(), kLeastPower);
    for (const float value : scratch.first(power.size())) sumOfDb += value;
    const auto count = static_cast<double>(power.size());
    return std::pow(10.0, sumOfDb / count / 10) / (sum / count);
}

extern const FeatureEntry spectral_flatness_feature;
const FeatureEntry spectral_flatness_feature{"spectral_flatness", QT_TRANSLATE_NOOP("features", "Spectral flatness"), Level::Low, "",
                                             {"spectral_flatness_mean", "spectral_flatness_std"}, summarise, {"spectral_flatness"}, courses};

}  // namespace engine::features
