#include "engine/classic/mlp_kernels.h"

#include <algorithm>
#include <cmath>

#include "engine/embed/simd.h"

namespace engine::classic {

TAGBENCH_PER_CPU void multiply(const float* values, const float* weights, const float* bias, float* __restrict out, std::size_t rows, std::size_t from, std::size_t to)
{
    for (std::size_t r = 0; r < rows; ++r) {
        float* __restrict row = out + r * to;
        std::copy_n(bias, to, row);
        for (std::size_t i = 0; i < from; ++i) {
            const float value = values[r * from + i];
            const float* w = weights + i * to;
            for (std::size_t j = 0; j < to; ++j)
                row[j] += value * w[j];
        }
    }
}

TAGBENCH_PER_CPU void multiplyTransposed(const float* values, const float* weights, float* __restrict out, std::size_t rows, std::size_t from, std::size_t to)
{
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t j = 0; j < to; ++j) {
            float sum = 0;
            for (std::size_t i = 0; i < from; ++i)
                sum += values[r * from + i] * weights[j * from + i];
            out[r * to + j] = sum;
        }
}

TAGBENCH_PER_CPU void addOuter(const float* left, const float* right, float* __restrict weights, float* __restrict bias, std::size_t rows, std::size_t from,
                               std::size_t to)
{
    for (std::size_t r = 0; r < rows; ++r) {
        const float* other = right + r * to;
        for (std::size_t i = 0; i < from; ++i) {
            const float value = left[r * from + i];
            if (value == 0) continue;   // half of the rectified units
            float* __restrict w = weights + i * to;
            for (std::size_t j = 0; j < to; ++j)
                w[j] += value * other[j];
        }
        for (std::size_t j = 0; j < to; ++j)
            bias[j] += other[j];
    }
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
