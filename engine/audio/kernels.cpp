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
using Octet = float __attribute__((vector_size(32), aligned(4), may_alias));
using OctetOrder = std::int32_t __attribute__((vector_size(32)));

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

// The whole run of outputs is in one function, so that the choice of instruction set and the loop's set-up are paid once a block.
TAGBENCH_CLONES
std::size_t filter(const float* __restrict in, std::size_t inputs, const FilterRows& rows, FilterStep& step, float* __restrict out,
                   std::size_t count)
{
    std::size_t at = step.at, phase = step.phase, made = 0;
    for (; made < count && at + rows.taps <= inputs; ++made) {
        const float* a = in + at;
        const float* b = rows.rows + phase * rows.taps;
        Octet low{}, high{};
        for (std::size_t i = 0; i < rows.taps; i += kLanes) {
            low += *reinterpret_cast<const Octet*>(a + i) * *reinterpret_cast<const Octet*>(b + i);
            high += *reinterpret_cast<const Octet*>(a + i + 8) * *reinterpret_cast<const Octet*>(b + i + 8);
        }
        low += high;
        low += __builtin_shuffle(low, OctetOrder{4, 5, 6, 7, 0, 1, 2, 3});
        low += __builtin_shuffle(low, OctetOrder{2, 3, 0, 1, 6, 7, 4, 5});
        out[made] = low[0] + low[1];
        phase += rows.down;
        while (phase >= rows.up) {   // a few steps: cheaper than a division
            phase -= rows.up;
            ++at;
        }
    }
    step = {at, phase};
    return made;
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
