// Why this is fast. Each function is compiled three times (baseline, AVX2 + FMA, AVX-512) and the loader picks one, so a
// distribution build without -march flags still uses the machine. The mel bands are narrow (often one or two bins), so a dot
// product per band would waste the vector unit on its tails; instead sixteen frames lie side by side (`kLanes`) and every
// weight is multiplied with sixteen powers at once, without any tail. The logarithm is a polynomial without branches or calls.
#include "engine/dsp/kernels.h"

#include <bit>
#include <cstdint>

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TAGBENCH_CLONES   // sanitizers cannot start before the resolvers of such functions run
#endif

namespace engine::dsp::kernels {

namespace {

using Quad = float __attribute__((vector_size(16), aligned(4), may_alias));
using Bits = std::int32_t __attribute__((vector_size(16)));

}  // namespace

TAGBENCH_CLONES
void applyWindow(const float* samples, const float* window, float* __restrict out, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) out[i] = samples[i] * window[i];
}

// With Z the transform of even + i odd samples, E = (Z[k] + conj Z[h-k]) / 2 and O = (Z[k] - conj Z[h-k]) / 2i are the
// transforms of the even and odd samples, and X[k] = E + w^k O, X[h-k] = conj(E - w^k O). The amplitudes are formed before
// squaring: |E|^2 + |O|^2 +- 2 Re(...) would lose everything 70 dB below the louder of the two bins.
TAGBENCH_CLONES
void powerOfPackedFrame(const float* __restrict z, const float* __restrict twiddleRe, const float* __restrict twiddleIm,
                        std::size_t half, float* __restrict power)
{
    power[0] = (z[0] + z[1]) * (z[0] + z[1]);
    power[half] = (z[0] - z[1]) * (z[0] - z[1]);
    float* __restrict mirror = power + half;
    const float* __restrict zMirror = z + 2 * half;
    for (std::size_t k = 1; k <= half / 2; ++k) {
        const float re = z[2 * k], im = z[2 * k + 1];
        const float mirrorRe = *(zMirror - 2 * k), mirrorIm = *(zMirror - 2 * k + 1);
        const float evenRe = 0.5f * (re + mirrorRe), evenIm = 0.5f * (im - mirrorIm);
        const float oddRe = 0.5f * (im + mirrorIm), oddIm = 0.5f * (mirrorRe - re);
        const float turnedRe = oddRe * twiddleRe[k] - oddIm * twiddleIm[k];
        const float turnedIm = oddRe * twiddleIm[k] + oddIm * twiddleRe[k];
        const float lowRe = evenRe + turnedRe, lowIm = evenIm + turnedIm;
        const float highRe = evenRe - turnedRe, highIm = evenIm - turnedIm;
        power[k] = lowRe * lowRe + lowIm * lowIm;
        *(mirror - k) = highRe * highRe + highIm * highIm;
    }
}

TAGBENCH_CLONES
void transposeToLanes(const float* rows, std::size_t rowStride, std::size_t count, float* columns)
{
    std::size_t column = 0;
    for (; column + 4 <= count; column += 4) {
        for (std::size_t row = 0; row < kLanes; row += 4) {
            const float* from = rows + row * rowStride + column;
            const Quad a = *reinterpret_cast<const Quad*>(from);
            const Quad b = *reinterpret_cast<const Quad*>(from + rowStride);
            const Quad c = *reinterpret_cast<const Quad*>(from + 2 * rowStride);
            const Quad d = *reinterpret_cast<const Quad*>(from + 3 * rowStride);
            const Quad abLow = __builtin_shuffle(a, b, Bits{0, 4, 1, 5}), abHigh = __builtin_shuffle(a, b, Bits{2, 6, 3, 7});
            const Quad cdLow = __builtin_shuffle(c, d, Bits{0, 4, 1, 5}), cdHigh = __builtin_shuffle(c, d, Bits{2, 6, 3, 7});
            float* to = columns + column * kLanes + row;
            *reinterpret_cast<Quad*>(to) = __builtin_shuffle(abLow, cdLow, Bits{0, 1, 4, 5});
            *reinterpret_cast<Quad*>(to + kLanes) = __builtin_shuffle(abLow, cdLow, Bits{2, 3, 6, 7});
            *reinterpret_cast<Quad*>(to + 2 * kLanes) = __builtin_shuffle(abHigh, cdHigh, Bits{0, 1, 4, 5});
            *reinterpret_cast<Quad*>(to + 3 * kLanes) = __builtin_shuffle(abHigh, cdHigh, Bits{2, 3, 6, 7});
        }
    }
    for (; column < count; ++column)
        for (std::size_t row = 0; row < kLanes; ++row) columns[column * kLanes + row] = rows[row * rowStride + column];
}

TAGBENCH_CLONES
void weightedSum(const float* __restrict power, const float* __restrict weights, std::size_t count, float* __restrict out)
{
    float sum[kLanes] = {};
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t lane = 0; lane < kLanes; ++lane) sum[lane] += weights[i] * power[i * kLanes + lane];
    for (std::size_t lane = 0; lane < kLanes; ++lane) out[lane] = sum[lane];
}

// x = 2^e m with m in [sqrt(1/2), sqrt(2)); ln m by the polynomial of Cephes' logf (S. Moshier), relative error 2^-24.
TAGBENCH_CLONES
void toDecibels(float* values, std::size_t count, float floor)
{
    constexpr float kDbPerLn = 4.34294481903251828f;
    constexpr float kDbPerOctave = 3.01029995663981195f;
    constexpr std::uint32_t kSqrtHalfBits = 0x3f3504f3u;
    for (std::size_t i = 0; i < count; ++i) {
        const float value = values[i] > floor ? values[i] : floor;
        const std::uint32_t shifted = std::bit_cast<std::uint32_t>(value) - kSqrtHalfBits;
        const float exponent = static_cast<float>(static_cast<std::int32_t>(shifted) >> 23);
        const float x = std::bit_cast<float>((shifted & 0x007fffffu) + kSqrtHalfBits) - 1.0f;
        float p = 7.0376836292e-2f;
        p = p * x - 1.1514610310e-1f;
        p = p * x + 1.1676998740e-1f;
        p = p * x - 1.2420140846e-1f;
        p = p * x + 1.4249322787e-1f;
        p = p * x - 1.6668057665e-1f;
        p = p * x + 2.0000714765e-1f;
        p = p * x - 2.4999993993e-1f;
        p = p * x + 3.3333331174e-1f;
        const float ln = x + x * x * (x * p - 0.5f);
        values[i] = exponent * kDbPerOctave + ln * kDbPerLn;
    }
}

}  // namespace engine::dsp::kernels
