#pragma once
#include <optional>
#include <span>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/run_control.h"
#include "engine/store/prediction_store.h"

namespace engine::tasks {

/// Vectors of tracks, each of length 1 (or 0): scalar products are cosines.
struct UnitRows {
    std::vector<TrackId> tracks;     ///< ascending
    std::size_t width = 0;
    std::vector<float> values;       ///< [tracks, width]
    std::span<const float> row(std::size_t at) const { return std::span(values).subspan(at * width, width); }
    std::optional<std::size_t> find(TrackId track) const;
};
/// Those of `wanted` (ascending) that have a vector.
UnitRows unitRows(const store::TrackMatrix& vectors, std::span<const TrackId> wanted);

struct NearExample {
    TrackId track{};
    double cosine = 0;
};
/// Every row is compared; the nearest first, ties by track id, never `without`. Throws Error{Mismatch, NonFinite}.
std::vector<NearExample> nearestRows(const UnitRows& examples, std::span<const float> query, std::size_t count, std::optional<TrackId> without);

/// How near an example lies to tracks as a rule, to say whether anything that was learned resembles this one.
struct Typicality {
    std::size_t tracks = 0;          ///< that were asked for their nearest example
    double median = 0;               ///< cosine to it
    double fartherShare = 0;         ///< of these tracks: whose nearest example is less near than the query's
};
/// At most kMostCompared of `others`, evenly over them; none of them is its own example, and `without` (the query itself) is neither asked nor an example.
/// If the query were one more of the others, its place among them would be any with the same chance: a share near 0 is rare. Nothing for fewer than
/// kFewestCompared: too coarse to say anything.
inline constexpr std::size_t kMostCompared = 100, kFewestCompared = 20;
std::optional<Typicality> typicalityOf(std::span<const float> query, const UnitRows& examples, const UnitRows& others, std::optional<TrackId> without, RunControl& control);

}  // namespace engine::tasks
