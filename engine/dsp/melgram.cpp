#include "engine/dsp/melgram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <tuple>

#include "engine/core/error.h"
#include "engine/dsp/fft_plan.h"
#include "engine/dsp/kernels.h"
#include "engine/dsp/mel_filterbank.h"

namespace engine::dsp {

namespace {

using kernels::kLanes;

/// Periodic Hann window of `length`, centred in `size` zeros, as torch.stft and librosa do.
std::vector<float> hannWindow(std::size_t length, std::size_t size)
{
    std::vector<float> window(size, 0.0f);
    const auto before = (size - length) / 2;
    for (std::size_t i = 0; i < length; ++i)
        window[before + i] = static_cast<float>(
            0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(length)));
    return window;
}

/// Everything that depends on the parameters alone; extractors of equal parameters share it.
struct Tables {
    explicit Tables(const Preset& preset)
        : size(static_cast<std::size_t>(preset.fftSize)), half(size / 2), filterbank(preset),
          window(hannWindow(static_cast<std::size_t>(preset.windowLength), size)), fft(ComplexFft::shared(half, kLanes))
    {
        for (std::size_t k = 0; k <= half / 2; ++k) {
            const double angle = std::numbers::pi * static_cast<double>(k) / static_cast<double>(half);
            twiddleRe.push_back(static_cast<float>(std::cos(angle)));
            twiddleIm.push_back(static_cast<float>(-std::sin(angle)));
        }
    }

    std::size_t size, half;
    MelFilterbank filterbank;
    std::vector<float> window, twiddleRe, twiddleIm;
    std::shared_ptr<const ComplexFft> fft;
};

std::shared_ptr<const Tables> sharedTables(const Preset& preset)
{
    using Key = std::tuple<int, int, int, int, double, double, std::string, std::string>;
    static std::mutex mutex;
    static std::map<Key, std::weak_ptr<const Tables>> known;
    const std::lock_guard lock(mutex);
    auto& entry = known[Key(preset.sampleRateHz, preset.fftSize, preset.windowLength, preset.mels, preset.minHz, preset.maxHz,
                            preset.melScale, preset.melNorm)];
    if (auto tables = entry.lock()) return tables;
    auto tables = std::make_shared<const Tables>(preset);
    entry = tables;
    return tables;
}

/// Reads frames out of samples that are thought to be padded on both sides; only the frames at the edges are copied.
class FrameSource {
public:
    FrameSource(std::span<const float> samples, const Preset& preset)
        : m_samples(samples), m_size(static_cast<std::ptrdiff_t>(preset.fftSize)), m_hop(preset.hopSamples),
          m_padding(preset.center ? m_size / 2 : 0), m_reflect(preset.padMode == "reflect"),
          m_edge(static_cast<std::size_t>(m_size))
    {
    }

    /// [fftSize] samples; valid until the next call.
    const float* frame(std::size_t index)
    {
        const auto first = static_cast<std::ptrdiff_t>(index) * m_hop - m_padding;
        const auto count = static_cast<std::ptrdiff_t>(m_samples.size());
        if (first >= 0 && first + m_size <= count) return m_samples.data() + first;
        for (std::ptrdiff_t i = 0; i < m_size; ++i) {
            auto at = first + i;
            const bool outside = at < 0 || at >= count;
            if (outside && m_reflect) at = at < 0 ? -at : 2 * (count - 1) - at;
            m_edge[static_cast<std::size_t>(i)] = outside && !m_reflect ? 0.0f : m_samples[static_cast<std::size_t>(at)];
        }
        return m_edge.data();
    }

private:
    std::span<const float> m_samples;
    std::ptrdiff_t m_size, m_hop, m_padding;
    bool m_reflect;
    std::vector<float> m_edge;
};

void checkLength(std::size_t samples, const Preset& preset)
{
    const auto window = static_cast<std::size_t>(preset.fftSize);
    const std::size_t wanted = !preset.center ? window : preset.padMode == "reflect" ? window / 2 + 1 : 1;
    if (samples < wanted)
        throw Error(ErrorCode::TooShort, "samples", std::to_string(wanted) + " samples at " + std::to_string(preset.sampleRateHz) +
                                                        " Hz wanted, " + std::to_string(samples) + " found");
}

/// Mean 0, variance 1 (the floor of 1e-6 keeps silence silent), as Pons et al. feed their networks.
void normalise(std::vector<float>& values)
{
    const auto count = static_cast<double>(std::max<std::size_t>(1, values.size()));
    double sum = 0, squares = 0;
    for (const float value : values)
        sum += value;
    const double mean = sum / count;
    for (const float value : values)
        squares += (value - mean) * (value - mean);
    const double scale = 1 / std::sqrt(squares / count + 1e-6);
    for (float& value : values)
        value = static_cast<float>((value - mean) * scale);
}

}  // namespace

