#include "engine/dsp/fft_plan.h"

#include <map>
#include <new>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/fftw_planner.h"

namespace engine::dsp {

std::mutex& plannerMutex()
{
    return fftwPlannerMutex();   // FFTW has one planner a process, and t-SNE plans too
}

std::shared_ptr<const ComplexFft> ComplexFft::shared(std::size_t size, std::size_t batch)
{
    static std::mutex mutex;
    static std::map<std::pair<std::size_t, std::size_t>, std::weak_ptr<const ComplexFft>> plans;
    const std::lock_guard lock(mutex);
    auto& known = plans[{size, batch}];
    if (auto plan = known.lock()) return plan;
    auto plan = std::make_shared<const ComplexFft>(size, batch);
    known = plan;
    return plan;
}

ComplexFft::ComplexFft(std::size_t size, std::size_t batch)
{
    const auto scratch = allocateComplex(size * batch);
    const int points = static_cast<int>(size);
    const std::lock_guard lock(plannerMutex());
    m_plan = fftwf_plan_many_dft(1, &points, static_cast<int>(batch), scratch.get(), nullptr, 1, points, scratch.get(), nullptr,
                                 1, points, FFTW_FORWARD, FFTW_ESTIMATE);
    if (m_plan == nullptr) throw Error(ErrorCode::Internal, "fft", "FFTW made no plan for " + std::to_string(size) + " points");
}

ComplexFft::~ComplexFft()
{
    const std::lock_guard lock(plannerMutex());
    fftwf_destroy_plan(m_plan);
}

ComplexBuffer allocateComplex(std::size_t count)
{
    auto* memory = fftwf_alloc_complex(count);
    if (memory == nullptr) throw std::bad_alloc();
    return ComplexBuffer(memory);
}

}  // namespace engine::dsp
