#include "engine/dataset/co_occurrence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/random.h"

namespace engine::dataset {

namespace {

constexpr std::size_t kOversampling = 10;
constexpr int kPowerSteps = 40;
// Singular values below this share of the largest are rounding, not rank.
constexpr double kRankTolerance = 1e-7;

/// Dense, row-major.
struct Dense {
    std::size_t rows = 0, columns = 0;
    std::vector<double> values;
    Dense(std::size_t r, std::size_t c) : rows(r), columns(c), values(r * c, 0.0) {}
    double* row(std::size_t i) { return values.data() + i * columns; }
    const double* row(std::size_t i) const { return values.data() + i * columns; }
};

struct Entry {
    std::size_t column;
    double value;
};
using Sparse = std::vector<std::vector<Entry>>;

Sparse sparseOf(std::span<const double> matrix, std::size_t n)
{
    Sparse rows(n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            if (matrix[i * n + j] != 0) rows[i].push_back({j, matrix[i * n + j]});
    return rows;
}

Dense times(const Sparse& matrix, const Dense& right)
{
    Dense result(matrix.size(), right.columns);
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (const auto& [column, value] : matrix[i])
            for (std::size_t k = 0; k < right.columns; ++k)
                result.row(i)[k] += value * right.row(column)[k];
    return result;
}

Dense transposedTimes(const Sparse& matrix, const Dense& right)
{
    Dense result(matrix.size(), right.columns);
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (const auto& [column, value] : matrix[i])
            for (std::size_t k = 0; k < right.columns; ++k)
                result.row(column)[k] += value * right.row(i)[k];
    return result;
}

/// Columns made orthonormal (Gram-Schmidt, twice); a column that depends on the others becomes zero.
void orthonormalise(Dense& matrix)
{
    for (std::size_t k = 0; k < matrix.columns; ++k) {
        double before = 0, after = 0;
        for (std::size_t i = 0; i < matrix.rows; ++i)
            before += matrix.row(i)[k] * matrix.row(i)[k];
        for (int pass = 0; pass < 2; ++pass)
            for (std::size_t other = 0; other < k; ++other) {
                double dot = 0;
                for (std::size_t i = 0; i < matrix.rows; ++i)
                    dot += matrix.row(i)[k] * matrix.row(i)[other];
                for (std::size_t i = 0; i < matrix.rows; ++i)
                    matrix.row(i)[k] -= dot * matrix.row(i)[other];
            }
        for (std::size_t i = 0; i < matrix.rows; ++i)
            after += matrix.row(i)[k] * matrix.row(i)[k];
        const double scale = after > before * 1e-24 && after > 0 ? 1 / std::sqrt(after) : 0;
        for (std::size_t i = 0; i < matrix.rows; ++i)
            matrix.row(i)[k] *= scale;
    }
}

/// Eigenvectors of a symmetric matrix as columns of `vectors`, eigenvalues on its diagonal: cyclic Jacobi rotations.
void diagonalise(Dense& matrix, Dense& vectors)
{
    const std::size_t n = matrix.rows;
    for (std::size_t i = 0; i < n; ++i)
        vectors.row(i)[i] = 1;
    for (int sweep = 0; sweep < 60; ++sweep) {
        double off = 0, diagonal = 0;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                (i == j ? diagonal : off) += matrix.row(i)[j] * matrix.row(i)[j];
        if (off <= 1e-30 * diagonal) return;
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q) {
                if (matrix.row(p)[q] == 0) continue;
                const double theta = (matrix.row(q)[q] - matrix.row(p)[p]) / (2 * matrix.row(p)[q]);
                const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
                const double c = 1 / std::sqrt(t * t + 1), s = t * c;
                for (std::size_t i = 0; i < n; ++i) {
                    const double a = matrix.row(i)[p], b = matrix.row(i)[q];
                    matrix.row(i)[p] = c * a - s * b;
                    matrix.row(i)[q] = s * a + c * b;
                    const double u = vectors.row(i)[p], v = vectors.row(i)[q];
                    vectors.row(i)[p] = c * u - s * v;
                    vectors.row(i)[q] = s * u + c * v;
                }
                for (std::size_t i = 0; i < n; ++i) {
                    const double a = matrix.row(p)[i], b = matrix.row(q)[i];
                    matrix.row(p)[i] = c * a - s * b;
                    matrix.row(q)[i] = s * a + c * b;
                }
            }
    }
}

/// U * sqrt(S) of the leading singular vectors: subspace iteration (Halko, Martinsson, Tropp 2011), then an exact small problem.
CoOccurrenceVectors leadingVectors(const Sparse& matrix, std::size_t wanted, RunControl& control)
{
    const std::size_t n = matrix.size();
    const std::size_t block = std::min(n, wanted + kOversampling);
    Dense basis(n, block);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < block; ++k)
            basis.row(i)[k] = SplitMix{0, i, k}.uniform() - 0.5;
    orthonormalise(basis);
    for (int step = 0; step < kPowerSteps; ++step) {
        control.step("word vectors", step, kPowerSteps);
        basis = times(matrix, transposedTimes(matrix, basis));
        orthonormalise(basis);
    }
    const auto projected = transposedTimes(matrix, basis);   // [n, block] = M^T Q
    Dense small(block, block), rotation(block, block);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t a = 0; a < block; ++a)
            for (std::size_t b = 0; b < block; ++b)
                small.row(a)[b] += projected.row(i)[a] * projected.row(i)[b];
    diagonalise(small, rotation);
    std::vector<std::size_t> order(block);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return small.row(a)[a] > small.row(b)[b]; });

    CoOccurrenceVectors result;
    for (const auto k : order) {
        const double sigma = std::sqrt(std::max(0.0, small.row(k)[k]));
        if (result.dimension == wanted || sigma == 0 || (!result.singularValues.empty() && sigma < kRankTolerance * result.singularValues.front())) break;
        result.singularValues.push_back(sigma);
        ++result.dimension;
    }
    result.vectors.assign(n * result.dimension, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < result.dimension; ++k) {
            double u = 0;
            for (std::size_t b = 0; b < block; ++b)
                u += basis.row(i)[b] * rotation.row(b)[order[k]];
            result.vectors[i * result.dimension + k] = u * std::sqrt(result.singularValues[k]);
        }
    return result;
}

}  // namespace

