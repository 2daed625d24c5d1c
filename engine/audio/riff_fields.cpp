// WAV and AIFF: an ID3v2 tag in a chunk of its own ("id3 ", "ID3 "); every other chunk keeps its bytes and its order.
#include <algorithm>

#include "engine/audio/metadata.h"
#include "engine/audio/tag_bytes.h"
#include "engine/core/error.h"

namespace engine::audio {

namespace {

constexpr std::size_t kRiffHeader = 12, kChunkHeader = 8;
constexpr std::uint64_t kMaxRiffBytes = 0xffffffffU;

struct RiffChunk {
    std::size_t at = 0, bytes = 0;   ///< of the data
    bool isId3 = false;
};

std::uint32_t sizeAt(std::string_view bytes, std::size_t at, bool bigEndian)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | static_cast<unsigned char>(bytes[at + (bigEndian ? i : 3 - i)]);
    return number;
}

std::string sizeBytes(std::size_t number, bool bigEndian)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>((number >> shift) & 0xff);
    if (!bigEndian) std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

std::vector<RiffChunk> chunksOf(std::string_view bytes, bool bigEndian, const std::string& subject)
{
    std::vector<RiffChunk> chunks;
    for (std::size_t at = kRiffHeader; at + kChunkHeader <= bytes.size();) {
        const std::size_t length = sizeAt(bytes, at + 4, bigEndian);
        if (length > bytes.size() - at - kChunkHeader) throw Error(ErrorCode::Corrupt, subject, "a chunk of it is cut short; it is not changed here");
        const auto id = bytes.substr(at, 4);
        chunks.push_back({at + kChunkHeader, length, id == "id3 " || id == "ID3 "});
        at += kChunkHeader + length + length % 2;
    }
    return chunks;
}

}  // namespace

std::string riffWithFields(std::string_view bytes, const std::vector<FieldChange>& changes, const std::string& separator, const std::string& subject)
{
    const bool isAiff = bytes.starts_with("FORM");
    if (bytes.size() < kRiffHeader || !(isAiff || bytes.starts_with("RIFF")))
        throw Error(ErrorCode::Unsupported, subject, "a plain WAV or AIFF file wanted; tags are not written into its 64-bit forms");
    std::string result(bytes.substr(0, kRiffHeader));
    std::string_view before;
    std::size_t from = kRiffHeader;
    for (const auto& chunk : chunksOf(bytes, isAiff, subject)) {
        if (!chunk.isId3) continue;
        if (before.empty()) before = bytes.substr(chunk.at, chunk.bytes);
        result += bytes.substr(from, chunk.at - kChunkHeader - from);
        from = std::min(bytes.size(), chunk.at + chunk.bytes + chunk.bytes % 2);
    }
    result += bytes.substr(from);
    if (result.size() % 2 == 1) result += '\0';
    const auto tag = id3WithFields(before, changes, separator, subject);
    result += (isAiff ? "ID3 " : "id3 ") + sizeBytes(tag.size(), isAiff) + tag;
    if (tag.size() % 2 == 1) result += '\0';
    if (result.size() - kChunkHeader > kMaxRiffBytes) throw Error(ErrorCode::TooLarge, subject, "with its tags it would be longer than its format can say");
    return result.replace(4, 4, sizeBytes(result.size() - kChunkHeader, isAiff));
}

bool hasId3Chunk(std::string_view bytes, const std::string& subject)
{
    if (bytes.size() < kRiffHeader) return false;
    const auto chunks = chunksOf(bytes, bytes.starts_with("FORM"), subject);
    return std::any_of(chunks.begin(), chunks.end(), [](const auto& chunk) { return chunk.isId3; });
}

}  // namespace engine::audio
