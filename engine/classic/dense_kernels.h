#pragma once
#include <cstddef>

namespace engine::classic {

// Loops over small dense matrices, compiled once per instruction set. Every sum is taken in the order of its index, so results do not depend
// on which is taken.

/// out[rows, to] = values[rows, from] * weights[from, to] + bias[to]
void multiply(const float* values, const float* weights, const float* bias, float* out, std::size_t rows, std::size_t from, std::size_t to);
void multiply(const double* values, const double* weights, const double* bias, double* out, std::size_t rows, std::size_t from, std::size_t to);
/// out[rows, to] = values[rows, from] * transpose(weights[to, from])
void multiplyTransposed(const float* values, const float* weights, float* out, std::size_t rows, std::size_t from, std::size_t to);
/// weights[from, to] += transpose(left[rows, from]) * right[rows, to]; bias[to] += sum of right's rows
void addOuter(const float* left, const float* right, float* weights, float* bias, std::size_t rows, std::size_t from, std::size_t to);
void addOuter(const double* left, const double* right, double* weights, double* bias, std::size_t rows, std::size_t from, std::size_t to);
/// Adam with b1 = 0.9, b2 = 0.999, epsilon 1e-8; `rate` holds the correction for the first steps.
void adamStep(float* numbers, const float* gradient, float* first, float* second, std::size_t count, float rate);

}  // namespace engine::classic
