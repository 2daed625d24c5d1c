#include "engine/tasks/wav_file.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kMostSamples = 1'000'000'000;   // what the header's 32 bits can say

void append(std::string& bytes, std::uint32_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 255);
}

}  // namespace

void writeWavFile(const std::filesystem::path& file, std::span<const float> samples, int rateHz)
{
    if (samples.size() > kMostSamples) throw Error(ErrorCode::TooLarge, file.string(), "more sound than a WAV file holds");
    const auto dataBytes = static_cast<std::uint32_t>(samples.size() * 2), rate = static_cast<std::uint32_t>(rateHz);
    std::string bytes = "RIFF";
    append(bytes, 36 + dataBytes, 4);
    bytes += "WAVEfmt ";
    append(bytes, 16, 4);
    append(bytes, 1, 2);   // PCM
    append(bytes, 1, 2);   // one channel
    append(bytes, rate, 4);
    append(bytes, rate * 2, 4);
    append(bytes, 2, 2);
    append(bytes, 16, 2);
    bytes += "data";
    append(bytes, dataBytes, 4);
    for (const float sample : samples)
        append(bytes, static_cast<std::uint16_t>(static_cast<std::int16_t>(std::lround(32767.0f * std::clamp(sample, -1.0f, 1.0f)))), 2);
    writeFileAtomically(file, bytes);
}

}  // namespace engine::tasks
