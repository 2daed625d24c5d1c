#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/embed/parallel.h"

namespace engine::embed {

/// A view of [points, dims] float values, C order.
struct PointsView {
    std::span<const float> values;
    std::size_t points = 0;
    std::size_t dims = 0;

    std::span<const float> row(std::size_t i) const { return values.subspan(i * dims, dims); }
};

/// The `count` nearest other points of each point, nearest first, ties by lower index.
struct Neighbours {
    std::size_t count = 0;
    std::vector<std::uint32_t> index;        ///< [points, count]
    std::vector<float> squaredDistance;      ///< [points, count], Euclidean
};

/// Compares every pair: exact. count < points.
Neighbours exactNeighbours(const PointsView& data, std::size_t count, Workers& workers, RunControl& control);
/// Hierarchical navigable small worlds (Malkov & Yashunin 2018): approximate, for many points. Inserted by one thread in
/// order, so the result depends on `seed` only; the search runs on all workers.
Neighbours approximateNeighbours(const PointsView& data, std::size_t count, std::uint64_t seed, Workers& workers, RunControl& control);

/// Exact up to this many points: below, comparing all pairs costs less than building the graph.
inline constexpr std::size_t kExactNeighbourLimit = 20'000;

}  // namespace engine::embed
