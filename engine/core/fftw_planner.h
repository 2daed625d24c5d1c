#pragma once
#include <mutex>

namespace engine {

/// FFTW's planner has global state: every plan is made and destroyed under this one lock. Executing a plan needs none.
inline std::mutex& fftwPlannerMutex()
{
    static std::mutex mutex;
    return mutex;
}

}  // namespace engine
