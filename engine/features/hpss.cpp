#include "engine/features/hpss.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/features/kernels.h"
#include "engine/features/stft.h"

namespace engine::features {

namespace {

using kernels::kMedianSize;
constexpr std::size_t kReach = kMedianSize / 2;
/// Frames worked on at a time: a million values fit the caches, and the 30 frames of context cost an eighth more transforms.
constexpr std::size_t kBlockFrames = 256;
constexpr std::size_t kRow = kernels::paddedCount(kBins);

/// Spectra of consecutive frames with the context that the median over time needs.
class SpectrumBlock {
public:
    SpectrumBlock(std::span<const float> samples, Padding padding) : m_stft(samples, padding, {kFftSize, kHopSamples, true}) {}

    std::size_t allFrames() const { return m_stft.frames(); }
    void load(std::size_t first, std::size_t count)
    {
        m_first = first - std::min(first, kReach);
        const auto last = std::min(allFrames(), first + count + kReach);
        m_magnitudes.assign((last - m_first) * kRow, 0.0f);
        m_spectra.resize((last - m_first) * kBins);
        for (std::size_t frame = m_first; frame < last; ++frame) {
            auto* spectrum = m_spectra.data() + (frame - m_first) * kBins;
            std::copy_n(m_stft.frame(frame), kBins, spectrum);
            kernels::magnitudes(reinterpret_cast<const float*>(spectrum), magnitudesAt(frame), m_power.data(), kBins);
        }
    }
    float* magnitudesAt(std::size_t frame) { return m_magnitudes.data() + (frame - m_first) * kRow; }
    const Complex* spectrumAt(std::size_t frame) const { return m_spectra.data() + (frame - m_first) * kBins; }

private:
    Stft m_stft;
    std::size_t m_first = 0;
    std::vector<float> m_magnitudes;   // [frames, kRow]
    std::vector<Complex> m_spectra;    // [frames, kBins]
    std::vector<float> m_power = std::vector<float>(kBins);
};

/// Mask of the harmonic part of one frame.
class HarmonicMask {
public:
    const float* of(SpectrumBlock& block, std::size_t frame)
    {
        std::array<const float*, kMedianSize> rows;
        for (std::size_t i = 0; i < kMedianSize; ++i) {
            const auto at = static_cast<std::ptrdiff_t>(frame + i) - static_cast<std::ptrdiff_t>(kReach);
            rows[i] = block.magnitudesAt(mirroredWithEdge(at, block.allFrames()));
        }
        kernels::median(rows, m_harmonic.data(), kBins);

        const float* magnitudes = block.magnitudesAt(frame);
        for (std::size_t i = 0; i < kBins + 2 * kReach; ++i)
            m_mirrored[i] = magnitudes[mirroredWithEdge(static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(kReach), kBins)];
        for (std::size_t i = 0; i < kMedianSize; ++i) rows[i] = m_mirrored.data() + i;
        kernels::median(rows, m_percussive.data(), kBins);

        kernels::softMask(m_harmonic.data(), m_percussive.data(), m_mask.data(), kBins);
        return m_mask.data();
    }

private:
    std::vector<float> m_harmonic = std::vector<float>(kRow), m_percussive = std::vector<float>(kRow), m_mask = std::vector<float>(kRow);
    std::vector<float> m_mirrored = std::vector<float>(kRow + 2 * kReach);
};

/// Overlap-add with the window of analysis, divided by the sum of its squares.
class Synthesis {
public:
    explicit Synthesis(std::size_t samples) : m_sum(samples), m_weight(samples), m_window(hannWindow(kFftSize)), m_fft(kFftSize) {}

    void add(std::size_t frame, const Complex* spectrum, const float* mask)
    {
        for (std::size_t k = 0; k < kBins; ++k) m_fft.spectrum()[k] = spectrum[k] * mask[k];
        m_fft.inverse();
        const auto start = static_cast<std::ptrdiff_t>(frame * kHopSamples) - static_cast<std::ptrdiff_t>(kFftSize / 2);
        const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, -start));
        const auto to = std::min<std::ptrdiff_t>(kFftSize, static_cast<std::ptrdiff_t>(m_sum.size()) - start);
        for (std::size_t i = from; static_cast<std::ptrdiff_t>(i) < to; ++i) {
            const auto at = static_cast<std::size_t>(start + static_cast<std::ptrdiff_t>(i));
            m_sum[at] += m_fft.real()[i] * m_window[i] * (1.0f / kFftSize);
            m_weight[at] += m_window[i] * m_window[i];
        }
    }
    std::vector<float> finish()
    {
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            if (m_weight[i] > std::numeric_limits<float>::min()) m_sum[i] /= m_weight[i];
        return std::move(m_sum);
    }

private:
    std::vector<float> m_sum, m_weight, m_window;
    RealFft m_fft;
};

}  // namespace

HarmonicPercussive separate(std::span<const float> samples, Padding padding, Mode mode)
{
    SpectrumBlock block(samples, padding);
    HarmonicMask mask;
    Synthesis synthesis(samples.size());
    for (std::size_t first = 0; first < block.allFrames(); first += kBlockFrames) {
        const auto count = std::min(kBlockFrames, block.allFrames() - first);
        block.load(first, count);
        for (std::size_t frame = first; frame < first + count; ++frame) synthesis.add(frame, block.spectrumAt(frame), mask.of(block, frame));
    }
    HarmonicPercussive parts{synthesis.finish(), std::vector<float>(samples.size())};
    // The two masks sum to one and overlap-add gives the signal back, so the percussive part is what remains.
    for (std::size_t i = 0; i < samples.size(); ++i) parts.percussive[i] = samples[i] - parts.harmonic[i];
    if (mode == Mode::Table) {
        const auto whole = static_cast<std::ptrdiff_t>(samples.size() / kHopSamples * kHopSamples);
        std::fill(parts.harmonic.begin() + whole, parts.harmonic.end(), 0.0f);
        std::fill(parts.percussive.begin() + whole, parts.percussive.end(), 0.0f);
    }
    return parts;
}

}  // namespace engine::features
