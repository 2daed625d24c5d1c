#include "engine/dsp/wave_augment.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/pitch_shift.h"
#include "engine/dsp/reverb.h"

namespace engine::dsp {

namespace {

constexpr int kZeroCrossings = 8;

double between(double low, double high, SplitMix& random)
{
    return low + (high - low) * random.uniform();
}

double normal(SplitMix& random)   // Box and Muller 1958
{
    const double radius = std::sqrt(-2 * std::log(1 - random.uniform()));
    return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

double deviationOf(std::span<const float> samples)
{
    double sum = 0, squares = 0;
    for (const float x : samples) {
        sum += x;
        squares += static_cast<double>(x) * x;
    }
    const auto count = static_cast<double>(samples.size());
    return std::sqrt(std::max(0.0, squares / count - sum * sum / count / count));
}

void applyGain(std::span<float> samples, double decibels)
{
    const auto factor = static_cast<float>(std::pow(10.0, decibels / 20));
    for (auto& x : samples)
        x = std::clamp(factor * x, -1.0f, 1.0f);
}

std::vector<float> lowPassKernel(double share)
{
    const auto half = static_cast<int>(kZeroCrossings / share / 2);
    std::vector<float> kernel;
    double sum = 0;
    for (int i = -half; i <= half; ++i) {
        const double x = 2 * share * i * std::numbers::pi;
        const double hann = 0.5 + 0.5 * std::cos(std::numbers::pi * i / (half + 1));
        kernel.push_back(static_cast<float>(hann * (i == 0 ? 1 : std::sin(x) / x)));
        sum += kernel.back();
    }
    for (auto& value : kernel)
        value = static_cast<float>(value / sum);   // what does not change passes as it is
    return kernel;
}

}  // namespace

void addNoise(std::span<float> samples, double deviation, SplitMix& random)
{
    for (auto& x : samples)
        x += static_cast<float>(deviation * normal(random));
}

void filterWave(std::vector<float>& samples, PassBand band, double cutoffHz, int sampleRateHz)
{
    const auto kernel = lowPassKernel(cutoffHz / sampleRateHz);
    const auto half = kernel.size() / 2;
    std::vector<float> padded(samples.size() + 2 * half, 0.0f);
    std::copy(samples.begin(), samples.end(), padded.begin() + static_cast<std::ptrdiff_t>(half));
    std::vector<float> low(samples.size(), 0.0f);
    for (std::size_t k = 0; k < kernel.size(); ++k)   // this way round the inner loop is vectorised
        for (std::size_t i = 0; i < low.size(); ++i)
            low[i] += kernel[k] * padded[i + k];
    if (band == PassBand::Low) {
        samples = std::move(low);
        return;
    }
    for (std::size_t i = 0; i < low.size(); ++i)
        samples[i] -= low[i];
}

void addDelay(std::span<float> samples, std::size_t lagSamples)
{
    for (std::size_t i = samples.size(); i-- > 0;)
        samples[i] = 0.5f * (samples[i] + (i >= lagSamples ? 0.5f * samples[i - lagSamples] : 0.0f));
}

WaveAugmentation studentNoise(double strength)
{
    WaveAugmentation chances{0.8, 0.3, 0.2, 0.8, 0.5, 0.4, 0.3, 0.3, 0.5};
    for (auto* chance : {&chances.polarity, &chances.noise, &chances.gain, &chances.filter, &chances.delay, &chances.pitch, &chances.reverb})
        *chance = std::clamp(*chance * strength, 0.0, 1.0);
    return chances;
}

WaveChanges augmentWave(std::vector<float>& samples, int sampleRateHz, const WaveAugmentation& chances, SplitMix& random)
{
    WaveChanges changes;
    const auto happens = [&](double chance, bool& made) { return made = random.uniform() < chance; };
    if (happens(chances.polarity, changes.polarity))
        for (auto& x : samples)
            x = -x;
    if (happens(chances.noise, changes.noise)) addNoise(samples, between(chances.noiseLow, chances.noiseHigh, random) * deviationOf(samples), random);
    if (happens(chances.gain, changes.gain)) applyGain(samples, between(-20, -1, random));
    if (happens(chances.filter, changes.filter)) {
        if (random.uniform() < 0.5) filterWave(samples, PassBand::High, between(200, 1200, random), sampleRateHz);
        else filterWave(samples, PassBand::Low, between(2200, 4000, random), sampleRateHz);
    }
    if (happens(chances.delay, changes.delay)) addDelay(samples, (200 + 50 * random.below(6)) * static_cast<std::size_t>(sampleRateHz) / 1000);
    if (happens(chances.pitch, changes.pitch)) samples = pitchShifted(samples, static_cast<double>(random.below(1401)) - 700);
    if (happens(chances.reverb, changes.reverb)) {
        ReverbSettings settings;
        for (auto* value : {&settings.reverberance, &settings.damping, &settings.roomScale})
            *value = static_cast<double>(random.below(100));
        reverberate(samples, settings, sampleRateHz);
    }
    return changes;
}

}  // namespace engine::dsp
