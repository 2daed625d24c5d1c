#include "engine/features/mel.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/kernels.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/features/settings.h"

namespace engine::features {

namespace {

constexpr float kRangeDb = 80;
constexpr float kLeastPower = 1e-10f;

dsp::Preset melPreset()
{
    dsp::Preset preset;
    preset.sampleRateHz = kRateHz;
    preset.fftSize = preset.windowLength = static_cast<int>(kFftSize);
    preset.hopSamples = static_cast<int>(kHopSamples);
    preset.mels = static_cast<int>(kMelBands);
    preset.minHz = 0;
    preset.maxHz = kRateHz / 2.0;
    preset.melScale = preset.melNorm = "slaney";
    return preset;
}

}  // namespace

void addMelPower(std::span<const float> power, Matrix& mel, std::size_t frame)
{
    static const dsp::MelFilterbank bank(melPreset());
    for (std::size_t band = 0; band < kMelBands; ++band) {
        const auto& triangle = bank.bands()[band];
        float sum = 0;
        for (std::size_t i = 0; i < triangle.bins; ++i) sum += bank.weights()[triangle.firstWeight + i] * power[triangle.firstBin + i];
        mel.at(band, frame) = sum;
    }
}

Matrix melDecibels(const Matrix& melPower)
{
    Matrix db = melPower;
    dsp::kernels::toDecibels(db.values.data(), db.values.size(), kLeastPower);
    if (db.values.empty()) return db;
    const float least = *std::max_element(db.values.begin(), db.values.end()) - kRangeDb;
    for (float& value : db.values) value = std::max(value, least);
    return db;
}

Matrix cepstrum(const Matrix& melDb)
{
    Matrix out(kCepstralCoefficients, melDb.frames);
    const auto bands = static_cast<double>(melDb.rows);
    for (std::size_t k = 0; k < kCepstralCoefficients; ++k) {
        const double scale = std::sqrt((k == 0 ? 1.0 : 2.0) / bands);
        float* to = out.values.data() + k * out.frames;
        for (std::size_t band = 0; band < melDb.rows; ++band) {
            const auto weight = static_cast<float>(scale * std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(band) + 0.5) / bands));
            const float* from = melDb.values.data() + band * melDb.frames;
            for (std::size_t frame = 0; frame < out.frames; ++frame) to[frame] += weight * from[frame];
        }
    }
    return out;
}

}  // namespace engine::features
