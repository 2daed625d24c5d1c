#include "engine/audio/peak_builder.h"

#include <algorithm>
#include <cmath>

#include "engine/audio/kernels.h"

namespace engine::audio {

namespace {

/// The last peak of a level may cover fewer samples; its RMS is weighted as if it were whole, which no picture shows.
PeakLevel halved(const PeakLevel& fine)
{
    PeakLevel coarse;
    coarse.samplesPerPeak = fine.samplesPerPeak * 2;
    for (std::size_t i = 0; i < fine.minimum.size(); i += 2) {
        const auto other = std::min(i + 1, fine.minimum.size() - 1);
        coarse.minimum.push_back(std::min(fine.minimum[i], fine.minimum[other]));
        coarse.maximum.push_back(std::max(fine.maximum[i], fine.maximum[other]));
        coarse.rms.push_back(std::sqrt((fine.rms[i] * fine.rms[i] + fine.rms[other] * fine.rms[other]) / 2));
    }
    return coarse;
}

}  // namespace

PeakBuilder::PeakBuilder(int rateHz) : m_rateHz(rateHz)
{
    m_finest.samplesPerPeak = kSamplesPerPeak;
}

void PeakBuilder::addPeak(std::span<const float> samples, PeakLevel& level) const
{
    const auto found = kernels::extremes(samples.data(), samples.size());
    level.minimum.push_back(found.minimum);
    level.maximum.push_back(found.maximum);
    level.rms.push_back(std::sqrt(found.sumOfSquares / static_cast<float>(samples.size())));
}

void PeakBuilder::add(std::span<const float> mono)
{
    m_frames += static_cast<std::int64_t>(mono.size());
    if (!m_rest.empty()) {
        const auto taken = std::min(mono.size(), kSamplesPerPeak - m_rest.size());
        m_rest.insert(m_rest.end(), mono.begin(), mono.begin() + static_cast<std::ptrdiff_t>(taken));
        mono = mono.subspan(taken);
        if (m_rest.size() < kSamplesPerPeak) return;
        addPeak(m_rest, m_finest);
        m_rest.clear();
    }
    for (; mono.size() >= kSamplesPerPeak; mono = mono.subspan(kSamplesPerPeak)) addPeak(mono.first(kSamplesPerPeak), m_finest);
    m_rest.assign(mono.begin(), mono.end());
}

PeakPyramid PeakBuilder::pyramid() const
{
    PeakPyramid pyramid{m_rateHz, m_frames, {m_finest}};
    if (!m_rest.empty()) addPeak(m_rest, pyramid.levels.front());
    while (pyramid.levels.back().minimum.size() > kCoarsest) pyramid.levels.push_back(halved(pyramid.levels.back()));
    return pyramid;
}

}  // namespace engine::audio
