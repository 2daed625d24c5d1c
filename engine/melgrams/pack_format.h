#pragma once
#include <array>
#include <cstdint>

namespace engine::melgrams {

/// A pack: PackHeader; per record its float16 values [mels, frames] row-major; the index (one PackRecord each); PackTrailer.
/// Little-endian. A pack is written under a temporary name and renamed, so one that is there is whole; the check sums
/// find what happened to it afterwards.
struct PackHeader {
    std::array<char, 8> magic{'T', 'B', 'M', 'E', 'L', 'P', 'K', '\n'};
    std::uint32_t version = 1;
    std::uint32_t mels = 0;
    std::array<char, 64> presetHash{};
};
struct PackRecord {
    std::uint64_t track = 0;
    std::uint64_t offset = 0;        ///< bytes from the start of the file
    std::uint32_t repetition = 0;
    std::uint32_t frames = 0;
    std::uint32_t crc = 0;           ///< CRC-32C of the record's values
    std::uint32_t reserved = 0;
};
struct PackTrailer {
    std::uint64_t indexOffset = 0;
    std::uint32_t records = 0;
    std::uint32_t crc = 0;           ///< CRC-32C of header and index
    std::array<char, 8> magic{'T', 'B', 'M', 'E', 'L', 'E', 'N', 'D'};
};
static_assert(sizeof(PackHeader) == 80 && sizeof(PackRecord) == 32 && sizeof(PackTrailer) == 24);

/// Where one melgram lies in a pack; what the store keeps.
struct PackEntry {
    std::uint64_t offset = 0;
    std::uint32_t frames = 0;
    std::uint32_t crc = 0;
};

}  // namespace engine::melgrams
