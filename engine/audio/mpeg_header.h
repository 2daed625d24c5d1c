#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace engine::audio {

/// One MPEG audio frame header (ISO 11172-3, 13818-3).
struct MpegHeader {
    int layer = 3;
    int sampleRateHz = 0;
    int channels = 0;
    int samples = 0;        ///< per frame and channel
    int frameBytes = 0;     ///< 0 = free format
    bool lowSamplingFrequency = false;
};

std::optional<MpegHeader> parseMpegHeader(std::span<const unsigned char> bytes);

/// The Xing/Info header that encoders put into the first layer 3 frame. Absent fields are nullopt.
struct XingHeader {
    std::optional<std::int64_t> frames;   ///< after this one
    std::optional<std::int64_t> bytes;    ///< from the start of this frame
};
/// frame: the bytes of the first frame, as many as there are.
std::optional<XingHeader> parseXing(const MpegHeader& header, std::span<const unsigned char> frame);

}  // namespace engine::audio
