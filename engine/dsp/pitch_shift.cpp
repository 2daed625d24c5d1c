#include "engine/dsp/pitch_shift.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "engine/core/error.h"
#include "engine/dsp/fft_plan.h"

namespace engine::dsp {

namespace {

using Complex = std::complex<float>;

constexpr std::size_t kWindow = 1024, kHop = kWindow / 4;
constexpr double kMostCents = 2400;

/// FFTW's pairs are laid out as std::complex.
Complex* complexOf(const ComplexBuffer& buffer)
{
    return reinterpret_cast<Complex*>(buffer.get());
}

std::vector<float> hann()
{
    std::vector<float> window(kWindow);
    for (std::size_t i = 0; i < kWindow; ++i)
        window[i] = static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / kWindow));
    return window;
}

/// Longer by `ratio` at the same pitch. Each window of the result has the strengths of the input there, and phases that go on from the
/// window before by what the input's phases do over the same distance - so that nothing needs to be unwrapped.
class Stretcher {
public:
    Stretcher(std::span<const float> samples, double ratio)
        : m_samples(samples), m_ratio(ratio), m_window(hann()), m_fft(ComplexFft::shared(kWindow, 1)), m_values(allocateComplex(kWindow)),
          m_phases(kWindow / 2 + 1, 0.0f)
    {
    }

    std::vector<float> run()
    {
        const auto length = static_cast<std::size_t>(std::llround(static_cast<double>(m_samples.size()) * m_ratio));
        std::vector<float> out(length + 2 * kWindow, 0.0f), weight(out.size(), 0.0f);
        for (std::size_t start = 0; start + kWindow <= out.size(); start += kHop) {
            transformAt(static_cast<std::ptrdiff_t>(std::llround((static_cast<double>(start) - kWindow) / m_ratio)));
            for (std::size_t i = 0; i < kWindow; ++i) {
                out[start + i] += m_window[i] * complexOf(m_values)[i].real() / static_cast<float>(kWindow);
                weight[start + i] += m_window[i] * m_window[i];
            }
        }
        for (std::size_t i = 0; i < out.size(); ++i)
            if (weight[i] > 1e-3f) out[i] /= weight[i];
        return {out.begin() + kWindow, out.begin() + static_cast<std::ptrdiff_t>(kWindow + length)};
    }

private:
    float sampleAt(std::ptrdiff_t place) const
    {
        return place >= 0 && place < static_cast<std::ptrdiff_t>(m_samples.size()) ? m_samples[static_cast<std::size_t>(place)] : 0.0f;
    }

    /// Leaves the next window of the result in m_values (times kWindow).
    void transformAt(std::ptrdiff_t place)
    {
        auto* values = complexOf(m_values);
        // Two real windows in one transform: the input here, and one hop before.
        for (std::size_t i = 0; i < kWindow; ++i) {
            const auto at = place + static_cast<std::ptrdiff_t>(i);
            values[i] = m_window[i] * Complex(sampleAt(at), sampleAt(at - static_cast<std::ptrdiff_t>(kHop)));
        }
        (*m_fft)(m_values.get());
        std::vector<Complex> here(kWindow / 2 + 1), spectrum(kWindow / 2 + 1);
        std::vector<float> advance(here.size());
        for (std::size_t bin = 0; bin < here.size(); ++bin) {
            const auto mirrored = std::conj(values[(kWindow - bin) % kWindow]);
            here[bin] = 0.5f * (values[bin] + mirrored);
            advance[bin] = std::arg(here[bin]) - std::arg(Complex(0, -0.5f) * (values[bin] - mirrored));
        }
        lockPhases(here, advance);
        for (std::size_t bin = 0; bin < here.size(); ++bin)
            spectrum[bin] = std::polar(std::abs(here[bin]), m_phases[bin]);
        // The inverse of a spectrum of something real, by the forward transform: the conjugate comes out.
        for (std::size_t bin = 0; bin < kWindow; ++bin)
            values[bin] = bin < spectrum.size() ? std::conj(spectrum[bin]) : spectrum[kWindow - bin];
        (*m_fft)(m_values.get());
    }

