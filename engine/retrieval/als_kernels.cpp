#include "engine/retrieval/als_kernels.h"

#include <array>
#include <cstring>

// Once per instruction set, the loader picks; sanitizers run before that is possible.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TAGBENCH_ALS_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TAGBENCH_ALS_CLONES
#endif

namespace engine::retrieval {

namespace {

constexpr std::size_t kLanes = 8;
typedef double DoubleLanes __attribute__((vector_size(kLanes * sizeof(double))));

}  // namespace

TAGBENCH_ALS_CLONES void addOuters(double* matrix, std::size_t size, const double* vectors, const double* weights)
{
    for (std::size_t i = 0; i < size; ++i) {
        std::array<double, kOutersAtOnce> scaled{};
        for (std::size_t k = 0; k < kOutersAtOnce; ++k)
            scaled[k] = weights[k] * vectors[k * size + i];
        auto* row = matrix + i * size;
        std::size_t j = 0;
        for (; j + kLanes <= i + 1; j += kLanes) {
            DoubleLanes sum;
            std::memcpy(&sum, row + j, sizeof sum);
            for (std::size_t k = 0; k < kOutersAtOnce; ++k) {
                DoubleLanes vector;
                std::memcpy(&vector, vectors + k * size + j, sizeof vector);
                sum += scaled[k] * vector;
            }
            std::memcpy(row + j, &sum, sizeof sum);
        }
        for (; j <= i; ++j)
            for (std::size_t k = 0; k < kOutersAtOnce; ++k)
                row[j] += scaled[k] * vectors[k * size + j];
    }
}

TAGBENCH_ALS_CLONES double dotInLanes(const double* a, const double* b, std::size_t size)
{
    DoubleLanes lanes{};
    std::size_t k = 0;
    for (; k + kLanes <= size; k += kLanes) {
        DoubleLanes x, y;
        std::memcpy(&x, a + k, sizeof x);
        std::memcpy(&y, b + k, sizeof y);
        lanes += x * y;
    }
    double sum = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        sum += lanes[lane];
    for (; k < size; ++k)
        sum += a[k] * b[k];
    return sum;
}

}  // namespace engine::retrieval
