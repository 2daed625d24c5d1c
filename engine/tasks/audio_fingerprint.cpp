#include "engine/tasks/audio_fingerprint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/dsp/fft_plan.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kFrame = 2048, kFrameHop = 256, kBands = 33;
constexpr double kLowHz = 300, kHighHz = 2000;
constexpr std::size_t kMostSamples = 60 * kFingerprintRateHz;

using Energies = std::array<double, kBands>;

const std::array<std::size_t, kBands + 1>& bandEdges()
{
    static const auto edges = [] {
        std::array<std::size_t, kBands + 1> bins{};
        for (std::size_t i = 0; i <= kBands; ++i) {
            const double hz = kLowHz * std::pow(kHighHz / kLowHz, static_cast<double>(i) / kBands);
            bins[i] = static_cast<std::size_t>(std::lround(hz * kFrame / kFingerprintRateHz));
        }
        return bins;
    }();
    return edges;
}

const std::vector<float>& hann()
{
    static const auto window = [] {
        std::vector<float> values(kFrame);
        for (std::size_t i = 0; i < kFrame; ++i)
            values[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / kFrame));
        return values;
    }();
    return window;
}

}  // namespace

std::vector<std::uint32_t> audioFingerprint(std::span<const float> mono)
{
    mono = mono.first(std::min(mono.size(), kMostSamples));
    std::vector<std::uint32_t> items;
    if (mono.size() < kFrame + kFrameHop) return items;
    const auto fft = dsp::ComplexFft::shared(kFrame, 1);
    const auto buffer = dsp::allocateComplex(kFrame);
    const auto& edges = bandEdges();
    Energies before{};
    for (std::size_t start = 0; start + kFrame <= mono.size(); start += kFrameHop) {
        for (std::size_t i = 0; i < kFrame; ++i) {
            buffer[i][0] = mono[start + i] * hann()[i];
            buffer[i][1] = 0;
        }
        (*fft)(buffer.get());
        Energies now{};
        for (std::size_t band = 0; band < kBands; ++band)
            for (auto bin = edges[band]; bin < std::max(edges[band + 1], edges[band] + 1); ++bin)
                now[band] += static_cast<double>(buffer[bin][0]) * buffer[bin][0] + static_cast<double>(buffer[bin][1]) * buffer[bin][1];
        if (start > 0) {
            std::uint32_t item = 0;
            for (std::size_t band = 0; band + 1 < kBands; ++band)
                item = item << 1 | ((now[band] - now[band + 1]) - (before[band] - before[band + 1]) > 0 ? 1U : 0U);
            items.push_back(item);
        }
        before = now;
    }
    return items;
}

}  // namespace engine::tasks
