#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/run_control.h"

namespace engine::active
{

/// Which tracks are proposed. u: uncertainty of a track (acquisition.h); d: its distance to the nearest track that is
/// labelled or already in the batch, half the chord between unit vectors, 0 (the same) .. 1 (opposite).
enum class Strategy {
    Random,    ///< the base line: any
    Entropy,   ///< u alone, mean binary entropy
    Margin,    ///< u alone, margin
    Coverage,  ///< d alone: farthest first, the greedy k-centre of Sener, Savarese 2018 (arXiv 1708.00489)
    Combined,  ///< u x d, u being entropy, the largest first: uncertain, and unlike what is known and what else is proposed
    Sampled,   ///< drawn in proportion to (u x d)^2: k-means++ seeding weighted by uncertainty, as in BADGE (Ash et al.
               ///< 2020, arXiv 1906.03671), whose gradients are the longer, the less sure the model is
};

/// "random", "entropy", "margin", "coverage", "combined", "sampled"
std::string_view strategyName(Strategy strategy);
/// Throws Error{InvalidArgument} listing the names.
Strategy strategyFrom(std::string_view name);
const std::vector<std::string>& strategyNames();

struct Pool {
    std::size_t width = 0;
    std::span<const float> vectors;         ///< [rows, width], of length 1 (unitRows)
    std::span<const float> uncertainty;     ///< [rows]; not read by Random and Coverage
    std::vector<std::uint32_t> candidates;  ///< rows that may be proposed
    std::vector<std::uint32_t> labelled;    ///< rows that are known
};

struct Choice {
    std::uint32_t row = 0;
    float uncertainty = 0;                 ///< u; 0 where the pool has none
    float distance = 1;                    ///< d when it was chosen; 1 while nothing is labelled
    std::optional<std::uint32_t> nearest;  ///< the row it was measured to: labelled, or earlier in the batch
};

/// At most `count` candidates in the order of choice; fewer if there are no more. A candidate that equals a known one (d =
/// 0: a copy) is proposed last of all. While nothing is labelled the first one is the most uncertain, of equals the one nearest to
/// the mean. The same seed gives the same batch on every processor. Time O(candidates x (labelled + count) x width).
/// Throws Error{Mismatch} where the sizes do not agree, Cancelled.
std::vector<Choice> chooseBatch(const Pool& pool, std::size_t count, Strategy strategy, std::uint64_t seed, RunControl& control);

/// Every row of [rows, width] made to have length 1; a row of zeros stays.
void unitRows(std::span<float> vectors, std::size_t width);

}  // namespace engine::active
