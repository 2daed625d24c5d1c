#include "engine/dsp/mel_filterbank.h"

#include <algorithm>
#include <cmath>

namespace engine::dsp {

namespace {

// Slaney's Auditory Toolbox: 200/3 Hz a mel up to 1 kHz (mel 15), then 27 mels for each factor 6.4.
constexpr double kLinearHzPerMel = 200.0 / 3.0;
constexpr double kBreakHz = 1000.0;
constexpr double kBreakMel = kBreakHz / kLinearHzPerMel;
const double kLogStep = std::log(6.4) / 27.0;

std::vector<double> bandEdgesHz(const Preset& preset)
{
    const bool slaney = preset.melScale == "slaney";
    const double low = hzToMel(preset.minHz, slaney);
    const double high = hzToMel(preset.maxHz, slaney);
    std::vector<double> edges(static_cast<std::size_t>(preset.mels) + 2);
    for (std::size_t i = 0; i < edges.size(); ++i)
        edges[i] = melToHz(low + (high - low) * static_cast<double>(i) / static_cast<double>(edges.size() - 1), slaney);
    return edges;
}

}  // namespace

double hzToMel(double hz, bool slaney)
{
    if (!slaney) return 2595.0 * std::log10(1.0 + hz / 700.0);
    return hz < kBreakHz ? hz / kLinearHzPerMel : kBreakMel + std::log(hz / kBreakHz) / kLogStep;
}

double melToHz(double mel, bool slaney)
{
    if (!slaney) return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0);
    return mel < kBreakMel ? mel * kLinearHzPerMel : kBreakHz * std::exp((mel - kBreakMel) * kLogStep);
}

MelFilterbank::MelFilterbank(const Preset& preset)
{
    const auto edges = bandEdgesHz(preset);
    const auto bins = static_cast<std::size_t>(preset.fftSize) / 2 + 1;
    const double hzPerBin = static_cast<double>(preset.sampleRateHz) / preset.fftSize;
    for (std::size_t band = 0; band + 2 < edges.size(); ++band) {
        const double left = edges[band], centre = edges[band + 1], right = edges[band + 2];
        const double scale = preset.melNorm == "slaney" ? 2.0 / (right - left) : 1.0;
        Band kept{0, m_weights.size(), 0};
        for (std::size_t bin = 0; bin < bins; ++bin) {
            const double hz = static_cast<double>(bin) * hzPerBin;
            const double weight = std::min((hz - left) / (centre - left), (right - hz) / (right - centre));
            if (weight <= 0) continue;
            if (kept.bins++ == 0) kept.firstBin = bin;
            m_weights.push_back(static_cast<float>(weight * scale));
        }
        m_bands.push_back(kept);
        m_centresHz.push_back(centre);
    }
}

}  // namespace engine::dsp
