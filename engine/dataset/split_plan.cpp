#include "engine/dataset/split_plan.h"

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "engine/core/error.h"
#include "engine/dataset/leak_check.h"
#include "engine/dataset/seeded_order.h"

namespace engine::dataset {

namespace {

/// Disjoint sets of track indices.
class Sets {
public:
    explicit Sets(std::size_t size) : m_parent(size) { std::iota(m_parent.begin(), m_parent.end(), std::size_t{0}); }
    std::size_t root(std::size_t i)
    {
        while (m_parent[i] != i)
            i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) { m_parent[root(a)] = root(b); }

private:
    std::vector<std::size_t> m_parent;
};

/// Joins all tracks with the same key; gives those that share theirs.
template <typename KeyOf>
std::set<std::size_t> joinByKey(Sets& sets, std::size_t tracks, KeyOf keyOf)
{
    std::unordered_map<std::string, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < tracks; ++i)
        if (auto key = keyOf(i); !key.empty()) members[std::move(key)].push_back(i);
    std::set<std::size_t> shared;
    for (const auto& [key, together] : members) {
        if (together.size() > 1) shared.insert(together.begin(), together.end());
        for (const auto i : together)
            sets.join(together.front(), i);
    }
    return shared;
}

SplitUnit unitOf(std::span<const SplitTrack> tracks, const std::vector<std::size_t>& members)
{
    std::map<std::size_t, double> counts;
    for (const auto i : members)
        for (const auto tag : tracks[i].tags)
            ++counts[tag];
    SplitUnit unit{static_cast<double>(members.size()), {}};
    for (const auto& [tag, count] : counts)
        unit.tags.push_back({tag, count});
    return unit;
}

/// Track indices that stay together. The order of the sets, and within each, depends on the seed and the ids only.
std::vector<std::vector<std::size_t>> unitMembers(std::span<const SplitTrack> tracks, Sets& sets, std::uint64_t seed)
{
    std::vector<std::uint64_t> ids;
    ids.reserve(tracks.size());
    for (const auto& track : tracks)
        ids.push_back(value(track.id));
    std::vector<std::vector<std::size_t>> units;
    std::unordered_map<std::size_t, std::size_t> unitOfRoot;
    for (const auto i : seededOrder(ids, seed)) {
        const auto [at, isNew] = unitOfRoot.try_emplace(sets.root(i), units.size());
        if (isNew) units.emplace_back();
        units[at->second].push_back(i);
    }
    return units;
}

}  // namespace

std::string_view groupByName(GroupBy groupBy)
{
    switch (groupBy) {
    case GroupBy::None: return "none";
    case GroupBy::Artist: return "artist";
    case GroupBy::Album: return "album";
    }
    return "?";
}

GroupBy groupByFromName(std::string_view name)
{
    for (const auto groupBy : {GroupBy::None, GroupBy::Artist, GroupBy::Album})
        if (groupByName(groupBy) == name) return groupBy;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "tracks are grouped by artist, album or none");
}

std::array<double, 3> normalisedRatios(std::span<const double> shares)
{
    double sum = 0;
    for (const double share : shares) {
        if (!(share >= 0) || !std::isfinite(share)) throw Error(ErrorCode::InvalidArgument, "ratios", "a share must be a number not below 0");
        sum += share;
    }
    if (shares.size() != 3) throw Error(ErrorCode::InvalidArgument, "ratios", "three shares wanted, for train, valid and test, as in 80,10,10");
    if (!(shares[0] > 0) || !std::isfinite(sum)) throw Error(ErrorCode::InvalidArgument, "ratios", "the training part needs a share above 0");
    return {shares[0] / sum, shares[1] / sum, shares[2] / sum};
}

SplitPlan planSplit(std::span<const SplitTrack> tracks, const SplitPlanConfig& config)
{
    SplitPlan plan;
    Sets sets(tracks.size());
    joinByKey(sets, tracks.size(), [&](std::size_t i) { return groupKey(tracks[i].group); });
    auto copies = joinByKey(sets, tracks.size(), [&](std::size_t i) { return tracks[i].audioHash; });
    copies.merge(joinByKey(sets, tracks.size(), [&](std::size_t i) { return tracks[i].fileHash; }));
    copies.merge(joinByKey(sets, tracks.size(), [&](std::size_t i) { return tracks[i].likeGroup; }));
    plan.copies = copies.size();

    const auto members = unitMembers(tracks, sets, config.seed);
    plan.units = members.size();
    std::vector<SplitUnit> units;
    units.reserve(members.size());
    for (const auto& together : members)
        units.push_back(unitOf(tracks, together));

    auto untagged = units;
    for (auto& unit : untagged)
        unit.tags.clear();
    const auto parts = config.stratify ? iterativeStratification(units, config.tags, config.ratios)
                                       : iterativeStratification(untagged, 0, config.ratios);
    plan.quality = splitQuality(units, config.tags, config.ratios, parts);
    plan.parts.resize(tracks.size());
    for (std::size_t unit = 0; unit < members.size(); ++unit)
        for (const auto i : members[unit])
            plan.parts[i] = static_cast<Part>(parts[unit]);
    return plan;
}

}  // namespace engine::dataset
