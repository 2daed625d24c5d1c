#pragma once
#include <cstddef>
#include <memory>
#include <mutex>

#include <fftw3.h>

namespace engine::dsp {

/// FFTW's planner and plan destruction are not thread-safe; every FFTW call but execute holds this mutex.
std::mutex& plannerMutex();

/// `batch` complex float transforms of `size` points, forward, contiguous, in place. Shared between threads: execution with
/// own buffers (from allocateComplex) needs no lock.
///
/// Planned with FFTW_ESTIMATE on purpose: it is the same plan in every process, so the same audio gives the same bytes, it
/// costs a millisecond instead of a hundred, and for the small power-of-two sizes used here it loses less than a quarter.
class ComplexFft {
public:
    /// The shared plan of this shape; made when first asked for.
    static std::shared_ptr<const ComplexFft> shared(std::size_t size, std::size_t batch);
    ComplexFft(std::size_t size, std::size_t batch);
    ~ComplexFft();
    ComplexFft(const ComplexFft&) = delete;
    ComplexFft& operator=(const ComplexFft&) = delete;

    /// values: [batch, size] complex, from allocateComplex().
    void operator()(fftwf_complex* values) const { fftwf_execute_dft(m_plan, values, values); }

private:
    fftwf_plan m_plan = nullptr;
};

struct FftwFree {
    void operator()(void* memory) const { fftwf_free(memory); }
};
using ComplexBuffer = std::unique_ptr<fftwf_complex[], FftwFree>;
ComplexBuffer allocateComplex(std::size_t count);

}  // namespace engine::dsp
