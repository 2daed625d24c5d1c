#include "engine/classic/dense_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/embed/simd.h"

namespace engine::classic {

namespace {

// Four terms at a time spare loads and stores; each is still added after the one before, which changes no bit.

template <typename Number>
[[gnu::always_inline]] inline void multiplyRows(const Number* values, const Number* weights, const Number* bias, Number* __restrict out, std::size_t rows, std::size_t from,
                                                std::size_t to)
{
    for (std::size_t r = 0; r < rows; ++r) {
        Number* __restrict row = out + r * to;
        const Number* v = values + r * from;
        std::copy_n(bias, to, row);
        std::size_t i = 0;
        for (; i + 4 <= from; i += 4) {
            const Number *w0 = weights + i * to, *w1 = w0 + to, *w2 = w1 + to, *w3 = w2 + to;
            for (std::size_t j = 0; j < to; ++j)
                row[j] = (((row[j] + v[i] * w0[j]) + v[i + 1] * w1[j]) + v[i + 2] * w2[j]) + v[i + 3] * w3[j];
        }
        for (; i < from; ++i)
            for (std::size_t j = 0; j < to; ++j)
                row[j] += v[i] * weights[i * to + j];
    }
}

template <typename Number>
[[gnu::always_inline]] inline void addOuterRows(const Number* left, const Number* right, Number* __restrict weights, Number* __restrict bias, std::size_t rows, std::size_t from,
                                                std::size_t to)
{
    std::size_t r = 0;
    for (; r + 4 <= rows; r += 4) {
        const Number *o0 = right + r * to, *o1 = o0 + to, *o2 = o1 + to, *o3 = o2 + to;
        for (std::size_t i = 0; i < from; ++i) {
            const Number v0 = left[r * from + i], v1 = left[(r + 1) * from + i], v2 = left[(r + 2) * from + i], v3 = left[(r + 3) * from + i];
            Number* __restrict w = weights + i * to;
            for (std::size_t j = 0; j < to; ++j)
                w[j] = (((w[j] + v0 * o0[j]) + v1 * o1[j]) + v2 * o2[j]) + v3 * o3[j];
        }
        for (std::size_t j = 0; j < to; ++j)
            bias[j] = (((bias[j] + o0[j]) + o1[j]) + o2[j]) + o3[j];
    }
    for (; r < rows; ++r) {
        const Number* other = right + r * to;
        for (std::size_t i = 0; i < from; ++i)
            for (std::size_t j = 0; j < to; ++j)
                weights[i * to + j] += left[r * from + i] * other[j];
        for (std::size_t j = 0; j < to; ++j)
            bias[j] += other[j];
    }
}

}  // namespace

TAGBENCH_PER_CPU void multiply(const float* values, const float* weights, const float* bias, float* out, std::size_t rows, std::size_t from, std::size_t to)
{
    multiplyRows(values, weights, bias, out, rows, from, to);
}

TAGBENCH_PER_CPU void multiply(const double* values, const double* weights, const double* bias, double* out, std::size_t rows, std::size_t from, std::size_t to)
{
    multiplyRows(values, weights, bias, out, rows, from, to);
}

void multiplyTransposed(const float* values, const float* weights, float* out, std::size_t rows, std::size_t from, std::size_t to)
{
    std::vector<float> turned(from * to), nothing(to, 0.0f);   // so that the inner loop runs along the output
    for (std::size_t j = 0; j < to; ++j)
        for (std::size_t i = 0; i < from; ++i)
            turned[i * to + j] = weights[j * from + i];
    multiply(values, turned.data(), nothing.data(), out, rows, from, to);
}

TAGBENCH_PER_CPU void addOuter(const float* left, const float* right, float* weights, float* bias, std::size_t rows, std::size_t from, std::size_t to)
{
    addOuterRows(left, right, weights, bias, rows, from, to);
}

TAGBENCH_PER_CPU void addOuter(const double* left, const double* right, double* weights, double* bias, std::size_t rows, std::size_t from, std::size_t to)
{
    addOuterRows(left, right, weights, bias, rows, from, to);
}

TAGBENCH_PER_CPU void adamStep(float* __restrict numbers, const float* __restrict gradient, float* __restrict first, float* __restrict second, std::size_t count,
                               float rate)
{
    for (std::size_t i = 0; i < count; ++i) {
        first[i] = 0.9f * first[i] + 0.1f * gradient[i];
        second[i] = 0.999f * second[i] + 0.001f * gradient[i] * gradient[i];
        numbers[i] -= rate * first[i] / (std::sqrt(second[i]) + 1e-8f);
    }
}

}  // namespace engine::classic
