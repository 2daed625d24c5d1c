#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace engine::embed {

/// Kullback-Leibler divergence (nats) and gradient of a map under dense joint probabilities, in double:
/// gradient_i = 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2).
struct KlAndGradient {
    double kl = 0;
    std::vector<double> gradient;   ///< [points, 2]
};
/// joint: [points, points]; map: [points, 2]
KlAndGradient klAndGradient(std::span<const double> joint, std::span<const double> map);

/// Venna & Kaski 2001: 1 if the k nearest neighbours in the map are near in the data too; about 0.5 for a random map.
/// data: [points, dims]; map: [points, mapDims]; k < points / 2. Compares all pairs. Throws Error{InvalidArgument}.
double trustworthiness(std::span<const double> data, std::size_t dims, std::span<const double> map, std::size_t mapDims, std::size_t k);

}  // namespace engine::embed
