#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::dataset {

/// A fingerprint: 32 bits an item, items evenly spaced in time (audio_fingerprint.h). Equal sound gives few different bits, other sound half of them.
using Fingerprint = std::vector<std::uint32_t>;

struct LikenessRules {
    std::size_t leastItems = 200;    ///< two recordings are compared over at least so many items, or over the shorter one if it is shorter
    double mostDifferent = 0.25;     ///< share of different bits up to which they are one recording. Haitsma and Kalker accept 0.35 over 3 s;
                                     ///< these are whole tracks, and loops that several tracks share must not count
    std::size_t commonItems = 50;    ///< an item in more tracks than this (silence) tells nothing
};

/// Share of equal bits of the best alignment, 0 where there is none by the rules: the offset is that of most equal items.
double likeness(const Fingerprint& a, const Fingerprint& b, const LikenessRules& rules = {});

struct NearDuplicate {
    std::size_t track = 0;           ///< index into the fingerprints
    std::size_t group = 0;           ///< the lowest index of its group
    double likeness = 0;             ///< to the most alike other one of the group
};

/// Tracks that sound alike, in groups of two and more, ordered by index. Pairs are found by the items they share, so the time grows with the
/// number of tracks, not with its square. Empty fingerprints are nobody's.
std::vector<NearDuplicate> findNearDuplicates(std::span<const Fingerprint> prints, const LikenessRules& rules, RunControl& control);

}  // namespace engine::dataset
