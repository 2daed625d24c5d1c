#include <cmath>
#include <vector>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

/// Samples nearer to 0 than this count as positive.
constexpr float kSilence = 1e-10f;

/// Changes of sign between neighbours inside centred frames of 2048 samples (edges repeated), through 2048.
Matrix courses(Analysis& piece)
{
    const auto samples = piece.samples();
    const auto half = static_cast<std::ptrdiff_t>(kFftSize / 2);
    const auto padded = samples.size() + kFftSize;
    std::vector<std::uint32_t> changes(padded);   // up to and including sample i of the padded signal
    bool before = false;
    for (std::size_t i = 0; i < padded; ++i) {
        const float sample = features::padded(samples, static_cast<std::ptrdiff_t>(i) - half, Padding::Edge);
        const bool negative = sample < -kSilence;
        changes[i] = i == 0 ? 0 : changes[i - 1] + (negative != before ? 1 : 0);
        before = negative;
    }
    Matrix rate(1, piece.frames());
    for (std::size_t frame = 0; frame < rate.frames; ++frame) {
        const auto first = frame * kHopSamples;
        rate.at(0, frame) = static_cast<float>(changes[first + kFftSize - 1] - changes[first]) / kFftSize;
    }
    return rate;
}

void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(courses(piece).values, numbers);
}

}  // namespace

extern const FeatureEntry zero_crossing_rate_feature;
const FeatureEntry zero_crossing_rate_feature{"zero_crossing_rate", QT_TRANSLATE_NOOP("features", "Zero-crossing rate"), Level::Low, "",
                                              meanAndVarianceColumns("zero_crossing_rate"), summarise, {"zero_crossing_rate"}, courses};

}  // namespace engine::features
