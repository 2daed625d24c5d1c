#pragma once
#include <cstdint>
#include <string>

#include "engine/demo/style.h"

namespace engine::demo {

/// How many artists have a name of their own.
constexpr std::uint64_t kArtistNames = 48 * 48;

/// Made-up names, UTF-8 in composed form, without characters a file system could refuse. Two artist numbers below
/// kArtistNames never share a name: people for genres of people, bands for the others.
std::string artistName(std::uint64_t seed, std::uint64_t artistNumber, const Style& style);
std::string albumName(std::uint64_t seed, std::uint64_t artistNumber, int albumOfArtist);
std::string trackTitle(std::uint64_t seed, int index, Mood mood);

}  // namespace engine::demo
