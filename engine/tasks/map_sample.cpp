#include "engine/tasks/map_sample.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/core/random.h"

namespace engine::tasks {

namespace {

using Strata = std::vector<std::vector<std::size_t>>;   // places of each, by name

/// Hamilton's largest remainders, after one place for each stratum where that is possible.
std::vector<std::size_t> quotas(const Strata& strata, std::size_t total, std::size_t count)
{
    const std::size_t least = count >= strata.size() ? 1 : 0;
    const std::size_t shared = count - least * strata.size();
    const std::size_t rest = total - least * strata.size();
    std::vector<std::size_t> quota(strata.size());
    std::vector<std::pair<double, std::size_t>> remainders;
    std::size_t given = 0;
    for (std::size_t s = 0; s < strata.size(); ++s) {
        const double exact = rest == 0 ? 0 : static_cast<double>(shared) * static_cast<double>(strata[s].size() - least) / static_cast<double>(rest);
        const auto whole = static_cast<std::size_t>(exact);
        quota[s] = least + whole;
        given += whole;
        remainders.emplace_back(exact - static_cast<double>(whole), s);
    }
    std::stable_sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; given < shared; ++i, ++given)
        ++quota[remainders[i].second];
    return quota;
}

}  // namespace

std::vector<std::size_t> stratifiedSample(std::span<const std::string> strata, std::size_t count, std::uint64_t seed)
{
    std::vector<std::size_t> taken(strata.size());
    std::iota(taken.begin(), taken.end(), std::size_t{0});
    if (count >= strata.size()) return taken;
    std::map<std::string, std::vector<std::size_t>> byName;
    for (const auto place : taken)
        byName[strata[place]].push_back(place);
    Strata groups;
    for (auto& [name, places] : byName)
        groups.push_back(std::move(places));
    const auto quota = quotas(groups, strata.size(), count);
    taken.clear();
    for (std::size_t s = 0; s < groups.size(); ++s) {
        const auto order = SplitMix({seed, s}).permutation(groups[s].size());
        for (std::size_t i = 0; i < quota[s]; ++i)
            taken.push_back(groups[s][order[i]]);
    }
    std::sort(taken.begin(), taken.end());
    return taken;
}

}  // namespace engine::tasks
