#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine::checkpoint
{

/// Element types that weight files hold; all are read and written little-endian.
enum class DType { Float64, Float32, Float16, BFloat16, Int64, Int32, Int16, Int8, UInt8, Bool };

/// "float32", "int64", ... as PyTorch names them.
std::string_view dtypeName(DType dtype);
std::size_t itemSize(DType dtype);

/// A tensor as bytes: what crosses between files, the store and the neural library.
struct TensorBytes {
    std::string name;
    DType dtype = DType::Float32;
    std::vector<std::int64_t> shape;  ///< empty = a scalar
    std::vector<std::byte> bytes;     ///< row-major, elementCount(shape) * itemSize(dtype)
};

/// Product of the dimensions (1 for a scalar). Throws Error{InsaneFormat} on a negative or overflowing one.
std::size_t elementCount(const std::vector<std::int64_t>& shape);

/// A float32 tensor.
TensorBytes floatTensor(std::string name, std::vector<std::int64_t> shape, const std::vector<float>& values);

/// The values as float32, whatever the type in the file (float16 and bfloat16 widened, integers converted).
std::vector<float> toFloats(const TensorBytes& tensor);

}  // namespace engine::checkpoint
