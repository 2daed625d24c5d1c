#include "engine/features/tempo.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/translatable.h"
#include "engine/features/feature.h"
#include "engine/features/stft.h"

namespace engine::features {

namespace {

constexpr std::size_t kReachFrames = kTempogramLags / 2;
/// At least 2 * 344 - 1 so that nothing wraps round, and of small factors.
constexpr std::size_t kCorrelationSize = 720;
constexpr double kUsualTempo = 120, kFastestTempo = 320;

/// Both ends run out to 0 on a straight line.
std::vector<float> withRamps(std::span<const float> envelope)
{
    std::vector<float> out(envelope.size() + 2 * kReachFrames);
    std::copy(envelope.begin(), envelope.end(), out.begin() + kReachFrames);
    for (std::size_t i = 0; i < kReachFrames; ++i) {
        const float part = static_cast<float>(i) / kReachFrames;
        out[i] = envelope.front() * part;
        out[out.size() - 1 - i] = envelope.back() * part;
    }
    return out;
}

std::vector<float> meanAutocorrelation(std::span<const float> envelope)
{
    const auto signal = withRamps(envelope);
    const auto window = hannWindow(kTempogramLags);
    RealFft fft(kCorrelationSize);
    std::vector<double> sum(kTempogramLags);
    for (std::size_t frame = 0; frame < envelope.size(); ++frame) {
        float* real = fft.real();
        for (std::size_t i = 0; i < kTempogramLags; ++i) real[i] = signal[frame + i] * window[i];
        std::fill(real + kTempogramLags, real + kCorrelationSize, 0.0f);
        fft.forward();
        for (std::size_t k = 0; k <= kCorrelationSize / 2; ++k) fft.spectrum()[k] = std::norm(fft.spectrum()[k]);
        fft.inverse();
        float largest = 0;
        for (std::size_t lag = 0; lag < kTempogramLags; ++lag) largest = std::max(largest, std::abs(real[lag] / kCorrelationSize));
        const double scale = largest < std::numeric_limits<float>::min() ? 1.0 : 1.0 / largest;
        for (std::size_t lag = 0; lag < kTempogramLags; ++lag) sum[lag] += static_cast<double>(real[lag] / kCorrelationSize) * scale;
    }
    std::vector<float> mean(kTempogramLags);
    for (std::size_t lag = 0; lag < kTempogramLags; ++lag) mean[lag] = static_cast<float>(sum[lag] / static_cast<double>(envelope.size()));
    return mean;
}

std::size_t bestLag(const std::vector<float>& correlation)
{
    std::size_t best = 0;
    double bestScore = -std::numeric_limits<double>::infinity();
    for (std::size_t lag = 1; lag < correlation.size(); ++lag) {
        if (tempoOfLag(lag) >= kFastestTempo) continue;
        const double octaves = std::log2(tempoOfLag(lag)) - std::log2(kUsualTempo);
        const double score = std::log1p(1e6 * correlation[lag]) - 0.5 * octaves * octaves;
        if (score > bestScore) {
            bestScore = score;
            best = lag;
        }
    }
    return best;
}

/// Of the median envelope, as in the genre table.
void summarise(Analysis& piece, std::span<double> numbers)
{
    numbers[0] = piece.tempo(OnsetKind::Median).beatsPerMinute;
}

}  // namespace

double tempoOfLag(std::size_t lag)
{
    return 60 * kFramesPerSecond / static_cast<double>(lag);
}

Tempo estimateTempo(std::span<const float> onsetEnvelope)
{
    Tempo tempo;
    tempo.autocorrelation = meanAutocorrelation(onsetEnvelope);
    const bool any = std::any_of(onsetEnvelope.begin(), onsetEnvelope.end(), [](float value) { return value != 0; });
    if (any) tempo.beatsPerMinute = tempoOfLag(bestLag(tempo.autocorrelation));
    return tempo;
}

extern const FeatureEntry tempo_feature;
const FeatureEntry tempo_feature{"tempo", QT_TRANSLATE_NOOP("features", "Tempo"), Level::High, "bpm", {"tempo"}, summarise, {}, nullptr};

}  // namespace engine::features
