#include "engine/features/key.h"

#include <cmath>
#include <limits>
#include <utility>

#include "engine/core/translatable.h"
#include "engine/features/chroma.h"
#include "engine/features/feature.h"
#include "engine/features/pitch_names.h"

namespace engine::features {

namespace {

using Profile = std::array<double, kPitchClasses>;
// Probe-tone ratings: C. Krumhansl, "Cognitive Foundations of Musical Pitch", 1990, table 2.1.
constexpr Profile kMajor{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr Profile kMinor{6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

/// Pearson's r; 0 where one does not vary.
double correlation(const Profile& a, const Profile& b, std::size_t rotation)
{
    double meanA = 0, meanB = 0;
    for (std::size_t i = 0; i < kPitchClasses; ++i) {
        meanA += a[i] / kPitchClasses;
        meanB += b[i] / kPitchClasses;
    }
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < kPitchClasses; ++i) {
        const double x = a[i] - meanA, y = b[(i + kPitchClasses - rotation) % kPitchClasses] - meanB;
        ab += x * y;
        aa += x * x;
        bb += y * y;
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto key = keyOf(piece);
    numbers[0] = key.tonic;
    numbers[1] = key.major ? 1 : 0;
    numbers[2] = key.strength;
    numbers[3] = key.confidence;
    numbers[4] = piece.tuning();
}

}  // namespace

Key findKey(const std::array<double, 12>& shares)
{
    Key best;
    double strongest = -2, next = -2;
    for (const bool major : {true, false})
        for (std::size_t tonic = 0; tonic < kPitchClasses; ++tonic) {
            const double r = correlation(shares, major ? kMajor : kMinor, tonic);
            if (r > strongest) {
                next = std::exchange(strongest, r);
                best = {static_cast<int>(tonic), major, r, 0};
            } else if (r > next) {
                next = r;
            }
        }
    best.confidence = strongest - next;
    return best;
}

Key keyOf(Analysis& piece)
{
    const auto chroma = dividedByMaximum(piece.cqtChroma());
    Profile shares;
    for (std::size_t i = 0; i < kPitchClasses; ++i) shares[i] = momentsOf(chroma.row(i)).mean;
    return findKey(shares);
}

std::string keyName(const Key& key)
{
    return std::string(kPitchNames[static_cast<std::size_t>(key.tonic)]) + (key.major ? " major" : " minor");
}

extern const FeatureEntry key_feature;
const FeatureEntry key_feature{"key", QT_TRANSLATE_NOOP("features", "Key and mode"), Level::High, "", {"key", "mode_major", "key_strength", "key_confidence", "tuning"}, summarise, {}, nullptr};

}  // namespace engine::features
