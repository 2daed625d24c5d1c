#include "engine/melgrams/half.h"

#include <cstring>

// With F16C (x86-64-v3) the compiler makes one instruction of eight conversions; without, a library call for each.
#if defined(__x86_64__)
#define TAGBENCH_CLONES __attribute__((target_clones("arch=x86-64-v3", "default"), optimize("O3")))
#else
#define TAGBENCH_CLONES
#endif

namespace engine::melgrams {

TAGBENCH_CLONES void toHalf(const float* from, std::uint16_t* to, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        const auto half = static_cast<_Float16>(from[i]);
        std::memcpy(to + i, &half, sizeof half);
    }
}

TAGBENCH_CLONES void fromHalf(const std::uint16_t* from, float* to, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        _Float16 half;
        std::memcpy(&half, from + i, sizeof half);
        to[i] = static_cast<float>(half);
    }
}

}  // namespace engine::melgrams
