// Sixteen sums side by side: the order of additions is written down, so the compiler may use vectors of any width without
// being allowed to reorder, and every machine adds in the same order.
#include "engine/audio/kernels.h"

#include <bit>
#include <cstdint>

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TAGBENCH_CLONES   // sanitizers cannot start before the resolvers of such functions run
#endif

namespace engine::audio::kernels {

namespace {

constexpr std::size_t kLanes = 16;

}  // namespace

TAGBENCH_CLONES
void mixToMono(const float* __restrict interleaved, std::size_t channels, float* __restrict mono, std::size_t frames)
{
    if (channels == 1) {
        for (std::size_t i = 0; i < frames; ++i) mono[i] = interleaved[i];
    } else if (channels == 2) {
        for (std::size_t i = 0; i < frames; ++i) mono[i] = (interleaved[2 * i] + interleaved[2 * i + 1]) * 0.5f;
    } else {
        for (std::size_t i = 0; i < frames; ++i) {
            float sum = 0;
            for (std::size_t c = 0; c < channels; ++c) sum += interleaved[i * channels + c];
            mono[i] = sum / static_cast<float>(channels);
        }
    }
}

TAGBENCH_CLONES
float dot(const float* __restrict a, const float* __restrict b, std::size_t count)
{
    float sums[kLanes] = {};
    for (std::size_t i = 0; i < count; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
    for (std::size_t width = kLanes / 2; width > 0; width /= 2)
        for (std::size_t lane = 0; lane < width; ++lane) sums[lane] += sums[lane + width];
    return sums[0];
}

TAGBENCH_CLONES
bool allFinite(const float* values, std::size_t count)
{
    constexpr std::uint32_t kExponent = 0x7f800000u;
    std::uint32_t bad = 0;
    for (std::size_t i = 0; i < count; ++i)
        bad |= (std::bit_cast<std::uint32_t>(values[i]) & kExponent) == kExponent ? 1u : 0u;
    return bad == 0;
}

TAGBENCH_CLONES
Extremes extremes(const float* values, std::size_t count)
{
    float low[kLanes], high[kLanes], squares[kLanes] = {};
    for (std::size_t lane = 0; lane < kLanes; ++lane) low[lane] = high[lane] = values[0];
    const std::size_t whole = count / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const float value = values[i + lane];
            low[lane] = value < low[lane] ? value : low[lane];
            high[lane] = value > high[lane] ? value : high[lane];
            squares[lane] += value * value;
        }
    Extremes all{low[0], high[0], 0};
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        all.minimum = low[lane] < all.minimum ? low[lane] : all.minimum;
        all.maximum = high[lane] > all.maximum ? high[lane] : all.maximum;
        all.sumOfSquares += squares[lane];
    }
    for (std::size_t i = whole; i < count; ++i) {
        all.minimum = values[i] < all.minimum ? values[i] : all.minimum;
        all.maximum = values[i] > all.maximum ? values[i] : all.maximum;
        all.sumOfSquares += values[i] * values[i];
    }
    return all;
}

}  // namespace engine::audio::kernels
