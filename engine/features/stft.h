#pragma once
#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/features/padding.h"

namespace engine::features {

using Complex = std::complex<float>;

/// Real transform of one size, forward and back. Plans are shared by all of that size (FFTW_ESTIMATE: the same plan and so the
/// same numbers in every process); each object has its own buffers, one a thread.
class RealFft {
public:
    explicit RealFft(std::size_t size);
    ~RealFft();
    RealFft(RealFft&&) noexcept;
    RealFft& operator=(RealFft&&) noexcept;

    /// Fill real(), call forward(), read spectrum(): [size / 2 + 1]. Either transform overwrites its source; inverse() does not scale.
    float* real();
    Complex* spectrum();
    void forward();
    void inverse();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Periodic Hann window, 0.5 - 0.5 cos(2 pi i / size).
std::vector<double> preciseHannWindow(std::size_t size);
std::vector<float> hannWindow(std::size_t size);

/// Short-time spectra of centred frames: X[k, t] = sum over m of w[m] x[hop t + m - size/2] exp(-2 pi i k m / size).
///
/// Windowed and transformed in double precision, then rounded: bins 70 dB and more below the loudest would be single precision's
/// noise, and the geometric mean of spectral flatness weighs them like all others.
class Stft {
public:
    struct Shape {
        std::size_t size = 2048, hop = 512;
        bool hann = true;   ///< else no window
    };
    Stft(std::span<const float> samples, Padding padding, Shape shape);

    std::size_t frames() const { return 1 + m_samples.size() / m_shape.hop; }
    /// [size / 2 + 1], valid until the next call
    const Complex* frame(std::size_t index);

private:
    std::span<const float> m_samples;
    Padding m_padding;
    Shape m_shape;
    std::vector<double> m_window;
    struct Transform;
    std::shared_ptr<const Transform> m_transform;
    struct FreeDouble {
        void operator()(double* memory) const;
    };
    std::unique_ptr<double[], FreeDouble> m_real, m_spectrum;
    std::vector<Complex> m_rounded;
};

}  // namespace engine::features
