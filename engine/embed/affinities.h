#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/embed/neighbours.h"

namespace engine::embed {

/// Finds beta = 1 / (2 sigma^2) such that p_j ~ exp(-beta d2_j), normalised, has the entropy log(perplexity) (nats), and
/// writes p. Where no beta can reach it (all distances equal) p is what the search ends with: uniform.
double perplexityRow(std::span<const double> squaredDistances, double perplexity, std::span<double> p);

/// Dense p_{j|i} of all pairs, [n, n], rows sum to 1, diagonal 0. `betas` (may be null) receives n values.
std::vector<double> conditionalP(std::span<const double> data, std::size_t points, std::size_t dims, double perplexity, std::vector<double>* betas = nullptr);
/// (p_{j|i} + p_{i|j}) / 2n
std::vector<double> jointP(std::span<const double> conditional, std::size_t points);

/// Symmetric joint probabilities, compressed rows; the whole sums to 1.
struct SparseP {
    std::vector<std::size_t> rowStart;     ///< [points + 1]
    std::vector<std::uint32_t> column;     ///< rising within a row
    std::vector<float> value;

    std::size_t points() const { return rowStart.size() - 1; }
};
SparseP sparseJointP(const Neighbours& neighbours, std::size_t points, double perplexity, Workers& workers);

}  // namespace engine::embed
