#include <algorithm>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"
#include "engine/features/rms.h"

namespace engine::features {

namespace {

/// Samples above this count as positive in the source's ratio.
constexpr float kPositive = 1e-5f;

Matrix courses(Analysis& piece)
{
    const auto& parts = piece.harmonicPercussive();
    Matrix out = rmsOfFrames(parts.harmonic, piece.padding());
    const auto percussive = rmsOfFrames(parts.percussive, piece.padding());
    out.values.insert(out.values.end(), percussive.values.begin(), percussive.values.end());
    out.rows = 2;
    return out;
}

double positives(const std::vector<float>& samples)
{
    return static_cast<double>(std::count_if(samples.begin(), samples.end(), [](float sample) { return sample > kPositive; }));
}

/// HPR counts positive samples of both waveforms; as the source defines it, it is not a ratio of energies.
void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto levels = courses(piece);
    numbers[0] = momentsOf(levels.row(0)).mean;
    numbers[1] = momentsOf(levels.row(1)).mean;
    const double percussive = positives(piece.harmonicPercussive().percussive);
    numbers[2] = percussive == 0 ? 1.0 : positives(piece.harmonicPercussive().harmonic) / percussive;
}

}  // namespace

extern const FeatureEntry harmonic_percussive_feature;
const FeatureEntry harmonic_percussive_feature{"harmonic_percussive", QT_TRANSLATE_NOOP("features", "Harmonic and percussive level"), Level::Mid, "",
                                               {"harmonic_rms", "percussive_rms", "HPR"}, summarise, {"harmonic_rms", "percussive_rms"}, courses};

}  // namespace engine::features
