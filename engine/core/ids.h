#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

// Distinct types, so that a run's id never passes for a tag's. Values are row ids of the workspace, from 1.
enum class TagId : std::int64_t {};
enum class RunId : std::int64_t {};
enum class SplitId : std::int64_t {};
enum class LibraryId : std::int64_t {};
enum class JobId : std::int64_t {};
enum class MapId : std::int64_t {};

/// The reproducible id of a track: the first 64 bits of
/// sha256(NFC(library-relative path with "/") + 0x1F + NFC(title) + 0x1F + decimal seed), fixed when first given.
enum class TrackId : std::uint64_t {};

template <typename Id>
constexpr auto value(Id id)
{
    return static_cast<std::underlying_type_t<Id>>(id);
}

/// 16 lower-case hex digits.
std::string toHex(TrackId id);
/// Reads toHex()'s form. Throws Error{InvalidArgument}.
TrackId trackIdFromHex(std::string_view hex);

/// Which part of a split a track belongs to.
enum class Part : int { Train = 0, Valid = 1, Test = 2 };
/// "train", "valid", "test"
std::string_view partName(Part part);
/// Reads partName()'s forms and "validation", "val". Throws Error{InvalidArgument}.
Part partFromName(std::string_view name);

}  // namespace engine
