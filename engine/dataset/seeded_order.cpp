#include "engine/dataset/seeded_order.h"

#include <algorithm>
#include <utility>

#include "engine/core/random.h"

namespace engine::dataset {

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
