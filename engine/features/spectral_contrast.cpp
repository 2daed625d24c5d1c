#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/core/translatable.h"
#include "engine/dsp/kernels.h"
#include "engine/features/feature.h"
#include "engine/features/frame_measures.h"
#include "engine/features/pitch_names.h"

/// Jiang et al., "Music type classification by spectral contrast feature", ICME 2002, with librosa's bands and scaling.
namespace engine::features {

namespace {

constexpr double kLowestOctaveHz = 200;
constexpr double kQuantile = 0.02;
constexpr float kRangeDb = 80;
constexpr float kLeast = 1e-10f;

struct ContrastBand {
    std::size_t first = 0, count = 0;   ///< bins looked at
    std::size_t extremes = 0;           ///< how many of them make valley and peak
};

/// 0-200 Hz and six octaves from 200 Hz on; a band takes the bin below it too, the last one reaches up to Nyquist, all others give
/// their top bin away after their quantile was counted.
std::array<ContrastBand, kContrastBands> contrastBands()
{
    std::array<ContrastBand, kContrastBands> bands;
    for (std::size_t band = 0; band < kContrastBands; ++band) {
        const double low = band == 0 ? 0 : kLowestOctaveHz * std::exp2(static_cast<double>(band) - 1), high = kLowestOctaveHz * std::exp2(static_cast<double>(band));
        auto first = static_cast<std::size_t>(std::ceil(low / kHzPerBin));
        auto end = static_cast<std::size_t>(std::floor(high / kHzPerBin)) + 1;
        const bool last = band + 1 == kContrastBands;
        if (band > 0) --first;
        if (last) end = kBins;
        const auto extremes = std::nearbyint(kQuantile * static_cast<double>(end - first));
        bands[band] = {first, end - first - (last ? 0 : 1), static_cast<std::size_t>(std::max(1.0, extremes))};
    }
    return bands;
}

Matrix decibels(Matrix matrix)
{
    dsp::kernels::toDecibels(matrix.values.data(), matrix.values.size(), kLeast);
    const float least = *std::max_element(matrix.values.begin(), matrix.values.end()) - kRangeDb;
    for (float& value : matrix.values) value = std::max(value, least);
    return matrix;
}

Matrix courses(Analysis& piece)
{
    auto contrast = decibels(piece.spectral().contrastPeak);
    const auto valley = decibels(piece.spectral().contrastValley);
    for (std::size_t i = 0; i < contrast.values.size(); ++i) contrast.values[i] -= valley.values[i];
    return contrast;
}

void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto contrast = courses(piece);
    const auto all = momentsOf(contrast.values);
    numbers[0] = all.mean;
    numbers[1] = std::sqrt(all.variance);
    for (std::size_t band = 0; band < kContrastBands; ++band) numbers[2 + band] = momentsOf(contrast.row(band)).mean;
}

std::vector<std::string> columns()
{
    std::vector<std::string> names{"spectral_contrast_mean", "spectral_contrast_std"};
    for (const auto& lane : numberedLanes("spectral_contrast", kContrastBands)) names.push_back(lane + "_mean");
    return names;
}

}  // namespace

Contrast spectralContrast(std::span<const float> magnitude, std::span<float> scratch)
{
    static const auto bands = contrastBands();
    Contrast contrast;
    for (std::size_t index = 0; index < kContrastBands; ++index) {
        const auto& band = bands[index];
        const auto values = scratch.first(band.count);
        std::copy_n(magnitude.begin() + static_cast<std::ptrdiff_t>(band.first), band.count, values.begin());
        const auto extremes = static_cast<std::ptrdiff_t>(band.extremes);
        const auto meanOf = [&](auto from) {
            double sum = 0;
            for (std::ptrdiff_t i = 0; i < extremes; ++i) sum += from[i];
            return static_cast<float>(sum / static_cast<double>(extremes));
        };
        std::nth_element(values.begin(), values.begin() + extremes - 1, values.end());
        contrast.valley[index] = meanOf(values.begin());
        std::nth_element(values.begin(), values.end() - extremes, values.end());
        contrast.peak[index] = meanOf(values.end() - extremes);
    }
    return contrast;
}

extern const FeatureEntry spectral_contrast_feature;
const FeatureEntry spectral_contrast_feature{"spectral_contrast", QT_TRANSLATE_NOOP("features", "Spectral contrast"), Level::Low, "dB", columns(),
                                             summarise, numberedLanes("spectral_contrast", kContrastBands), courses};

}  // namespace engine::features
