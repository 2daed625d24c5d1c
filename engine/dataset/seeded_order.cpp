#include "engine/dataset/seeded_order.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace engine::dataset {

namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that scatters neighbouring numbers.
std::uint64_t scattered(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

}  // namespace

std::vector<std::size_t> seededOrder(std::span<const std::uint64_t> keys, std::uint64_t seed)
{
    const auto salt = scattered(seed);
    std::vector<std::pair<std::uint64_t, std::size_t>> ranked;
    ranked.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        ranked.emplace_back(scattered(keys[i] ^ salt), i);
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::size_t> order;
    order.reserve(ranked.size());
    for (const auto& [rank, index] : ranked)
        order.push_back(index);
    return order;
}

}  // namespace engine::dataset
