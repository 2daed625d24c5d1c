#include "engine/active/kernels.h"

namespace engine::active
{

namespace
{

// As in engine/embed/simd.h: 16 lanes that every target understands, compiled once per instruction set, added in one fixed
// order and never contracted, so that all processors propose the same tracks. Sanitizers run before the loader's choice.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_ACTIVE_PER_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TAGBENCH_ACTIVE_PER_CPU
#endif

constexpr std::size_t kLanes = 16;
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float)), may_alias));

/// One row against all references: the row stays in the cache, the references pass by.
TAGBENCH_ACTIVE_PER_CPU void compareRow(const float* row, std::size_t width, const float* references, std::size_t count, std::uint32_t first, float& best,
                                        std::uint32_t& nearest)
{
    for (std::size_t r = 0; r < count; ++r) {
        const float* reference = references + r * width;
        Lanes sums = {};
        std::size_t d = 0;
        for (; d + kLanes <= width; d += kLanes)
            sums += *reinterpret_cast<const Lanes*>(row + d) * *reinterpret_cast<const Lanes*>(reference + d);
        float product = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            product += sums[lane];
        for (; d < width; ++d)
            product += row[d] * reference[d];
        if (product <= best) continue;
        best = product;
        nearest = first + static_cast<std::uint32_t>(r);
    }
}

}  // namespace

void greatestProducts(std::span<const float> vectors, std::size_t width, std::span<const std::uint32_t> rows, std::span<const float> references,
                      std::uint32_t first, std::span<float> best, std::span<std::uint32_t> nearest)
{
    const std::size_t count = references.size() / width;
    for (std::size_t i = 0; i < rows.size(); ++i)
        compareRow(vectors.data() + rows[i] * width, width, references.data(), count, first, best[i], nearest[i]);
}

}  // namespace engine::active