std::vector<double> positiveMutualInformation(std::span<const double> counts, std::size_t tags, double smoothing)
{
    std::vector<double> rowSums(tags, 0.0), context(tags, 0.0);
    double total = 0, contextTotal = 0;
    for (std::size_t i = 0; i < tags; ++i) {
        for (std::size_t j = 0; j < tags; ++j)
            if (i != j) rowSums[i] += counts[i * tags + j];
        total += rowSums[i];
        context[i] = rowSums[i] > 0 ? std::pow(rowSums[i], smoothing) : 0;
        contextTotal += context[i];
    }
    std::vector<double> information(tags * tags, 0.0);
    for (std::size_t i = 0; i < tags; ++i)
        for (std::size_t j = 0; j < tags; ++j) {
            const double both = counts[i * tags + j];
            if (i == j || both <= 0) continue;
            information[i * tags + j] = std::max(0.0, std::log((both / total) / (rowSums[i] / total * (context[j] / contextTotal))));
        }
    return information;
}

CoOccurrenceVectors coOccurrenceVectors(std::span<const std::vector<std::size_t>> trackTags, std::size_t tags, const CoOccurrenceConfig& config, RunControl& control)
{
    std::vector<double> counts(tags * tags, 0.0);
    for (const auto& track : trackTags)
        for (const auto a : track)
            for (const auto b : track)
                if (a != b) counts[a * tags + b] += 1;
    const auto information = positiveMutualInformation(counts, tags, config.smoothing);
    return leadingVectors(sparseOf(information, tags), std::min(config.dimension, tags), control);
}

}  // namespace engine::dataset
