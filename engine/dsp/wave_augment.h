#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.h"

namespace engine::dsp {

/// How often each change is made to a waveform; order, chances and ranges are those of CLMR (Spijkervet, Burgoyne 2021, arXiv 2103.09410).
struct WaveAugmentation {
    double polarity = 0.8;
    double noise = 0.01;     ///< white, noiseLow .. noiseHigh of the deviation of the samples
    double gain = 0.3;       ///< -20 .. -1 dB, then clipped to +-1
    double filter = 0.8;     ///< by the toss of a coin a high-pass of 200 .. 1200 Hz or a low-pass of 2200 .. 4000 Hz
    double delay = 0.3;      ///< 200, 250 .. 450 ms, half as loud, the sum halved
    double pitch = 0.6;      ///< whole cents, -700 .. 700
    double reverb = 0.6;     ///< reverberance, damping and room scale each 0 .. 99
    double noiseLow = 1e-4, noiseHigh = 1e-2;
};

/// What a noisy student hears (Won, Choi, Serra 2021, arXiv 2111.13457): the same changes, other chances and far more noise. strength
/// multiplies all chances: 0 = nothing is changed, 1 = as published.
WaveAugmentation studentNoise(double strength = 1);

/// Which of the changes a draw made; for tests and for people.
struct WaveChanges {
    bool polarity = false, noise = false, gain = false, filter = false, delay = false, pitch = false, reverb = false;
};

/// Decides from `random` what is done, then does it. As long as before.
WaveChanges augmentWave(std::vector<float>& samples, int sampleRateHz, const WaveAugmentation& chances, SplitMix& random);

/// Adds white noise of this standard deviation.
void addNoise(std::span<float> samples, double deviation, SplitMix& random);
enum class PassBand { Low, High };
/// Windowed sinc of 8 zero crossings to each side, zero phase.
void filterWave(std::vector<float>& samples, PassBand band, double cutoffHz, int sampleRateHz);
/// out = (x + x delayed / 2) / 2.
void addDelay(std::span<float> samples, std::size_t lagSamples);

}  // namespace engine::dsp
