#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace engine::retrieval {

/// How good ranked answers are, means over all queries. Binary relevance; the query itself is in no ranking.
struct RankingQuality {
    double precisionAt5 = 0;           ///< all five numbers: queries without any relevant item are left out
    double precisionAt10 = 0;
    double meanAveragePrecision = 0;   ///< over the whole ranking
    double mrrAt10 = 0;                ///< 1 / rank of the first relevant one, 0 if not among ten
    double ndcgAt10 = 0;               ///< gain 1, discount log2(rank + 1), against the best order possible
    std::size_t queries = 0;
};

/// rankings[q]: all items but q, best first. relevant(q, item): the two share a label.
RankingQuality evaluateRankings(std::span<const std::vector<std::uint32_t>> rankings,
                                const std::function<bool(std::uint32_t query, std::uint32_t item)>& relevant);

/// Leave-one-out hit rate: how often a song that a listener likes is among the first `count` when asked for by the listener's others.
struct HitRate {
    double rate = 0;                 ///< share of the listeners asked whose song was found
    double byChance = 0;             ///< what a random list would reach
    std::size_t listeners = 0, leftOut = 0;   ///< leftOut: with fewer than two songs
};

/// plays[listener]: songs (places below `items`), each once. One song a listener is held out, chosen by the seed.
/// recommend: for some songs `count` others, best first.
HitRate leaveOneOutHitRate(std::span<const std::vector<std::uint32_t>> plays, std::size_t items, std::size_t count, std::uint64_t seed,
                           const std::function<std::vector<std::uint32_t>(std::span<const std::uint32_t> songs, std::size_t count)>& recommend);

}  // namespace engine::retrieval
