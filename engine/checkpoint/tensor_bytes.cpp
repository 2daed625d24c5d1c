#include "engine/checkpoint/tensor_bytes.h"

#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

#include "engine/core/error.h"

namespace engine::checkpoint
{

namespace
{

struct TypeFacts {
    std::string_view name;
    std::size_t size;
};

// In the order of DType.
constexpr std::array<TypeFacts, 10> kTypes{{{"float64", 8},
                                            {"float32", 4},
                                            {"float16", 2},
                                            {"bfloat16", 2},
                                            {"int64", 8},
                                            {"int32", 4},
                                            {"int16", 2},
                                            {"int8", 1},
                                            {"uint8", 1},
                                            {"bool", 1}}};

template <typename T>
T loadAs(const std::byte* source)
{
    T value;
    std::memcpy(&value, source, sizeof value);
    return value;
}

float widenHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1fu;
    const std::uint32_t fraction = half & 0x3ffu;
    if (exponent == 0) {
        const float tiny = static_cast<float>(fraction) * 0x1p-24f;
        return sign != 0 ? -tiny : tiny;
    }
    if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000u | (fraction << 13));
    return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
}

float elementAsFloat(DType dtype, const std::byte* source)
{
    switch (dtype) {
        case DType::Float64: return static_cast<float>(loadAs<double>(source));
        case DType::Float32: return loadAs<float>(source);
        case DType::Float16: return widenHalf(loadAs<std::uint16_t>(source));
        case DType::BFloat16:
            return std::bit_cast<float>(static_cast<std::uint32_t>(loadAs<std::uint16_t>(source)) << 16);
        case DType::Int64: return static_cast<float>(loadAs<std::int64_t>(source));
        case DType::Int32: return static_cast<float>(loadAs<std::int32_t>(source));
        case DType::Int16: return static_cast<float>(loadAs<std::int16_t>(source));
        case DType::Int8: return static_cast<float>(loadAs<std::int8_t>(source));
        case DType::UInt8:
        case DType::Bool: return static_cast<float>(loadAs<std::uint8_t>(source));
    }
    throw Error(ErrorCode::Internal, "tensor", "has an element type outside the list");
}

}  // namespace

std::string_view dtypeName(DType dtype)
{
    return kTypes[static_cast<std::size_t>(dtype)].name;
}

std::size_t itemSize(DType dtype)
{
    return kTypes[static_cast<std::size_t>(dtype)].size;
}

std::size_t elementCount(const std::vector<std::int64_t>& shape)
{
    std::uint64_t count = 1;
    for (const auto size : shape) {
        if (size < 0) throw Error(ErrorCode::InsaneFormat, "tensor", "a negative dimension");
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count) ||
            count > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            throw Error(ErrorCode::InsaneFormat, "tensor", "more elements than can be counted");
    }
    return static_cast<std::size_t>(count);
}

TensorBytes floatTensor(std::string name, std::vector<std::int64_t> shape, const std::vector<float>& values)
{
    TensorBytes tensor{std::move(name), DType::Float32, std::move(shape), {}};
    tensor.bytes.resize(values.size() * sizeof(float));
    if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    return tensor;
}

std::vector<float> toFloats(const TensorBytes& tensor)
{
    const auto step = itemSize(tensor.dtype);
    std::vector<float> values(tensor.bytes.size() / step);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = elementAsFloat(tensor.dtype, tensor.bytes.data() + i * step);
    return values;
}

}  // namespace engine::checkpoint
