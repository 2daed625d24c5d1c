#include "engine/embed/quality.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/core/error.h"

namespace engine::embed {

namespace {

/// The other points by rising distance from `from`, ties by lower index.
std::vector<std::size_t> sortedFrom(std::span<const double> data, std::size_t dims, std::size_t from)
{
    const std::size_t points = data.size() / dims;
    std::vector<double> distance(points, 0.0);
    for (std::size_t j = 0; j < points; ++j)
        for (std::size_t d = 0; d < dims; ++d) {
            const double difference = data[from * dims + d] - data[j * dims + d];
            distance[j] += difference * difference;
        }
    std::vector<std::size_t> order(points);
    std::iota(order.begin(), order.end(), 0);
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return distance[a] < distance[b]; });
    return order;
}

}  // namespace

KlAndGradient klAndGradient(std::span<const double> joint, std::span<const double> map)
{
    const std::size_t points = map.size() / 2;
    std::vector<double> weight(points * points, 0.0);
    double z = 0;
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t j = 0; j < points; ++j) {
            if (i == j) continue;
            const double dx = map[2 * i] - map[2 * j];
            const double dy = map[2 * i + 1] - map[2 * j + 1];
            weight[i * points + j] = 1 / (1 + dx * dx + dy * dy);
            z += weight[i * points + j];
        }
    KlAndGradient result{0, std::vector<double>(2 * points, 0.0)};
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t j = 0; j < points; ++j) {
            if (i == j) continue;
            const double p = joint[i * points + j];
            const double w = weight[i * points + j];
            if (p > 0) result.kl += p * std::log(p * z / w);
            const double pull = 4 * (p - w / z) * w;
            result.gradient[2 * i] += pull * (map[2 * i] - map[2 * j]);
            result.gradient[2 * i + 1] += pull * (map[2 * i + 1] - map[2 * j + 1]);
        }
    return result;
}

double trustworthiness(std::span<const double> data, std::size_t dims, std::span<const double> map, std::size_t mapDims, std::size_t k)
{
    const std::size_t points = data.size() / dims;
    if (k == 0 || 2 * k >= points)
        throw Error(ErrorCode::InvalidArgument, "trustworthiness",
                    "between 1 and half of " + std::to_string(points) + " neighbours wanted, found " + std::to_string(k));
    double penalty = 0;
    std::vector<std::size_t> rank(points);
    for (std::size_t i = 0; i < points; ++i) {
        const auto near = sortedFrom(data, dims, i);
        for (std::size_t r = 0; r < near.size(); ++r)
            rank[near[r]] = r + 1;
        const auto shown = sortedFrom(map, mapDims, i);
        for (std::size_t r = 0; r < k; ++r)
            penalty += rank[shown[r]] > k ? static_cast<double>(rank[shown[r]] - k) : 0.0;
    }
    const double n = static_cast<double>(points);
    const double kk = static_cast<double>(k);
    return 1 - penalty * 2 / (n * kk * (2 * n - 3 * kk - 1));
}

}  // namespace engine::embed
