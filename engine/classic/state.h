#pragma once
#include <cmath>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/json.h"

namespace engine::classic {

/// Numbers of a fitted model inside its file: arrays as bytes (little endian, as every machine this runs on), so that no digit is lost.
template <typename Number>
Json packed(const std::vector<Number>& numbers)
{
    static_assert(std::is_arithmetic_v<Number>);
    std::vector<std::uint8_t> bytes(numbers.size() * sizeof(Number));
    if (!bytes.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return Json::binary(std::move(bytes));
}

[[noreturn]] inline void throwBadState(const std::string& key)
{
    throw Error(ErrorCode::Corrupt, "model file", "\"" + key + "\" does not have the form it needs; keep the model again");
}

/// The array of that key; `wanted` of them where that is known. Throws Error{Corrupt} for another size or a value that is not finite.
template <typename Number>
std::vector<Number> unpacked(const Json& state, const std::string& key, std::size_t wanted)
{
    if (!state.is_object() || !state.contains(key) || !state[key].is_binary()) throwBadState(key);
    const auto& bytes = state[key].get_binary();
    if (wanted > bytes.size() || bytes.size() != wanted * sizeof(Number)) throwBadState(key);
    std::vector<Number> numbers(wanted);
    if (wanted > 0) std::memcpy(numbers.data(), bytes.data(), bytes.size());
    if constexpr (std::is_floating_point_v<Number>)
        for (const auto number : numbers)
            if (!std::isfinite(number)) throwBadState(key);
    return numbers;
}

/// How many numbers the array of that key holds.
template <typename Number>
std::size_t packedCount(const Json& state, const std::string& key)
{
    if (!state.is_object() || !state.contains(key) || !state[key].is_binary() || state[key].get_binary().size() % sizeof(Number) != 0) throwBadState(key);
    return state[key].get_binary().size() / sizeof(Number);
}

/// A whole number of that key from `least` to `most`.
inline std::size_t countOf(const Json& state, const std::string& key, std::size_t least, std::size_t most)
{
    if (!state.is_object() || !state.contains(key) || !state[key].is_number_unsigned()) throwBadState(key);
    const auto count = state[key].get<std::size_t>();
    if (count < least || count > most) throwBadState(key);
    return count;
}

}  // namespace engine::classic
