#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/run_control.h"

namespace engine::dataset {

struct RetrievalSplitConfig {
    std::array<double, 2> cuts{0.70, 0.85};   ///< of the shuffled artists: where training and validation end
    std::size_t minimum = 100;                ///< songs wanted of every tag in every part
    std::size_t tries = 1000;                 ///< the published step has no limit and can go on for ever
    std::uint64_t seed = 0;                   ///< the published shuffle is not seeded
};
struct RetrievalSplitPlan {
    std::vector<Part> parts;                              ///< [songs]
    std::vector<std::array<std::size_t, 3>> positives;    ///< [tags] songs in each part
    std::size_t tries = 0;                                ///< made
    std::size_t bestTry = 0;                              ///< from 1
    bool reached = false;                                 ///< every tag has the minimum in every part
};

/// The split of Won et al. 2020 (arXiv 2010.16030): artists are shuffled and cut, again and again, until the rarest tag has enough songs in each part;
/// failing that the try with the largest smallest count (of equals, the one with the fewest tags below the minimum) is given. artists: [songs] a number an artist, below
/// `artistCount`; carries: [songs, tags]. Throws Error{InvalidArgument, TooShort}.
RetrievalSplitPlan planRetrievalSplit(std::span<const std::uint32_t> artists, std::size_t artistCount, std::span<const std::uint8_t> carries, std::size_t tags,
                                      const RetrievalSplitConfig& config, RunControl& control);

}  // namespace engine::dataset
