#pragma once
#include <cstdint>
#include <vector>

#include "engine/embed/neighbours.h"

namespace engine::embed {

struct Clusters {
    std::vector<std::uint32_t> of;   ///< [points]; groups are numbered by falling size
    std::vector<float> centres;      ///< [clusters, dims]
    double inertia = 0;              ///< sum of squared distances to the own centre
};

/// Lloyd's k-means, started by k-means++ (Arthur & Vassilvitskii 2007) kRestarts times; the lowest inertia wins. The same
/// seed gives the same groups at any number of threads. 1 <= clusters <= points.
/// Throws Error{InvalidArgument, NonFinite}, Cancelled.
Clusters kMeans(const PointsView& data, std::size_t clusters, std::uint64_t seed, Workers& workers, RunControl& control);

inline constexpr int kRestarts = 5;

}  // namespace engine::embed
