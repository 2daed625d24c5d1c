#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace engine::audio {

/// Fingerprint of decoded samples: XXH64 (seed 0) of the samples as little-endian 16-bit integers. Rounding makes the same
/// recording in WAV and FLAC, or from two versions of a decoder, agree. Not meant against forgery; SHA-256 would cost as much as
/// decoding an mp3.
class SampleHash {
public:
    void update(std::span<const float> mono);
    /// 16 lower-case hex digits.
    std::string hex() const;

private:
    void stripe(const unsigned char* bytes);
    std::array<std::uint64_t, 4> m_lanes{0x60EA27EEADC0B5D6u, 0xC2B2AE3D27D4EB4Fu, 0, 0x61C8864E7A143579u};
    std::vector<unsigned char> m_rest;
    std::uint64_t m_bytes = 0;
};

}  // namespace engine::audio
