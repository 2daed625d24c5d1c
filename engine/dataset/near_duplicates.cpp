#include "engine/dataset/near_duplicates.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <unordered_map>

namespace engine::dataset {

namespace {

// Equal items by chance are rare (32 bits); so many are worth a comparison bit by bit.
constexpr std::uint32_t kLeastShared = 3;

/// Share of equal bits where b begins `offset` items after a.
double likenessAt(const Fingerprint& a, const Fingerprint& b, std::ptrdiff_t offset, const LikenessRules& rules)
{
    const auto first = std::max<std::ptrdiff_t>(0, offset);
    const auto end = std::min(static_cast<std::ptrdiff_t>(a.size()), static_cast<std::ptrdiff_t>(b.size()) + offset);
    const auto overlap = end - first;
    const auto least = std::min({rules.leastItems, a.size(), b.size()});
    if (overlap <= 0 || static_cast<std::size_t>(overlap) < least) return 0;
    std::int64_t different = 0;
    for (auto i = first; i < end; ++i)
        different += std::popcount(a[static_cast<std::size_t>(i)] ^ b[static_cast<std::size_t>(i - offset)]);
    return 1 - static_cast<double>(different) / (32.0 * static_cast<double>(overlap));
}

struct Posting {
    std::uint32_t item, track;
};

/// Pairs (low index first) with the number of items they share, for one track against all before it.
class SharedItems {
public:
    explicit SharedItems(std::span<const Fingerprint> prints, std::size_t common)
    {
        for (std::uint32_t track = 0; track < prints.size(); ++track) {
            auto own = prints[track];
            std::sort(own.begin(), own.end());
            own.erase(std::unique(own.begin(), own.end()), own.end());
            for (const auto item : own)
                m_postings.push_back({item, track});
        }
        std::sort(m_postings.begin(), m_postings.end(), [](const auto& a, const auto& b) { return a.item != b.item ? a.item < b.item : a.track < b.track; });
        dropCommon(common);
    }
    /// Calls take(a, b, shared) with a < b.
    template <typename Take>
    void eachPair(Take take) const
    {
        std::unordered_map<std::uint64_t, std::uint32_t> counts;
        for (std::size_t first = 0; first < m_postings.size();) {
            auto end = first;
            while (end < m_postings.size() && m_postings[end].item == m_postings[first].item)
                ++end;
            for (auto i = first; i < end; ++i)
                for (auto j = i + 1; j < end; ++j)
                    ++counts[std::uint64_t{m_postings[i].track} << 32 | m_postings[j].track];
            first = end;
        }
        for (const auto& [pair, shared] : counts)
            if (shared >= kLeastShared) take(static_cast<std::size_t>(pair >> 32), static_cast<std::size_t>(pair & 0xffffffffU));
    }

private:
    void dropCommon(std::size_t common)
    {
        std::vector<Posting> kept;
        for (std::size_t first = 0; first < m_postings.size();) {
            auto end = first;
            while (end < m_postings.size() && m_postings[end].item == m_postings[first].item)
                ++end;
            if (end - first <= common && end - first > 1) kept.insert(kept.end(), m_postings.begin() + static_cast<std::ptrdiff_t>(first), m_postings.begin() + static_cast<std::ptrdiff_t>(end));
            first = end;
        }
        m_postings = std::move(kept);
    }
    std::vector<Posting> m_postings;
};

std::size_t rootOf(std::vector<std::size_t>& parents, std::size_t i)
{
    while (parents[i] != i)
        i = parents[i] = parents[parents[i]];
    return i;
}

}  // namespace

double likeness(const Fingerprint& a, const Fingerprint& b, const LikenessRules& rules)
{
    std::unordered_map<std::uint32_t, std::vector<std::ptrdiff_t>> places;
    for (std::size_t i = 0; i < b.size(); ++i)
        places[b[i]].push_back(static_cast<std::ptrdiff_t>(i));
    std::unordered_map<std::ptrdiff_t, int> votes;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (const auto found = places.find(a[i]); found != places.end() && found->second.size() <= rules.commonItems)
            for (const auto at : found->second)
                ++votes[static_cast<std::ptrdiff_t>(i) - at];
    if (votes.empty()) return 0;
    const auto best = std::max_element(votes.begin(), votes.end(), [](const auto& x, const auto& y) { return x.second != y.second ? x.second < y.second : x.first > y.first; });
    const auto alike = likenessAt(a, b, best->first, rules);
    return alike >= 1 - rules.mostDifferent ? alike : 0;
}

std::vector<NearDuplicate> findNearDuplicates(std::span<const Fingerprint> prints, const LikenessRules& rules, RunControl& control)
{
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    SharedItems(prints, rules.commonItems).eachPair([&](std::size_t a, std::size_t b) { pairs.emplace_back(a, b); });
    std::sort(pairs.begin(), pairs.end());
    std::vector<std::size_t> parents(prints.size());
    std::iota(parents.begin(), parents.end(), std::size_t{0});
    std::vector<double> best(prints.size(), 0);
    std::int64_t done = 0;
    for (const auto& [a, b] : pairs) {
        control.step("compare", done++, static_cast<std::int64_t>(pairs.size()));
        const auto alike = likeness(prints[a], prints[b], rules);
        if (alike <= 0) continue;
        best[a] = std::max(best[a], alike);
        best[b] = std::max(best[b], alike);
        const auto x = rootOf(parents, a), y = rootOf(parents, b);
        parents[std::max(x, y)] = std::min(x, y);
    }
    std::vector<NearDuplicate> found;
    for (std::size_t i = 0; i < prints.size(); ++i)
        if (best[i] > 0) found.push_back({i, rootOf(parents, i), best[i]});
    return found;
}

}  // namespace engine::dataset
