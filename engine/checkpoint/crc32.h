#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace engine::checkpoint
{

/// CRC-32 of ISO 3309 (polynomial 0xEDB88320, reflected), as in ZIP and zlib.
std::uint32_t crc32(std::span<const std::byte> bytes);

}  // namespace engine::checkpoint
