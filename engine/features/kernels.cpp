// The median of 31 rows is taken for eight columns at a time by a sorting network: no branches, only minima and maxima. The
// comparators are worked out at compile time (Batcher's odd-even merge sort), those that cannot reach the middle are left out.
#include "engine/features/kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_FEATURE_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TAGBENCH_FEATURE_CLONES   // sanitizers cannot start before the resolvers of such functions run
#endif

namespace engine::features::kernels {

namespace {

typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float))));
typedef float UnalignedLanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));

struct Comparator {
    std::size_t low = 0, high = 0;
};
struct Network {
    std::array<Comparator, 256> steps{};
    std::size_t count = 0;
};

constexpr Network fullNetwork()
{
    Network network;
    for (std::size_t p = 1; p < 32; p *= 2)
        for (std::size_t k = p; k >= 1; k /= 2)
            for (std::size_t j = k % p; j + k < 32; j += 2 * k)
                for (std::size_t i = 0; i < k; ++i) {
                    const auto low = i + j, high = i + j + k;
                    // Position 31 does not exist: it is thought to hold infinity, which never moves.
                    if (high < kMedianSize && low / (2 * p) == high / (2 * p)) network.steps[network.count++] = {low, high};
                }
    return network;
}

constexpr Network medianNetwork()
{
    constexpr auto all = fullNetwork();
    std::array<bool, kMedianSize> needed{};
    std::array<bool, 256> kept{};
    needed[kMedianSize / 2] = true;
    for (std::size_t i = all.count; i-- > 0;) {
        const auto& step = all.steps[i];
        kept[i] = needed[step.low] || needed[step.high];
        if (kept[i]) needed[step.low] = needed[step.high] = true;
    }
    Network network;
    for (std::size_t i = 0; i < all.count; ++i)
        if (kept[i]) network.steps[network.count++] = all.steps[i];
    return network;
}

constexpr Network kNetwork = medianNetwork();

__attribute__((always_inline)) inline void exchange(Lanes& low, Lanes& high)
{
    const Lanes smaller = low < high ? low : high;
    high = low < high ? high : low;
    low = smaller;
}

template <std::size_t... I>
__attribute__((always_inline)) inline void runNetwork(Lanes* values, std::index_sequence<I...>)
{
    (exchange(values[kNetwork.steps[I].low], values[kNetwork.steps[I].high]), ...);
}

}  // namespace

TAGBENCH_FEATURE_CLONES
void median(const std::array<const float*, kMedianSize>& rows, float* out, std::size_t count)
{
    for (std::size_t i = 0; i < count; i += kLanes) {
        Lanes values[kMedianSize];
        for (std::size_t row = 0; row < kMedianSize; ++row) values[row] = *reinterpret_cast<const UnalignedLanes*>(rows[row] + i);
        runNetwork(values, std::make_index_sequence<kNetwork.count>());
        *reinterpret_cast<UnalignedLanes*>(out + i) = values[kMedianSize / 2];
    }
}

TAGBENCH_FEATURE_CLONES
void magnitudes(const float* spectrum, float* __restrict magnitude, float* __restrict power, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        power[i] = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
        magnitude[i] = std::sqrt(power[i]);
    }
}

// Divided by the larger of the two first, so that nothing under- or overflows when squared.
TAGBENCH_FEATURE_CLONES
void softMask(const float* harmonic, const float* percussive, float* __restrict out, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        const float larger = harmonic[i] > percussive[i] ? harmonic[i] : percussive[i];
        const bool silent = larger < std::numeric_limits<float>::min();
        const float scale = 1.0f / (silent ? 1.0f : larger);
        const float h = harmonic[i] * scale, p = percussive[i] * scale;
        const float mask = h * h / (h * h + p * p + (silent ? 1.0f : 0.0f));
        out[i] = silent ? 0.5f : mask;
    }
}

}  // namespace engine::features::kernels
