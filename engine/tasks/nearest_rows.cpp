#include "engine/tasks/nearest_rows.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>

#include "engine/active/kernels.h"
#include "engine/retrieval/kept_index.h"
#include "engine/retrieval/vector_index.h"

namespace engine::tasks {

namespace {

constexpr float kBelowAnyCosine = -2.0f;

/// The greatest cosine of a vector of length 1 with any example but those tracks.
float greatestCosine(std::span<const float> vector, const UnitRows& examples, std::initializer_list<std::optional<TrackId>> without)
{
    std::vector<std::size_t> holes;
    for (const auto& track : without)
        if (const auto at = track ? examples.find(*track) : std::nullopt) holes.push_back(*at);
    holes.push_back(examples.tracks.size());
    std::ranges::sort(holes);
    constexpr std::array<std::uint32_t, 1> kThis{0};
    std::array<float, 1> best{kBelowAnyCosine};
    std::array<std::uint32_t, 1> ignored{};
    std::size_t first = 0;
    for (const auto hole : holes) {
        if (hole > first)
            active::greatestProducts(vector, examples.width, kThis, std::span(examples.values).subspan(first * examples.width, (hole - first) * examples.width), 0, best, ignored);
        first = hole + 1;
    }
    return best[0];
}

}  // namespace

std::optional<std::size_t> UnitRows::find(TrackId track) const
{
    const auto found = std::ranges::lower_bound(tracks, track);
    if (found == tracks.end() || *found != track) return {};
    return static_cast<std::size_t>(found - tracks.begin());
}

UnitRows unitRows(const store::TrackMatrix& vectors, std::span<const TrackId> wanted)
{
    UnitRows rows;
    rows.width = vectors.width;
    rows.values.reserve(std::min(wanted.size(), vectors.tracks.size()) * vectors.width);
    for (std::size_t i = 0; i < vectors.tracks.size(); ++i) {
        if (!std::ranges::binary_search(wanted, vectors.tracks[i])) continue;
        const auto* row = vectors.values.data() + i * vectors.width;
        rows.tracks.push_back(vectors.tracks[i]);
        rows.values.insert(rows.values.end(), row, row + vectors.width);
        retrieval::normalise(std::span(rows.values).last(vectors.width));
    }
    return rows;
}

std::vector<NearExample> nearestRows(const UnitRows& examples, std::span<const float> query, std::size_t count, std::optional<TrackId> without)
{
    const retrieval::VectorIndex index(examples.values, examples.tracks.size(), examples.width, retrieval::Metric::Cosine, std::numeric_limits<std::size_t>::max());
    retrieval::Query wanted{count, {}, {}, {}};
    if (const auto self = without ? examples.find(*without) : std::nullopt) wanted.exclude.push_back(static_cast<std::uint32_t>(*self));
    std::vector<NearExample> found;
    for (const auto& hit : index.nearest(query, wanted))
        found.push_back({examples.tracks[hit.index], 1 - hit.distance});
    return found;
}

std::optional<Typicality> typicalityOf(std::span<const float> query, const UnitRows& examples, const UnitRows& others, std::optional<TrackId> without, RunControl& control)
{
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i < others.tracks.size(); ++i)
        if (others.tracks[i] != without) asked.push_back(i);
    if (asked.size() < kFewestCompared) return {};
    std::vector<float> unit(query.begin(), query.end());
    retrieval::normalise(unit);
    const float own = greatestCosine(unit, examples, {without});
    const auto count = std::min(asked.size(), kMostCompared);
    std::vector<float> nearest;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = asked[i * asked.size() / count];
        nearest.push_back(greatestCosine(others.row(at), examples, {others.tracks[at], without}));
        control.step("comparing", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(count));
    }
    std::ranges::sort(nearest);
    const auto farther = std::ranges::lower_bound(nearest, own) - nearest.begin();
    const double median = 0.5 * (static_cast<double>(nearest[(count - 1) / 2]) + static_cast<double>(nearest[count / 2]));
    return Typicality{count, median, static_cast<double>(farther) / static_cast<double>(count)};
}

}  // namespace engine::tasks
