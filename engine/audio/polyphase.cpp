#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <numbers>
#include <numeric>

#include "engine/audio/kernels.h"
#include "engine/audio/resampler.h"

namespace engine::audio {

namespace {

constexpr double kZeroCrossings = 29;
constexpr double kCutoff = 0.975;     // of the lower Nyquist frequency: the transition ends just above it
constexpr double kKaiserBeta = 9.0;   // 90 dB
constexpr std::int64_t kMaxTableFloats = 1 << 20;
constexpr std::int64_t kTapStep = 16;   // kernels::filter works on multiples of it

struct Ratio {
    std::int64_t up, down;
};

Ratio reduced(int inHz, int outHz)
{
    const int common = std::gcd(inHz, outHz);
    return {outHz / common, inHz / common};
}

std::int64_t tapsFor(int inHz, int outHz)
{
    const double half = std::ceil(kZeroCrossings * std::max(1.0, static_cast<double>(inHz) / outHz));
    return (2 * static_cast<std::int64_t>(half) + kTapStep - 1) / kTapStep * kTapStep;
}

/// Modified Bessel function of order 0, by its power series.
double bessel0(double x)
{
    double sum = 1, term = 1;
    for (int k = 1; term > 1e-17 * sum; ++k) {
        term *= (x / (2 * k)) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

}  // namespace

/// rows: [up, taps]; row p gives the output that lies p / up samples after the input at tap taps/2 - 1.
struct PolyphaseResampler::Table {
    Table(int inHz, int outHz) : ratio(reduced(inHz, outHz)), taps(static_cast<std::size_t>(tapsFor(inHz, outHz)))
    {
        const double cutoff = 0.5 * kCutoff * std::min(1.0, static_cast<double>(outHz) / inHz);
        const double halfWidth = static_cast<double>(taps) / 2;
        rows.resize(static_cast<std::size_t>(ratio.up) * taps);
        for (std::int64_t phase = 0; phase < ratio.up; ++phase) fillRow(phase, cutoff, halfWidth);
    }

    void fillRow(std::int64_t phase, double cutoff, double halfWidth)
    {
        float* row = rows.data() + static_cast<std::size_t>(phase) * taps;
        std::vector<double> exact(taps);
        for (std::size_t tap = 0; tap < taps; ++tap) {
            const double x = static_cast<double>(tap) - (halfWidth - 1) - static_cast<double>(phase) / static_cast<double>(ratio.up);
            const double w = x / halfWidth;
            if (std::abs(w) >= 1) continue;
            const double angle = 2 * std::numbers::pi * cutoff * x;
            const double sinc = std::abs(angle) < 1e-12 ? 1.0 : std::sin(angle) / angle;
            exact[tap] = sinc * bessel0(kKaiserBeta * std::sqrt(1 - w * w));
        }
        // Unit gain at 0 Hz in every phase, so that a constant stays one.
        const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
        for (std::size_t tap = 0; tap < taps; ++tap) row[tap] = static_cast<float>(exact[tap] / sum);
    }

    Ratio ratio;
    std::size_t taps;
    std::vector<float> rows;
};

bool PolyphaseResampler::fits(int inHz, int outHz)
{
    return reduced(inHz, outHz).up * tapsFor(inHz, outHz) <= kMaxTableFloats;
}

PolyphaseResampler::PolyphaseResampler(int inHz, int outHz) : m_inHz(inHz), m_outHz(outHz)
{
    static std::mutex mutex;
    static std::map<std::pair<std::int64_t, std::int64_t>, std::shared_ptr<const Table>> tables;
    const std::lock_guard lock(mutex);
    // Kept for good: a library has a handful of ratios, and making a table costs as much as filtering ten seconds.
    const auto ratio = reduced(inHz, outHz);
    auto& known = tables[{ratio.up, ratio.down}];
    if (!known) known = std::make_shared<const Table>(inHz, outHz);
    m_table = known;
    m_history.assign(m_table->taps / 2 - 1, 0.0f);
}

void PolyphaseResampler::process(std::span<const float> in, bool last, std::vector<float>& out)
{
    const auto& table = *m_table;
    // Steps are shorter than the filter, so the next start never lies beyond what is there.
    m_history.erase(m_history.begin(), m_history.begin() + static_cast<std::ptrdiff_t>(m_step.at));
    m_step.at = 0;
    m_history.insert(m_history.end(), in.begin(), in.end());
    m_inputs += static_cast<std::int64_t>(in.size());
    if (last) m_history.insert(m_history.end(), table.taps + static_cast<std::size_t>(table.ratio.down), 0.0f);
    const auto inputs = static_cast<std::int64_t>(m_history.size() - m_step.at);
    const auto wanted = last ? resampledLength(m_inputs, m_inHz, m_outHz) - m_outputs : resampledLength(inputs, m_inHz, m_outHz) + 1;
    const auto had = out.size();
    out.resize(had + static_cast<std::size_t>(std::max<std::int64_t>(0, wanted)));
    const kernels::FilterRows rows{table.rows.data(), table.taps, static_cast<std::size_t>(table.ratio.up), static_cast<std::size_t>(table.ratio.down)};
    const auto made = kernels::filter(m_history.data(), m_history.size(), rows, m_step, out.data() + had, out.size() - had);
    out.resize(had + made);
    m_outputs += static_cast<std::int64_t>(made);
}

}  // namespace engine::audio
