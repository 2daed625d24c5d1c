#include "engine/retrieval/ranking_quality.h"

#include <algorithm>
#include <cmath>

#include "engine/core/random.h"

namespace engine::retrieval {

namespace {

constexpr std::size_t kShort = 5;
constexpr std::size_t kLong = 10;

double gainAt(std::size_t place)
{
    return 1 / std::log2(static_cast<double>(place) + 2);
}

void addQuery(const std::vector<bool>& relevance, std::size_t total, RankingQuality& sums)
{
    std::size_t found = 0;
    double precisions = 0;
    double gain = 0;
    double best = 0;
    bool first = true;
    for (std::size_t place = 0; place < relevance.size(); ++place) {
        if (place < kLong && place < total) best += gainAt(place);
        if (!relevance[place]) continue;
        ++found;
        precisions += static_cast<double>(found) / static_cast<double>(place + 1);
        if (place < kShort) sums.precisionAt5 += 1.0 / kShort;
        if (place >= kLong) continue;
        sums.precisionAt10 += 1.0 / kLong;
        gain += gainAt(place);
        if (first) sums.mrrAt10 += 1 / static_cast<double>(place + 1);
        first = false;
    }
    sums.meanAveragePrecision += precisions / static_cast<double>(total);
    sums.ndcgAt10 += gain / best;
}

}  // namespace

RankingQuality evaluateRankings(std::span<const std::vector<std::uint32_t>> rankings,
                                const std::function<bool(std::uint32_t, std::uint32_t)>& relevant)
{
    RankingQuality result;
    for (std::uint32_t query = 0; query < rankings.size(); ++query) {
        std::vector<bool> relevance;
        for (const auto item : rankings[query])
            relevance.push_back(relevant(query, item));
        const auto total = static_cast<std::size_t>(std::count(relevance.begin(), relevance.end(), true));
        if (total == 0) continue;
        addQuery(relevance, total, result);
        ++result.queries;
    }
    if (result.queries == 0) return result;
    for (double* value : {&result.precisionAt5, &result.precisionAt10, &result.meanAveragePrecision, &result.mrrAt10, &result.ndcgAt10})
        *value /= static_cast<double>(result.queries);
    return result;
}

HitRate leaveOneOutHitRate(std::span<const std::vector<std::uint32_t>> plays, std::size_t items, std::size_t count, std::uint64_t seed,
                           const std::function<std::vector<std::uint32_t>(std::span<const std::uint32_t>, std::size_t)>& recommend)
{
    HitRate result;
    SplitMix random(seed);
    std::size_t hits = 0;
    double chances = 0;
    for (const auto& songs : plays) {
        const auto chosen = static_cast<std::size_t>(random.next());   // drawn for every listener: who is left out moves nobody else's
        if (songs.size() < 2) {
            ++result.leftOut;
            continue;
        }
        auto others = songs;
        const auto held = others[chosen % others.size()];
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(chosen % others.size()));
        const auto answer = recommend(others, count);
        if (std::ranges::find(answer, held) != answer.end()) ++hits;
        const auto open = static_cast<double>(items - others.size());
        chances += std::min(1.0, static_cast<double>(count) / open);
        ++result.listeners;
    }
    if (result.listeners == 0) return result;
    result.rate = static_cast<double>(hits) / static_cast<double>(result.listeners);
    result.byChance = chances / static_cast<double>(result.listeners);
    return result;
}

}  // namespace engine::retrieval
