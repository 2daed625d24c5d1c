#include "engine/dataset/tag_distance.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/core/error.h"

namespace engine::dataset {

double normalQuantile(double probability)
{
    if (!(probability > 0 && probability < 1)) throw Error(ErrorCode::InvalidArgument, "percentile", "a number between 0 and 1 wanted");
    const auto below = [](double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; };
    // Bisection narrows, Newton finishes; the tails stay accurate because erfc is.
    double low = -40, high = 40;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (below(middle) < probability ? low : high) = middle;
    }
    double z = (low + high) / 2;
    for (int i = 0; i < 3; ++i) {
        const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
        if (density > 0) z -= (below(z) - probability) / density;
    }
    return z;
}

std::vector<double> distancesTo(std::span<const double> vectors, std::size_t dimension, std::size_t target)
{
    const std::size_t forms = dimension == 0 ? 0 : vectors.size() / dimension;
    const auto own = vectors.subspan(target * dimension, dimension);
    std::vector<double> distances(forms);
    for (std::size_t form = 0; form < forms; ++form) {
        const auto other = vectors.subspan(form * dimension, dimension);
        double sum = 0;
        for (std::size_t i = 0; i < dimension; ++i)
            sum += (own[i] - other[i]) * (own[i] - other[i]);
        distances[form] = std::sqrt(sum);
    }
    return distances;
}

DistanceCollapse collapseByDistance(std::span<const double> vectors, std::size_t dimension, std::span<const std::size_t> targets, double percentile)
{
    const std::size_t forms = dimension == 0 ? 0 : vectors.size() / dimension;
    if (forms < 2 || targets.empty()) throw Error(ErrorCode::InvalidArgument, "tags", "at least two tags with a vector, one of them a target, wanted");
    const double z = normalQuantile(percentile);
    DistanceCollapse result;
    result.nearest.assign(forms, 0);
    result.distance.assign(forms, std::numeric_limits<double>::infinity());
    for (std::size_t target = 0; target < targets.size(); ++target) {
        const auto distances = distancesTo(vectors, dimension, targets[target]);
        double sum = 0, squares = 0;
        for (const double distance : distances)
            sum += distance;
        const double mean = sum / static_cast<double>(forms);
        for (const double distance : distances)
            squares += (distance - mean) * (distance - mean);
        const double deviation = std::sqrt(squares / static_cast<double>(forms - 1));
        result.targets.push_back({mean, deviation, mean + z * deviation});
        for (std::size_t form = 0; form < forms; ++form)
            if (distances[form] < result.distance[form]) {
                result.distance[form] = distances[form];
                result.nearest[form] = target;
            }
    }
    result.collapses.resize(forms);
    for (std::size_t form = 0; form < forms; ++form)
        result.collapses[form] = result.distance[form] <= result.targets[result.nearest[form]].threshold;
    for (std::size_t target = 0; target < targets.size(); ++target) {
        result.nearest[targets[target]] = target;   // a target is itself, however near another one lies
        result.collapses[targets[target]] = true;
    }
    return result;
}

}  // namespace engine::dataset
