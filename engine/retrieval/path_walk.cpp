#include "engine/retrieval/path_walk.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/error.h"

namespace engine::retrieval {

namespace {

struct Place {
    double x = 0, y = 0;
};

/// Where one is after a share of the line's length.
Place placeAt(std::span<const float> path, const std::vector<double>& lengths, double share)
{
    const double wanted = share * lengths.back();
    const auto after = std::ranges::lower_bound(lengths, wanted);
    const auto corner = static_cast<std::size_t>(after - lengths.begin());
    const auto at = [&](std::size_t i) { return Place{static_cast<double>(path[2 * i]), static_cast<double>(path[2 * i + 1])}; };
    if (corner == 0) return at(0);
    const double piece = lengths[corner] - lengths[corner - 1];
    const double part = piece > 0 ? (wanted - lengths[corner - 1]) / piece : 0;
    const auto a = at(corner - 1), b = at(corner);
    return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
}

}  // namespace

std::vector<std::uint32_t> pointsAlong(std::span<const float> points, std::span<const float> path, std::size_t count)
{
    if (path.empty() || path.size() % 2 != 0 || points.size() % 2 != 0) throw Error(ErrorCode::InvalidArgument, "path", "x and y of at least one point wanted");
    std::vector<double> lengths{0};
    for (std::size_t i = 2; i < path.size(); i += 2)
        lengths.push_back(lengths.back() + std::hypot(static_cast<double>(path[i] - path[i - 2]), static_cast<double>(path[i + 1] - path[i - 1])));
    const std::size_t total = points.size() / 2;
    count = std::min(count, total);
    std::vector<bool> taken(total, false);
    std::vector<std::uint32_t> walked;
    for (std::size_t step = 0; step < count; ++step) {
        const auto place = placeAt(path, lengths, count == 1 ? 0.5 : static_cast<double>(step) / static_cast<double>(count - 1));
        std::size_t best = total;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < total; ++i) {
            const double dx = static_cast<double>(points[2 * i]) - place.x, dy = static_cast<double>(points[2 * i + 1]) - place.y;
            if (const double far = dx * dx + dy * dy; !taken[i] && far < least) {
                least = far;
                best = i;
            }
        }
        taken[best] = true;
        walked.push_back(static_cast<std::uint32_t>(best));
    }
    return walked;
}

}  // namespace engine::retrieval
