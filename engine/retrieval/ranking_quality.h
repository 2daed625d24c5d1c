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

}  // namespace engine::retrieval
