#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct XXH64_state_s;

namespace engine::audio {

/// Fingerprint of decoded samples: XXH64 (seed 0) of the samples as little-endian 16-bit integers. Rounding makes the same
/// recording in WAV and FLAC, or from two versions of a decoder, agree. Not meant against forgery; SHA-256 would cost as much as
/// decoding an mp3.
class SampleHash {
public:
    SampleHash();
    void update(std::span<const float> mono);
    /// 16 lower-case hex digits.
    std::string hex() const;

private:
    struct Free {
        void operator()(XXH64_state_s* state) const;
    };
    std::unique_ptr<XXH64_state_s, Free> m_state;
    std::vector<std::int16_t> m_rounded;
};

}  // namespace engine::audio
