#include <cmath>
#include <limits>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"

namespace engine::features {

namespace {

/// The source's tempo (mean envelope; the table's takes the median), and how the tracked beats lie: beats a minute by their mean
/// distance, and the deviation of their distances in shares of the mean.
void summarise(Analysis& piece, std::span<double> numbers)
{
    numbers[0] = piece.tempo(OnsetKind::Mean).beatsPerMinute;
    const auto& beats = piece.beats().seconds;
    numbers[1] = numbers[2] = std::numeric_limits<double>::quiet_NaN();
    if (beats.size() < 3) return;
    std::vector<float> distances;
    for (std::size_t i = 1; i < beats.size(); ++i) distances.push_back(static_cast<float>(beats[i] - beats[i - 1]));
    const auto moments = momentsOf(distances);
    numbers[1] = 60 / moments.mean;
    numbers[2] = std::sqrt(moments.variance) / moments.mean;
}

}  // namespace

extern const FeatureEntry beat_rate_feature;
const FeatureEntry beat_rate_feature{"beat_rate", QT_TRANSLATE_NOOP("features", "Beats"), Level::High, "", {"tempo_mean_onset", "beat_rate", "beat_variation"}, summarise, {}, nullptr};

}  // namespace engine::features
