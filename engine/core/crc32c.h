#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace engine {

/// CRC-32C (Castagnoli, polynomial 0x82F63B78 reflected), as in RFC 3720. Pass an earlier result to go on from it.
std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t before = 0);

}  // namespace engine
