#include "engine/features/tuning.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/features/settings.h"

namespace engine::features {

namespace {

constexpr double kLowestHz = 150, kHighestHz = 4000;
constexpr float kThreshold = 0.1f;
constexpr float kLowestAHz = 27.5f;
constexpr std::size_t kClasses = 100;

/// Left edge of a class of residuals.
double edge(std::size_t place)
{
    return -0.5 + 0.01 * static_cast<double>(place);
}

/// The middle value; of an even number the mean of the two, as numpy.median.
float medianHeight(std::vector<PitchPeaks::Peak> peaks)
{
    const auto middle = peaks.begin() + static_cast<std::ptrdiff_t>(peaks.size() / 2);
    const auto lower = [](const auto& a, const auto& b) { return a.height < b.height; };
    std::nth_element(peaks.begin(), middle, peaks.end(), lower);
    if (peaks.size() % 2 == 1) return middle->height;
    return 0.5f * (middle->height + std::max_element(peaks.begin(), middle, lower)->height);
}

}  // namespace

void PitchPeaks::add(std::span<const float> spectrum)
{
    static const auto first = static_cast<std::size_t>(std::ceil(kLowestHz / kHzPerBin));
    static const auto last = static_cast<std::size_t>(std::ceil(kHighestHz / kHzPerBin)) - 1;
    const float least = kThreshold * *std::max_element(spectrum.begin(), spectrum.end());
    const auto kept = [&](std::size_t bin) { return spectrum[bin] > least ? spectrum[bin] : 0.0f; };
    for (std::size_t bin = first; bin <= last; ++bin) {
        if (!(spectrum[bin] > least && spectrum[bin] > kept(bin - 1) && spectrum[bin] >= kept(bin + 1))) continue;
        const float curve = spectrum[bin + 1] + spectrum[bin - 1] - 2 * spectrum[bin];
        const float slope = 0.5f * (spectrum[bin + 1] - spectrum[bin - 1]);
        const float shift = std::abs(slope) >= std::abs(curve) ? 0.0f : -slope / curve;
        m_peaks.push_back({static_cast<float>((static_cast<double>(bin) + shift) * kHzPerBin), spectrum[bin] + 0.5f * slope * shift});
    }
}

double estimateTuning(const PitchPeaks& peaks, int binsPerOctave)
{
    if (peaks.all().empty()) return 0;
    const float least = medianHeight(peaks.all());
    std::array<std::size_t, kClasses> counts{};
    for (const auto& peak : peaks.all()) {
        if (peak.height < least) continue;
        // In single precision, as the reference: a peak at the border of two classes falls into the same one.
        const float bins = static_cast<float>(binsPerOctave) * std::log2(peak.hz / kLowestAHz);
        float residual = bins - std::floor(bins);
        if (residual >= 0.5f) residual -= 1;
        auto place = static_cast<std::size_t>(std::clamp((residual + 0.5) * kClasses, 0.0, kClasses - 1.0));
        if (place + 1 < kClasses && residual >= edge(place + 1)) ++place;
        if (place > 0 && residual < edge(place)) --place;
        ++counts[place];
    }
    const auto fullest = std::max_element(counts.begin(), counts.end()) - counts.begin();
    return edge(static_cast<std::size_t>(fullest));
}

}  // namespace engine::features