/// The buffers of one extractor; a waveform needs none.
struct MelExtractor::Impl {
    explicit Impl(const Preset& wanted) : preset(wanted)
    {
        if (preset.isWaveform()) return;
        tables = sharedTables(preset);
        spectra = allocateComplex(kLanes * tables->half);
        rowStride = tables->half + 1;
        powerRows.resize(kLanes * rowStride);
        powerLanes.resize(rowStride * kLanes);
    }

    void spectrum(std::span<const float> samples, Melgram& out)
    {
        out.values.resize(out.mels * out.frames);
        FrameSource source(samples, preset);
        for (std::size_t first = 0; first < out.frames; first += kLanes)
            block(source, first, std::min(kLanes, out.frames - first), out);
        kernels::toDecibels(out.values.data(), out.values.size(), static_cast<float>(preset.floor));
        if (preset.log == "20log10")
            for (float& value : out.values)
                value *= 2;
    }

    /// Fills columns [first, first + used) of `out`, used <= kLanes.
    void block(FrameSource& source, std::size_t first, std::size_t used, Melgram& out)
    {
        auto* packed = reinterpret_cast<float*>(spectra.get());
        for (std::size_t lane = 0; lane < used; ++lane)
            kernels::applyWindow(source.frame(first + lane), tables->window.data(), packed + lane * tables->size, tables->size);
        std::fill(packed + used * tables->size, packed + kLanes * tables->size, 0.0f);
        (*tables->fft)(spectra.get());
        for (std::size_t lane = 0; lane < used; ++lane)
            kernels::powerOfPackedFrame(packed + lane * tables->size, tables->twiddleRe.data(), tables->twiddleIm.data(),
                                        tables->half, powerRows.data() + lane * rowStride);
        kernels::transposeToLanes(powerRows.data(), rowStride, rowStride, powerLanes.data());
        std::array<float, kLanes> bandPower;
        const auto& bands = tables->filterbank.bands();
        for (std::size_t band = 0; band < bands.size(); ++band) {
            kernels::weightedSum(powerLanes.data() + bands[band].firstBin * kLanes,
                                 tables->filterbank.weights().data() + bands[band].firstWeight, bands[band].bins, bandPower.data());
            std::copy_n(bandPower.data(), used, out.values.data() + band * out.frames + first);
        }
    }

    Preset preset;
    std::shared_ptr<const Tables> tables;
    ComplexBuffer spectra;           // [lanes, half] complex; as float [lanes, size]
    std::size_t rowStride = 0;
    std::vector<float> powerRows;    // [lanes, half + 1]
    std::vector<float> powerLanes;   // [half + 1, lanes]
};

MelExtractor::MelExtractor(const Preset& preset) : m_impl(std::make_unique<Impl>(preset)) {}
MelExtractor::~MelExtractor() = default;
MelExtractor::MelExtractor(MelExtractor&&) noexcept = default;
MelExtractor& MelExtractor::operator=(MelExtractor&&) noexcept = default;

const Preset& MelExtractor::preset() const
{
    return m_impl->preset;
}

const std::vector<double>& MelExtractor::bandCentresHz() const
{
    static const std::vector<double> kNone;
    return m_impl->tables ? m_impl->tables->filterbank.centresHz() : kNone;
}

Melgram MelExtractor::operator()(std::span<const float> samples)
{
    checkLength(samples.size(), m_impl->preset);
    Melgram out;
    out.mels = static_cast<std::size_t>(m_impl->preset.mels);
    out.frames = m_impl->preset.framesOf(samples.size());
    if (m_impl->preset.isWaveform())
        out.values.assign(samples.begin(), samples.end());
    else
        m_impl->spectrum(samples, out);
    if (m_impl->preset.normalise == "clip") normalise(out.values);
    return out;
}

}  // namespace engine::dsp
