#pragma once
#include <vector>

#include "engine/embed/neighbours.h"

namespace engine::embed {

struct Pca {
    std::vector<float> projection;    ///< [points, components]
    std::vector<double> axes;         ///< [components, dims], unit length, the largest entry of each positive
    std::vector<double> variance;     ///< [components], falling, sample variance
};

/// Principal components by subspace iteration on the covariance matrix; deterministic. components <= dims.
Pca pca(const PointsView& data, std::size_t components, Workers& workers);

}  // namespace engine::embed
