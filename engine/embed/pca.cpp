#include "engine/embed/pca.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace engine::embed {

namespace {

using Matrix = std::vector<double>;   // row-major

std::vector<double> meanOf(const PointsView& data)
{
    std::vector<double> mean(data.dims, 0.0);
    for (std::size_t i = 0; i < data.points; ++i)
        for (std::size_t d = 0; d < data.dims; ++d)
            mean[d] += static_cast<double>(data.values[i * data.dims + d]);
    for (double& m : mean)
        m /= static_cast<double>(data.points);
    return mean;
}

Matrix covariance(const PointsView& data, const std::vector<double>& mean, Workers& workers)
{
    const std::size_t dims = data.dims;
    Matrix result(dims * dims);
    // Centred columns first: each entry is then one plain product of two columns.
    std::vector<double> columns(dims * data.points);
    for (std::size_t i = 0; i < data.points; ++i)
        for (std::size_t d = 0; d < dims; ++d)
            columns[d * data.points + i] = static_cast<double>(data.values[i * dims + d]) - mean[d];
    workers.run(dims, 1, [&](std::size_t a, std::size_t) {
        for (std::size_t b = 0; b <= a; ++b) {
            const double* x = &columns[a * data.points];
            const double sum = std::inner_product(x, x + data.points, &columns[b * data.points], 0.0);
            result[a * dims + b] = result[b * dims + a] = sum / std::max(1.0, static_cast<double>(data.points) - 1);
        }
    });
    return result;
}

/// Gram-Schmidt, twice for accuracy; a vector that vanishes becomes zero: what rounding leaves of it would be a direction made of noise,
/// no longer at right angles to the others.
void orthonormalise(Matrix& basis, std::size_t count, std::size_t dims)
{
    constexpr double kVanished = 1e-10;
    for (std::size_t k = 0; k < count; ++k) {
        double* v = &basis[k * dims];
        const double before = std::sqrt(std::inner_product(v, v + dims, v, 0.0));
        for (int pass = 0; pass < 2; ++pass)
            for (std::size_t j = 0; j < k; ++j) {
                const double* u = &basis[j * dims];
                const double along = std::inner_product(v, v + dims, u, 0.0);
                for (std::size_t d = 0; d < dims; ++d)
                    v[d] -= along * u[d];
            }
        const double length = std::sqrt(std::inner_product(v, v + dims, v, 0.0));
        for (std::size_t d = 0; d < dims; ++d)
            v[d] = length > kVanished * before ? v[d] / length : 0.0;
    }
}

/// One plane rotation of Jacobi's method, applied to the matrix and to the eigenvectors (rows).
void rotate(Matrix& a, Matrix& vectors, std::size_t size, std::size_t p, std::size_t q)
{
    if (a[p * size + q] == 0) return;
    const double theta = (a[q * size + q] - a[p * size + p]) / (2 * a[p * size + q]);
    const double t = (theta >= 0 ? 1.0 : -1.0) / (std::abs(theta) + std::sqrt(theta * theta + 1));
    const double c = 1 / std::sqrt(t * t + 1);
    const double s = t * c;
    for (std::size_t k = 0; k < size; ++k) {
        const double x = a[k * size + p];
        const double y = a[k * size + q];
        a[k * size + p] = c * x - s * y;
        a[k * size + q] = s * x + c * y;
    }
    for (Matrix* m : {&a, &vectors})
        for (std::size_t k = 0; k < size; ++k) {
            const double x = (*m)[p * size + k];
            const double y = (*m)[q * size + k];
            (*m)[p * size + k] = c * x - s * y;
            (*m)[q * size + k] = s * x + c * y;
        }
}

/// Turns the basis so that it diagonalises the covariance inside its span, largest first. Gives the variances.
std::vector<double> diagonalise(Matrix& basis, const Matrix& image, std::size_t count, std::size_t dims)
{
    Matrix small(count * count);
    Matrix vectors(count * count, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
        vectors[i * count + i] = 1;
        for (std::size_t j = 0; j < count; ++j)
            small[i * count + j] = std::inner_product(&basis[i * dims], &basis[i * dims] + dims, &image[j * dims], 0.0);
    }
    constexpr int kSweeps = 12;
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (std::size_t p = 0; p + 1 < count; ++p)
            for (std::size_t q = p + 1; q < count; ++q)
                rotate(small, vectors, count, p, q);
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return small[i * count + i] > small[j * count + j]; });
    Matrix turned(count * dims, 0.0);
    std::vector<double> variances;
    for (std::size_t i = 0; i < count; ++i) {
        variances.push_back(std::max(0.0, small[order[i] * count + order[i]]));
        for (std::size_t j = 0; j < count; ++j)
            for (std::size_t d = 0; d < dims; ++d)
                turned[i * dims + d] += vectors[order[i] * count + j] * basis[j * dims + d];
    }
    basis.swap(turned);
    return variances;
}

void multiply(const Matrix& square, const Matrix& basis, Matrix& image, std::size_t count, std::size_t dims)
{
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t d = 0; d < dims; ++d)
            image[k * dims + d] = std::inner_product(&square[d * dims], &square[d * dims] + dims, &basis[k * dims], 0.0);
}

void makeLargestPositive(std::span<double> axis)
{
    const auto largest = std::max_element(axis.begin(), axis.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    if (*largest < 0)
        for (double& a : axis)
            a = -a;
}

}  // namespace

Pca pca(const PointsView& data, std::size_t components, Workers& workers)
{
    const std::size_t dims = data.dims;
    const auto mean = meanOf(data);
    const auto spread = covariance(data, mean, workers);
    // A few more vectors than wanted make the wanted ones converge fast.
    const std::size_t count = std::min(dims, components + 8);
    Matrix basis(count * dims);
    std::mt19937 random(1);
    for (double& value : basis)
        value = static_cast<double>(random()) / 4294967296.0 - 0.5;
    Matrix image(count * dims);
    std::vector<double> variances(count, 0.0);
    constexpr int kMaxRounds = 500;
    for (int round = 0; round < kMaxRounds; ++round) {
        orthonormalise(basis, count, dims);
        multiply(spread, basis, image, count, dims);
        const auto last = variances;
        variances = diagonalise(basis, image, count, dims);
        double change = 0;
        for (std::size_t k = 0; k < components; ++k)
            change = std::max(change, std::abs(variances[k] - last[k]));
        // The error of a vector is about the square root of that of its variance.
        if (change <= 1e-15 * variances[0]) break;
        multiply(spread, basis, image, count, dims);
        basis.swap(image);
    }
    Pca result;
    result.variance.assign(variances.begin(), variances.begin() + static_cast<std::ptrdiff_t>(components));
    orthonormalise(basis, count, dims);
    result.axes.assign(basis.begin(), basis.begin() + static_cast<std::ptrdiff_t>(components * dims));
    for (std::size_t k = 0; k < components; ++k)
        makeLargestPositive(std::span(result.axes).subspan(k * dims, dims));
    result.projection.resize(data.points * components);
    for (std::size_t i = 0; i < data.points; ++i)
        for (std::size_t k = 0; k < components; ++k) {
            double sum = 0;
            for (std::size_t d = 0; d < dims; ++d)
                sum += (static_cast<double>(data.values[i * dims + d]) - mean[d]) * result.axes[k * dims + d];
            result.projection[i * components + k] = static_cast<float>(sum);
        }
    return result;
}

}  // namespace engine::embed
