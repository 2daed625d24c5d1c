#include "engine/dataset/track_id.h"

#include <array>
#include <span>
#include <string>

#include "engine/core/sha256.h"
#include "engine/dataset/unicode.h"

namespace engine::dataset {

namespace {

std::array<std::uint8_t, 32> trackHash(std::string_view path, std::string_view title, std::uint64_t seed)
{
    static constexpr std::string_view kSeparator = "\x1F";
    Sha256 hash;
    hash.update(normalisedPath(path));
    hash.update(kSeparator);
    hash.update(toNfc(title));
    hash.update(kSeparator);
    hash.update(std::to_string(seed));
    return hash.bytes();
}

std::uint64_t bigEndian(std::span<const std::uint8_t, 8> bytes)
{
    std::uint64_t number = 0;
    for (const auto byte : bytes)
        number = number << 8 | byte;
    return number;
}

}  // namespace

TrackId makeTrackId(std::string_view relativePathUtf8, std::string_view titleUtf8, std::uint64_t seed)
{
    const auto hash = trackHash(relativePathUtf8, titleUtf8, seed);
    return TrackId{bigEndian(std::span(hash).subspan<0, 8>())};
}

double splitUniform(std::string_view relativePathUtf8, std::string_view titleUtf8, std::uint64_t seed)
{
    const auto hash = trackHash(relativePathUtf8, titleUtf8, seed);
    // The upper 53 bits: exact in a double, hence never rounded up to 1.
    return static_cast<double>(bigEndian(std::span(hash).subspan<8, 8>()) >> 11) * 0x1p-53;
}

}  // namespace engine::dataset
