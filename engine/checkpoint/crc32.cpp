#include "engine/checkpoint/crc32.h"

#include <array>

namespace engine::checkpoint
{

namespace
{

// Eight tables: a byte's effect after 0..7 further bytes, so that eight bytes are taken at once.
constexpr auto kTables = [] {
    std::array<std::array<std::uint32_t, 256>, 8> tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit)
            c = (c & 1u) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        tables[0][i] = c;
    }
    for (std::size_t t = 1; t < 8; ++t)
        for (std::size_t i = 0; i < 256; ++i)
            tables[t][i] = tables[0][tables[t - 1][i] & 0xffu] ^ (tables[t - 1][i] >> 8);
    return tables;
}();

std::uint32_t byteAt(std::span<const std::byte> bytes, std::size_t i)
{
    return std::to_integer<std::uint32_t>(bytes[i]);
}

}  // namespace

std::uint32_t crc32(std::span<const std::byte> bytes)
{
    std::uint32_t crc = 0xffffffffu;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        crc ^= byteAt(bytes, i) | byteAt(bytes, i + 1) << 8 | byteAt(bytes, i + 2) << 16 | byteAt(bytes, i + 3) << 24;
        crc = kTables[7][crc & 0xffu] ^ kTables[6][(crc >> 8) & 0xffu] ^ kTables[5][(crc >> 16) & 0xffu] ^
              kTables[4][crc >> 24] ^ kTables[3][byteAt(bytes, i + 4)] ^ kTables[2][byteAt(bytes, i + 5)] ^
              kTables[1][byteAt(bytes, i + 6)] ^ kTables[0][byteAt(bytes, i + 7)];
    }
    for (; i < bytes.size(); ++i)
        crc = kTables[0][(crc ^ byteAt(bytes, i)) & 0xffu] ^ (crc >> 8);
    return ~crc;
}

}  // namespace engine::checkpoint
