#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace engine {

/// FIPS 180-4. Streaming: update as often as needed, then hex() or bytes() once.
class Sha256 {
public:
    Sha256();
    void update(std::span<const std::byte> bytes);
    void update(std::string_view text);
    std::array<std::uint8_t, 32> bytes();
    std::string hex();

private:
    void block(const std::uint8_t* data);
    std::array<std::uint32_t, 8> m_state;
    std::array<std::uint8_t, 64> m_buffer{};
    std::size_t m_filled = 0;
    std::uint64_t m_length = 0;
};

std::string sha256Hex(std::string_view text);
std::string sha256HexOfFile(const std::filesystem::path& path);

}  // namespace engine
