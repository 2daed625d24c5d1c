#include "engine/dataset/label_resample.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "engine/core/error.h"
#include "engine/dataset/seeded_order.h"

namespace engine::dataset {

namespace {

constexpr double kLargestRatio = 100;
constexpr double kLargestTarget = 1e8;

class Balance {
public:
    Balance(std::span<const std::vector<std::size_t>> trackTags, std::size_t tags, std::int64_t target) : occurrences(trackTags.size(), 1), m_trackTags(trackTags), m_counts(tags, 0), m_target(target)
    {
        for (const auto& own : trackTags)
            for (const auto tag : own)
                ++m_counts[tag];
    }
    void change(std::size_t track, int by)
    {
        occurrences[track] += by;
        for (const auto tag : m_trackTags[track])
            m_counts[tag] += by;
    }
    bool hasRoomless(std::size_t track) const
    {
        return std::any_of(m_trackTags[track].begin(), m_trackTags[track].end(), [&](auto tag) { return m_counts[tag] >= m_target; });
    }
    bool canSpare(std::size_t track) const
    {
        const auto& own = m_trackTags[track];
        return !own.empty() && std::all_of(own.begin(), own.end(), [&](auto tag) { return m_counts[tag] > m_target; });
    }
    std::int64_t count(std::size_t tag) const { return m_counts[tag]; }

    std::vector<int> occurrences;

private:
    std::span<const std::vector<std::size_t>> m_trackTags;
    std::vector<std::int64_t> m_counts;
    std::int64_t m_target;
};

}  // namespace

ResampleWish resampleWishFrom(std::string_view text)
{
    const bool isTimes = text.ends_with('x');
    const auto digits = text.substr(0, text.size() - (isTimes ? 1 : 0));
    double number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc{} || end != digits.data() + digits.size() || !(number > 0) || number > (isTimes ? kLargestRatio : kLargestTarget))
        throw Error(ErrorCode::InvalidArgument, std::string(text), "a ratio such as 1.3 (below 100) or a count of 100 and more wanted");
    if (isTimes || number < kLargestRatio) return {number, 0, false};
    if (number != std::floor(number)) throw Error(ErrorCode::InvalidArgument, std::string(text), "a count is a whole number");
    return {1, static_cast<std::int64_t>(number), false};
}

std::vector<int> resamplePerTag(std::span<const std::vector<std::size_t>> trackTags, std::size_t tags, std::span<const std::uint64_t> keys, std::int64_t target,
                                int maxOccurrences, std::uint64_t seed)
{
    if (target < 1 || maxOccurrences < 1) throw Error(ErrorCode::InvalidArgument, "target", "a count above 0 wanted");
    Balance balance(trackTags, tags, target);
    const auto order = seededOrder(keys, seed);
    std::vector<std::vector<std::size_t>> tracksOfTag(tags);
    for (const auto track : order) {
        if (balance.canSpare(track)) balance.change(track, -1);
        for (const auto tag : trackTags[track])
            tracksOfTag[tag].push_back(track);
    }
    std::vector<std::size_t> rarestFirst(tags);
    std::iota(rarestFirst.begin(), rarestFirst.end(), std::size_t{0});
    std::stable_sort(rarestFirst.begin(), rarestFirst.end(), [&](auto a, auto b) { return balance.count(a) < balance.count(b); });
    for (const auto tag : rarestFirst) {
        bool added = true;
        for (int limit = 1; limit <= maxOccurrences && balance.count(tag) < target; limit += added ? 0 : 1) {
            added = false;
            for (const bool withFull : {false, true})
                for (const auto track : tracksOfTag[tag]) {
                    // Nobody occurs once more before all others of the tag have occurred as often.
                    if (balance.count(tag) >= target || balance.occurrences[track] >= limit || balance.hasRoomless(track) != withFull) continue;
                    balance.change(track, 1);
                    added = true;
                }
        }
    }
    return balance.occurrences;
}

}  // namespace engine::dataset
