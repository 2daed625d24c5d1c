#include "engine/features/stft.h"

#include <cmath>
#include <map>
#include <mutex>
#include <new>
#include <numbers>

#include "engine/core/error.h"
#include "engine/dsp/fft_plan.h"

namespace engine::features {

namespace {

struct RealPlans {
    explicit RealPlans(std::size_t size)
    {
        const dsp::ComplexBuffer real = dsp::allocateComplex(size / 2 + 1), spectrum = dsp::allocateComplex(size / 2 + 1);
        auto* samples = reinterpret_cast<float*>(real.get());
        const std::lock_guard lock(dsp::plannerMutex());
        forward = fftwf_plan_dft_r2c_1d(static_cast<int>(size), samples, spectrum.get(), FFTW_ESTIMATE);
        inverse = fftwf_plan_dft_c2r_1d(static_cast<int>(size), spectrum.get(), samples, FFTW_ESTIMATE);
        if (forward == nullptr || inverse == nullptr)
            throw Error(ErrorCode::Internal, "fft", "FFTW made no plan for " + std::to_string(size) + " points");
    }
    ~RealPlans()
    {
        const std::lock_guard lock(dsp::plannerMutex());
        fftwf_destroy_plan(forward);
        fftwf_destroy_plan(inverse);
    }
    RealPlans(const RealPlans&) = delete;
    RealPlans& operator=(const RealPlans&) = delete;

    fftwf_plan forward = nullptr, inverse = nullptr;
};

/// One plan a size, as long as somebody uses it.
template <typename Plan>
std::shared_ptr<const Plan> sharedOf(std::mutex& mutex, std::map<std::size_t, std::weak_ptr<const Plan>>& known, std::size_t size)
{
    const std::lock_guard lock(mutex);
    auto& entry = known[size];
    if (auto plan = entry.lock()) return plan;
    auto plan = std::make_shared<const Plan>(size);
    entry = plan;
    return plan;
}

std::shared_ptr<const RealPlans> sharedPlans(std::size_t size)
{
    static std::mutex mutex;
    static std::map<std::size_t, std::weak_ptr<const RealPlans>> known;
    return sharedOf(mutex, known, size);
}

}  // namespace

struct RealFft::Impl {
    explicit Impl(std::size_t size) : plans(sharedPlans(size)), real(dsp::allocateComplex(size / 2 + 1)), spectrum(dsp::allocateComplex(size / 2 + 1)) {}

    std::shared_ptr<const RealPlans> plans;
    dsp::ComplexBuffer real;       // as float [size]
    dsp::ComplexBuffer spectrum;   // [size / 2 + 1]
};

RealFft::RealFft(std::size_t size) : m_impl(std::make_unique<Impl>(size)) {}
RealFft::~RealFft() = default;
RealFft::RealFft(RealFft&&) noexcept = default;
RealFft& RealFft::operator=(RealFft&&) noexcept = default;

float* RealFft::real()
{
    return reinterpret_cast<float*>(m_impl->real.get());
}

Complex* RealFft::spectrum()
{
    return reinterpret_cast<Complex*>(m_impl->spectrum.get());
}

void RealFft::forward()
{
    fftwf_execute_dft_r2c(m_impl->plans->forward, real(), m_impl->spectrum.get());
}

void RealFft::inverse()
{
    fftwf_execute_dft_c2r(m_impl->plans->inverse, m_impl->spectrum.get(), real());
}

std::vector<double> preciseHannWindow(std::size_t size)
{
    std::vector<double> window(size);
    for (std::size_t i = 0; i < size; ++i) window[i] = 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size));
    return window;
}

std::vector<float> hannWindow(std::size_t size)
{
    const auto precise = preciseHannWindow(size);
    return {precise.begin(), precise.end()};
}

struct Stft::Transform {
    explicit Transform(std::size_t size)
    {
        const std::lock_guard lock(dsp::plannerMutex());
        auto* real = fftw_alloc_real(size);
        auto* spectrum = fftw_alloc_complex(size / 2 + 1);
        plan = fftw_plan_dft_r2c_1d(static_cast<int>(size), real, spectrum, FFTW_ESTIMATE);
        fftw_free(real);
        fftw_free(spectrum);
        if (plan == nullptr) throw Error(ErrorCode::Internal, "fft", "FFTW made no plan for " + std::to_string(size) + " points");
    }
    ~Transform()
    {
        const std::lock_guard lock(dsp::plannerMutex());
        fftw_destroy_plan(plan);
    }
    Transform(const Transform&) = delete;
    Transform& operator=(const Transform&) = delete;

    static std::shared_ptr<const Transform> shared(std::size_t size)
    {
        static std::mutex mutex;
        static std::map<std::size_t, std::weak_ptr<const Transform>> known;
        return sharedOf(mutex, known, size);
    }

    fftw_plan plan = nullptr;
};

void Stft::FreeDouble::operator()(double* memory) const
{
    fftw_free(memory);
}

Stft::Stft(std::span<const float> samples, Padding padding, Shape shape)
    : m_samples(samples), m_padding(padding), m_shape(shape),
      m_window(shape.hann ? preciseHannWindow(shape.size) : std::vector<double>(shape.size, 1.0)), m_transform(Transform::shared(shape.size)),
      m_real(fftw_alloc_real(shape.size)), m_spectrum(fftw_alloc_real(shape.size + 2)), m_rounded(shape.size / 2 + 1)
{
    if (!m_real || !m_spectrum) throw std::bad_alloc();
}

const Complex* Stft::frame(std::size_t index)
{
    const auto size = m_shape.size;
    const auto first = static_cast<std::ptrdiff_t>(index * m_shape.hop) - static_cast<std::ptrdiff_t>(size / 2);
    if (first >= 0 && static_cast<std::size_t>(first) + size <= m_samples.size()) {
        const float* from = m_samples.data() + first;
        for (std::size_t i = 0; i < size; ++i) m_real[i] = from[i] * m_window[i];
    } else {
        for (std::size_t i = 0; i < size; ++i) m_real[i] = padded(m_samples, first + static_cast<std::ptrdiff_t>(i), m_padding) * m_window[i];
    }
    fftw_execute_dft_r2c(m_transform->plan, m_real.get(), reinterpret_cast<fftw_complex*>(m_spectrum.get()));
    for (std::size_t k = 0; k <= size / 2; ++k)
        m_rounded[k] = {static_cast<float>(m_spectrum[2 * k]), static_cast<float>(m_spectrum[2 * k + 1])};
    return m_rounded.data();
}

}  // namespace engine::features
