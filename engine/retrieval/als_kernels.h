#pragma once
#include <cstddef>

namespace engine::retrieval {

inline constexpr std::size_t kOutersAtOnce = 8;

/// matrix += sum over kOutersAtOnce of weight v v^T, the lower triangle alone. matrix: [size, size], vectors: [kOutersAtOnce, size]; a weight of
/// 0 adds nothing. So many at once, because one alone waits for the matrix to come from the cache and go back.
void addOuters(double* matrix, std::size_t size, const double* vectors, const double* weights);
/// Sum of products in a fixed order, whatever the processor.
double dotInLanes(const double* a, const double* b, std::size_t size);

}  // namespace engine::retrieval
