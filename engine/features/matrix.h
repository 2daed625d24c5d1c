#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace engine::features {

/// Courses in time side by side: values [rows, frames] row-major.
struct Matrix {
    Matrix() = default;
    Matrix(std::size_t rowCount, std::size_t frameCount) : rows(rowCount), frames(frameCount), values(rowCount * frameCount) {}

    float& at(std::size_t row, std::size_t frame) { return values[row * frames + frame]; }
    float at(std::size_t row, std::size_t frame) const { return values[row * frames + frame]; }
    std::span<const float> row(std::size_t index) const { return std::span(values).subspan(index * frames, frames); }

    std::size_t rows = 0, frames = 0;
    std::vector<float> values;
};

/// Population variance; both 0 for nothing.
struct Moments {
    double mean = 0, variance = 0;
};
Moments momentsOf(std::span<const float> values);

}  // namespace engine::features
