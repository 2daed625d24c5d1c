#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/core/translatable.h"
#include "engine/features/chroma.h"
#include "engine/features/feature.h"
#include "engine/features/kernels.h"
#include "engine/features/pitch_names.h"
#include "engine/features/stft.h"

namespace engine::features {

namespace {

constexpr double kCentreOctave = 5, kOctaveWidth = 2;
/// Rotates A first into C first.
constexpr std::size_t kFromA = 3;

using Column = std::array<float, 16>;   // twelve used; sixteen fill vectors

/// Weights of the twelve classes for each bin: [kBins]
std::vector<Column> chromaBank(double tuning)
{
    std::vector<double> position(kFftSize);   // in semitones above A0
    for (std::size_t k = 1; k < kFftSize; ++k)
        position[k] = 12 * std::log2(static_cast<double>(k) * kHzPerBin / (27.5 * std::exp2(tuning / 12)));
    position[0] = position[1] - 18;
    std::vector<Column> bank(kBins);
    for (std::size_t k = 0; k < kBins; ++k) {
        const double width = std::max(position[k + 1] - position[k], 1.0);
        std::array<double, kPitchClasses> bump;
        double squares = 0;
        for (std::size_t c = 0; c < kPitchClasses; ++c) {
            const double distance = std::fmod(position[k] - static_cast<double>(c) + 6 + 120, 12.0) - 6;
            bump[c] = std::exp(-0.5 * std::pow(2 * distance / width, 2));
            squares += bump[c] * bump[c];
        }
        const double octave = (position[k] / 12 - kCentreOctave) / kOctaveWidth;
        const double scale = std::exp(-0.5 * octave * octave) / std::sqrt(squares);
        bank[k].fill(0.0f);
        for (std::size_t c = 0; c < kPitchClasses; ++c) bank[k][c] = static_cast<float>(bump[(c + kFromA) % kPitchClasses] * scale);
    }
    return bank;
}

void summarise(Analysis& piece, std::span<double> numbers)
{
    meanAndVariance(piece.chroma().values, numbers);
}

Matrix courses(Analysis& piece)
{
    return piece.chroma();
}

}  // namespace

Matrix dividedByMaximum(Matrix matrix)
{
    for (std::size_t frame = 0; frame < matrix.frames; ++frame) {
        float largest = 0;
        for (std::size_t row = 0; row < matrix.rows; ++row) largest = std::max(largest, std::abs(matrix.at(row, frame)));
        if (largest < std::numeric_limits<float>::min()) continue;
        for (std::size_t row = 0; row < matrix.rows; ++row) matrix.at(row, frame) /= largest;
    }
    return matrix;
}

Matrix chromagram(std::span<const float> samples, Padding padding, double tuning)
{
    const auto bank = chromaBank(tuning);
    Stft stft(samples, padding, {kFftSize, kHopSamples, true});
    Matrix chroma(kPitchClasses, stft.frames());
    std::vector<float> magnitude(kBins), power(kBins);
    for (std::size_t frame = 0; frame < chroma.frames; ++frame) {
        kernels::magnitudes(reinterpret_cast<const float*>(stft.frame(frame)), magnitude.data(), power.data(), kBins);
        Column sum{};
        for (std::size_t k = 0; k < kBins; ++k)
            for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += bank[k][c] * power[k];
        for (std::size_t c = 0; c < kPitchClasses; ++c) chroma.at(c, frame) = sum[c];
    }
    return dividedByMaximum(std::move(chroma));
}

extern const FeatureEntry chroma_stft_feature;
const FeatureEntry chroma_stft_feature{"chroma_stft", QT_TRANSLATE_NOOP("features", "Chroma"), Level::Mid, "", meanAndVarianceColumns("chroma_stft"),
                                       summarise, pitchLanes("chroma_"), courses};

}  // namespace engine::features
