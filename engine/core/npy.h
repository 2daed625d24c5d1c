#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// A NumPy array, converted to float64, C order.
struct NpyArray {
    std::vector<std::size_t> shape;
    std::vector<double> values;
};

/// Reads .npy versions 1-3 in f2/f4/f8/i1/i2/i4/i8/u1/bool, C or Fortran order, either byte order. The header has its own grammar:
/// nothing is evaluated, object arrays are refused (Error{Unsafe}); sizes are checked against the bytes that are there.
NpyArray readNpy(const std::filesystem::path& path);

/// A one-dimensional array of texts (numpy's U type) as UTF-8. An empty array of any type gives none. Same checks as readNpy().
std::vector<std::string> readNpyTexts(const std::filesystem::path& path);

/// Writes f4 or i4, C order, atomically.
void writeNpy(const std::filesystem::path& path, std::span<const std::size_t> shape, std::span<const float> values);
void writeNpy(const std::filesystem::path& path, std::span<const std::size_t> shape, std::span<const std::int32_t> values);

}  // namespace engine
