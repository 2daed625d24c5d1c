#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/checkpoint/tensor_bytes.h"

namespace engine::checkpoint
{

/// What a pickle may hold here. Nothing in it can run: a class is a token from a short list or the file is refused.
struct PickleValue {
    enum class Kind {
        None,
        Bool,
        Int,
        Float,
        Text,
        Tuple,
        List,
        Dict,          ///< items; of a Dict: key, value, key, value, ...
        Callable,      ///< integer = one of the allowed callables
        StorageClass,  ///< dtype
        Storage,       ///< dtype, text = key, integer = number of elements
        Tensor,        ///< items = storage, sizes, strides; integer = offset in elements
        Token,         ///< allowed and of no meaning here (a dtype)
    };
    using Index = std::uint32_t;  ///< into Pickle::values: no pointers, so nothing recurses when it is freed

    Kind kind = Kind::None;
    DType dtype = DType::Float32;
    std::int64_t integer = 0;
    double real = 0;
    std::string text{};
    std::vector<Index> items{};
};

struct Pickle {
    std::vector<PickleValue> values;
    PickleValue::Index root = 0;
    std::size_t consumed = 0;  ///< bytes up to and including STOP; what follows was not read

    const PickleValue& at(PickleValue::Index index) const { return values[index]; }
};

/// Runs one pickle (protocols 2 to 5, the opcodes that PyTorch writes) on an explicit stack. Every pop, mark, memo
/// index and length is checked. Throws Error{Unsafe} naming a class outside the list or an opcode that makes objects,
/// Error{Truncated, Corrupt, Unsupported}.
Pickle readPickle(std::span<const std::byte> bytes, const std::string& subject);

}  // namespace engine::checkpoint
