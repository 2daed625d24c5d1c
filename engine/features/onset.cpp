#include "engine/features/onset.h"

#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

constexpr std::size_t kDelayFrames = 1 + kFftSize / (2 * kHopSamples);

float meanOf(const std::vector<float>& values)
{
    double sum = 0;
    for (const float value : values) sum += value;
    return static_cast<float>(sum / static_cast<double>(values.size()));
}

/// Of an even number of values, which it is here: the mean of the two in the middle. Reorders.
float medianOf(std::vector<float>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return 0.5f * (*middle + *std::max_element(values.begin(), middle));
}

Matrix courses(Analysis& piece)
{
    Matrix envelope(1, piece.frames());
    envelope.values = piece.onsetEnvelope(OnsetKind::Mean);
    return envelope;
}

void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto moments = momentsOf(piece.onsetEnvelope(OnsetKind::Mean));
    numbers[0] = moments.mean;
    numbers[1] = std::sqrt(moments.variance);
}

}  // namespace

std::vector<float> onsetStrength(const Matrix& melDb, OnsetKind kind)
{
    std::vector<float> envelope(melDb.frames, 0.0f);
    std::vector<float> rise(melDb.rows);
    for (std::size_t frame = 1; frame + kDelayFrames - 1 < melDb.frames; ++frame) {
        for (std::size_t band = 0; band < melDb.rows; ++band) rise[band] = std::max(0.0f, melDb.at(band, frame) - melDb.at(band, frame - 1));
        envelope[frame + kDelayFrames - 1] = kind == OnsetKind::Mean ? meanOf(rise) : medianOf(rise);
    }
    return envelope;
}

extern const FeatureEntry onset_feature;
const FeatureEntry onset_feature{"onset", QT_TRANSLATE_NOOP("features", "Onset strength"), Level::Mid, "dB", {"onset_mean", "onset_std"}, summarise, {"onset"}, courses};

}  // namespace engine::features