    /// Peaks go on with their own phase; the bins around one keep their phase to it, as in the input (Laroche, Dolson 1999). Bins that went on
    /// each by itself would soon cancel each other.
    void lockPhases(const std::vector<Complex>& here, const std::vector<float>& advance)
    {
        std::vector<std::size_t> peaks;
        const auto strength = [&](std::size_t bin) { return std::norm(here[bin]); };
        for (std::size_t bin = 1; bin + 1 < here.size(); ++bin)
            if (strength(bin) > strength(bin - 1) && strength(bin) >= strength(bin + 1)) peaks.push_back(bin);
        if (peaks.empty()) peaks.push_back(0);
        const auto before = m_phases;
        std::size_t nearest = 0;
        for (std::size_t bin = 0; bin < here.size(); ++bin) {
            const auto distance = [&](std::size_t peak) { return peak > bin ? peak - bin : bin - peak; };
            while (nearest + 1 < peaks.size() && distance(peaks[nearest + 1]) <= distance(peaks[nearest]))
                ++nearest;
            const auto peak = peaks[nearest];
            const float phase = before[peak] + advance[peak] + std::arg(here[bin]) - std::arg(here[peak]);
            m_phases[bin] = std::remainder(phase, 2 * std::numbers::pi_v<float>);
        }
    }

    std::span<const float> m_samples;
    double m_ratio;
    std::vector<float> m_window;
    std::shared_ptr<const ComplexFft> m_fft;
    ComplexBuffer m_values;
    std::vector<float> m_phases;
};

/// sin(pi x) / (pi x) under a Hann window of kZeros crossings to each side, as a table.
class SincTable {
public:
    static constexpr int kZeros = 12, kPerCrossing = 256;
    SincTable()
    {
        for (int i = 0; i <= kZeros * kPerCrossing + 1; ++i) {
            const double x = static_cast<double>(i) / kPerCrossing;
            const double hannAt = x < kZeros ? 0.5 + 0.5 * std::cos(std::numbers::pi * x / kZeros) : 0;
            m_values.push_back(static_cast<float>(hannAt * (i == 0 ? 1 : std::sin(std::numbers::pi * x) / (std::numbers::pi * x))));
        }
    }
    float operator()(double x) const
    {
        const double place = std::abs(x) * kPerCrossing;
        const auto index = static_cast<std::size_t>(place);
        if (index >= static_cast<std::size_t>(kZeros * kPerCrossing)) return 0;
        const auto part = static_cast<float>(place - static_cast<double>(index));
        return m_values[index] + part * (m_values[index + 1] - m_values[index]);
    }

private:
    std::vector<float> m_values;
};

/// `count` samples, read `step` samples apart; what would fold back is filtered away.
std::vector<float> resampled(const std::vector<float>& samples, double step, std::size_t count)
{
    static const SincTable sinc;
    const double cutoff = std::min(1.0, 1 / step);
    const double reach = SincTable::kZeros / cutoff;
    std::vector<float> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double centre = static_cast<double>(i) * step;
        const auto first = std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(std::ceil(centre - reach)));
        const auto last = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(samples.size()) - 1, static_cast<std::ptrdiff_t>(centre + reach));
        float sum = 0;
        for (auto k = first; k <= last; ++k)
            sum += samples[static_cast<std::size_t>(k)] * sinc(cutoff * (static_cast<double>(k) - centre));
        out[i] = static_cast<float>(cutoff) * sum;
    }
    return out;
}

}  // namespace

std::vector<float> pitchShifted(std::span<const float> samples, double cents)
{
    if (!(std::abs(cents) <= kMostCents)) throw Error(ErrorCode::InvalidArgument, "pitch", "at most 2400 cents up or down are possible");
    if (cents == 0 || samples.empty()) return {samples.begin(), samples.end()};
    const double ratio = std::exp2(cents / 1200);
    return resampled(Stretcher(samples, ratio).run(), ratio, samples.size());
}

}  // namespace engine::dsp
