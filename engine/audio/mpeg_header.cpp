#include "engine/audio/mpeg_header.h"

#include <cstring>

namespace engine::audio {

namespace {

// kbit/s by [MPEG 1 layer 1, 2, 3; MPEG 2 layer 1; MPEG 2 layers 2 and 3]
constexpr int kBitrates[5][15] = {{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
                                  {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
                                  {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
                                  {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
                                  {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}};
constexpr int kRates[3] = {44100, 48000, 32000};

std::int64_t bigEndian32(const unsigned char* bytes)
{
    return (std::int64_t{bytes[0]} << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
}

}  // namespace

std::optional<MpegHeader> parseMpegHeader(std::span<const unsigned char> bytes)
{
    if (bytes.size() < 4 || bytes[0] != 0xff || (bytes[1] & 0xe0) != 0xe0) return std::nullopt;
    const int version = (bytes[1] >> 3) & 3;   // 0 = 2.5, 1 = reserved, 2 = 2, 3 = 1
    const int layerBits = (bytes[1] >> 1) & 3;
    const int bitrateIndex = bytes[2] >> 4;
    const int rateIndex = (bytes[2] >> 2) & 3;
    if (version == 1 || layerBits == 0 || bitrateIndex == 15 || rateIndex == 3) return std::nullopt;
    MpegHeader header;
    header.layer = 4 - layerBits;
    header.lowSamplingFrequency = version != 3;
    header.sampleRateHz = kRates[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    header.channels = (bytes[3] >> 6) == 3 ? 1 : 2;
    header.samples = header.layer == 1 ? 384 : header.layer == 3 && header.lowSamplingFrequency ? 576 : 1152;
    const int table = !header.lowSamplingFrequency ? header.layer - 1 : header.layer == 1 ? 3 : 4;
    const int bitsPerSecond = kBitrates[table][bitrateIndex] * 1000;
    const int padding = (bytes[2] >> 1) & 1;
    if (bitsPerSecond > 0)
        header.frameBytes = header.layer == 1 ? (12 * bitsPerSecond / header.sampleRateHz + padding) * 4
                                              : header.samples / 8 * bitsPerSecond / header.sampleRateHz + padding;
    return header;
}

std::optional<XingHeader> parseXing(const MpegHeader& header, std::span<const unsigned char> frame)
{
    const std::size_t sideInfo = header.lowSamplingFrequency ? (header.channels == 1 ? 9 : 17) : (header.channels == 1 ? 17 : 32);
    const std::size_t at = 4 + sideInfo;
    if (header.layer != 3 || frame.size() < at + 16) return std::nullopt;
    if (std::memcmp(frame.data() + at, "Xing", 4) != 0 && std::memcmp(frame.data() + at, "Info", 4) != 0) return std::nullopt;
    const auto flags = bigEndian32(frame.data() + at + 4);
    std::size_t next = at + 8;
    XingHeader xing;
    if ((flags & 1) != 0) {
        xing.frames = bigEndian32(frame.data() + next);
        next += 4;
    }
    if ((flags & 2) != 0) xing.bytes = bigEndian32(frame.data() + next);
    return xing;
}

}  // namespace engine::audio
