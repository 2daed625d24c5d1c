#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/core/translatable.h"
#include "engine/features/chroma.h"
#include "engine/features/feature.h"
#include "engine/features/pitch_names.h"

namespace engine::features {

namespace {

constexpr std::array<float, 4> kSteps{0.4f, 0.2f, 0.1f, 0.05f};
constexpr std::size_t kSmoothing = 43;

std::array<double, kSmoothing> smoothingWindow()
{
    std::array<double, kSmoothing> window;
    double sum = 0;
    for (std::size_t i = 0; i < kSmoothing; ++i) {
        window[i] = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / (kSmoothing - 1));
        sum += window[i];
    }
    for (double& value : window) value /= sum;
    return window;
}

/// Shares of the frame's sum, quantised.
Matrix quantised(const Matrix& chroma)
{
    Matrix out(chroma.rows, chroma.frames);
    for (std::size_t frame = 0; frame < chroma.frames; ++frame) {
        float sum = 0;
        for (std::size_t row = 0; row < chroma.rows; ++row) sum += std::abs(chroma.at(row, frame));
        if (sum < std::numeric_limits<float>::min()) sum = 1;
        for (std::size_t row = 0; row < chroma.rows; ++row)
            for (const float step : kSteps) out.at(row, frame) += chroma.at(row, frame) / sum > step ? 0.25f : 0.0f;
    }
    return out;
}

void summarise(Analysis& piece, std::span<double> numbers)
{
    const auto moments = momentsOf(piece.cens().values);
    numbers[0] = moments.mean;
    numbers[1] = std::sqrt(moments.variance);
}

Matrix courses(Analysis& piece)
{
    return piece.cens();
}

}  // namespace

Matrix energyNormalisedChroma(const Matrix& chroma)
{
    static const auto window = smoothingWindow();
    const auto steps = quantised(chroma);
    constexpr auto kReach = static_cast<std::ptrdiff_t>(kSmoothing / 2);
    const auto frames = static_cast<std::ptrdiff_t>(chroma.frames);
    Matrix out(chroma.rows, chroma.frames);
    for (std::size_t row = 0; row < out.rows; ++row)
        for (std::ptrdiff_t frame = 0; frame < frames; ++frame) {
            double sum = 0;
            for (auto i = std::max(-kReach, -frame); i <= std::min(kReach, frames - 1 - frame); ++i)
                sum += window[static_cast<std::size_t>(i + kReach)] * steps.at(row, static_cast<std::size_t>(frame + i));
            out.at(row, static_cast<std::size_t>(frame)) = static_cast<float>(sum);
        }
    for (std::size_t frame = 0; frame < out.frames; ++frame) {
        double squares = 0;
        for (std::size_t row = 0; row < out.rows; ++row) squares += out.at(row, frame) * out.at(row, frame);
        const auto length = static_cast<float>(std::sqrt(squares));
        if (length < std::numeric_limits<float>::min()) continue;
        for (std::size_t row = 0; row < out.rows; ++row) out.at(row, frame) /= length;
    }
    return out;
}

extern const FeatureEntry chroma_cens_feature;
const FeatureEntry chroma_cens_feature{"chroma_cens", QT_TRANSLATE_NOOP("features", "Smoothed chroma (CENS)"), Level::Mid, "",
                                       {"chroma_cens_mean", "chroma_cens_std"}, summarise, pitchLanes("chroma_cens_"), courses};

}  // namespace engine::features
