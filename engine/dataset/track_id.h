#pragma once
#include <cstdint>
#include <string_view>

#include "engine/core/ids.h"

namespace engine::dataset {

/// First 16 hex digits of sha256(NFC(path with "/") + 0x1F + NFC(title) + 0x1F + decimal seed).
/// A path with backslashes and a path with decomposed accents are the same path. The path is relative to the library.
TrackId makeTrackId(std::string_view relativePathUtf8, std::string_view titleUtf8, std::uint64_t seed);

/// The next 16 hex digits of the same hash as a number in [0, 1): a track keeps its place when the library grows.
double splitUniform(std::string_view relativePathUtf8, std::string_view titleUtf8, std::uint64_t seed);

}  // namespace engine::dataset
