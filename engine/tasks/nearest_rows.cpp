#include "engine/tasks/nearest_rows.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <string>

#include "engine/active/kernels.h"
#include "engine/core/error.h"
#include "engine/retrieval/kept_index.h"

namespace engine::tasks {

namespace {

constexpr float kBelowAnyCosine = -2.0f;
constexpr std::size_t kExamplesInCache = 128;

/// Vectors of length 1 that look for their nearest example.
struct Seekers {
    std::span<const float> vectors;
    std::vector<std::uint32_t> rows;                     ///< which of them
    std::vector<std::optional<TrackId>> tracks;          ///< by row: nobody is their own example
};

/// The greatest cosine of each with any example but itself and `without`. Examples pass in blocks that stay in the cache while all seekers look at them.
std::vector<float> greatestCosines(const Seekers& seekers, const UnitRows& examples, std::optional<TrackId> without, RunControl& control)
{
    const auto count = seekers.rows.size(), width = examples.width, all = examples.tracks.size();
    std::vector<float> best(count, kBelowAnyCosine);
    std::vector<std::uint32_t> ignored(count);
    const auto rowsAt = [&](std::size_t first, std::size_t number) { return std::span(examples.values).subspan(first * width, number * width); };
    std::set<std::size_t> apart;   // examples that not everybody may be compared with
    for (const auto& track : seekers.tracks)
        if (const auto at = track ? examples.find(*track) : std::nullopt) apart.insert(*at);
    if (const auto at = without ? examples.find(*without) : std::nullopt) apart.insert(*at);
    for (std::size_t first = 0; first < all;) {
        const auto next = apart.lower_bound(first);
        const auto end = std::min({all, first + kExamplesInCache, next == apart.end() ? all : *next});
        if (end > first) active::greatestProducts(seekers.vectors, width, seekers.rows, rowsAt(first, end - first), 0, best, ignored);
        first = next != apart.end() && end == *next ? end + 1 : end;
        control.step("comparing", static_cast<std::int64_t>(first), static_cast<std::int64_t>(all));
    }
    for (const auto at : apart)
        for (std::size_t i = 0; i < count; ++i)
            if (examples.tracks[at] != without && examples.tracks[at] != seekers.tracks[i])
                active::greatestProducts(seekers.vectors, width, std::span(seekers.rows).subspan(i, 1), rowsAt(at, 1), 0, std::span(best).subspan(i, 1), ignored);
    return best;
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
    if (query.size() != examples.width)
        throw Error(ErrorCode::Mismatch, "query", std::to_string(query.size()) + " values for " + std::to_string(examples.width) + " dimensions; let the run predict the library anew");
    std::vector<float> unit(query.begin(), query.end());
    retrieval::normalise(unit);
    std::vector<NearExample> found;
    found.reserve(examples.tracks.size());
    for (std::size_t i = 0; i < examples.tracks.size(); ++i) {
        if (examples.tracks[i] == without) continue;
        const auto row = examples.row(i);
        const double cosine = std::inner_product(row.begin(), row.end(), unit.begin(), 0.0, std::plus<>(), [](float a, float b) { return static_cast<double>(a) * static_cast<double>(b); });
        if (!std::isfinite(cosine)) throw Error(ErrorCode::NonFinite, "vectors", "hold a value that is not a finite number");
        found.push_back({examples.tracks[i], cosine});
    }
    const auto kept = found.begin() + static_cast<std::ptrdiff_t>(std::min(count, found.size()));
    std::partial_sort(found.begin(), kept, found.end(), [](const auto& a, const auto& b) { return a.cosine != b.cosine ? a.cosine > b.cosine : a.track < b.track; });
    found.erase(kept, found.end());
    return found;
}

std::optional<Typicality> typicalityOf(std::span<const float> query, const UnitRows& examples, const UnitRows& others, std::optional<TrackId> without, RunControl& control)
{
    std::vector<std::uint32_t> asked;
    for (std::uint32_t i = 0; i < others.tracks.size(); ++i)
        if (others.tracks[i] != without) asked.push_back(i);
    if (asked.size() < kFewestCompared) return {};
    std::vector<float> unit(query.begin(), query.end());
    retrieval::normalise(unit);
    const float own = greatestCosines({unit, {0}, {without}}, examples, without, control).front();
    const auto count = std::min(asked.size(), kMostCompared);
    Seekers seekers{others.values, {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        seekers.rows.push_back(asked[i * asked.size() / count]);
        seekers.tracks.emplace_back(others.tracks[seekers.rows.back()]);
    }
    auto nearest = greatestCosines(seekers, examples, without, control);
    std::ranges::sort(nearest);
    const auto farther = std::ranges::lower_bound(nearest, own) - nearest.begin();
    const double median = 0.5 * (static_cast<double>(nearest[(count - 1) / 2]) + static_cast<double>(nearest[count / 2]));
    return Typicality{count, median, static_cast<double>(farther) / static_cast<double>(count)};
}

}  // namespace engine::tasks
