#include "engine/embed/affinities.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine::embed {

namespace {

struct RowSums {
    double sum = 0;        // of exp(-beta d2)
    double weighted = 0;   // of d2 exp(-beta d2)
};

RowSums fill(std::span<const double> squaredDistances, double nearest, double beta, std::span<double> p)
{
    RowSums sums;
    for (std::size_t j = 0; j < p.size(); ++j) {
        // Relative to the nearest: the common factor cancels, and the largest term is 1 whatever beta is.
        const double distance = squaredDistances[j] - nearest;
        p[j] = std::exp(-beta * distance);
        sums.sum += p[j];
        sums.weighted += distance * p[j];
    }
    return sums;
}

}  // namespace

double perplexityRow(std::span<const double> squaredDistances, double perplexity, std::span<double> p)
{
    constexpr double kTolerance = 1e-9;   // nats; the usual 1e-5 is visible in P
    constexpr int kMaxSteps = 100;
    const double target = std::log(perplexity);
    const double nearest = *std::min_element(squaredDistances.begin(), squaredDistances.end());
    double mean = 0;
    for (const double distance : squaredDistances)
        mean += (distance - nearest) / static_cast<double>(squaredDistances.size());
    double beta = mean > 0 ? 1 / mean : 1;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    RowSums sums;
    for (int step = 0; step < kMaxSteps; ++step) {
        sums = fill(squaredDistances, nearest, beta, p);
        const double entropy = std::log(sums.sum) + beta * sums.weighted / sums.sum;
        if (std::abs(entropy - target) < kTolerance) break;
        (entropy > target ? low : high) = beta;
        const double next = std::isinf(high) ? beta * 2 : (low + high) / 2;
        if (next == beta || next > 1e300) break;
        beta = next;
    }
    for (double& value : p)
        value /= sums.sum;
    return beta;
}

std::vector<double> conditionalP(std::span<const double> data, std::size_t points, std::size_t dims, double perplexity, std::vector<double>* betas)
{
    std::vector<double> result(points * points, 0.0);
    std::vector<double> distances;
    std::vector<double> row(points - 1);
    for (std::size_t i = 0; i < points; ++i) {
        distances.clear();
        for (std::size_t j = 0; j < points; ++j) {
            if (j == i) continue;
            double sum = 0;
            for (std::size_t d = 0; d < dims; ++d)
                sum += (data[i * dims + d] - data[j * dims + d]) * (data[i * dims + d] - data[j * dims + d]);
            distances.push_back(sum);
        }
        const double beta = perplexityRow(distances, perplexity, row);
        if (betas != nullptr) betas->push_back(beta);
        for (std::size_t j = 0; j < points; ++j)
            if (j != i) result[i * points + j] = row[j < i ? j : j - 1];
    }
    return result;
}

std::vector<double> jointP(std::span<const double> conditional, std::size_t points)
{
    std::vector<double> result(points * points);
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t j = 0; j < points; ++j)
            result[i * points + j] = (conditional[i * points + j] + conditional[j * points + i]) / (2 * static_cast<double>(points));
    return result;
}

SparseP sparseJointP(const Neighbours& neighbours, std::size_t points, double perplexity, Workers& workers)
{
    const std::size_t count = neighbours.count;
    std::vector<float> conditional(points * count);
    workers.run(points, 256, [&](std::size_t first, std::size_t last) {
        std::vector<double> distances(count);
        std::vector<double> row(count);
        for (std::size_t i = first; i < last; ++i) {
            std::copy_n(neighbours.squaredDistance.begin() + static_cast<std::ptrdiff_t>(i * count), count, distances.begin());
            perplexityRow(distances, perplexity, row);
            std::transform(row.begin(), row.end(), conditional.begin() + static_cast<std::ptrdiff_t>(i * count),
                           [](double p) { return static_cast<float>(p); });
        }
    });

    // Every directed edge is written into both rows; then equal columns of a row are added up.
    std::vector<std::size_t> start(points + 1, 0);
    for (std::size_t e = 0; e < neighbours.index.size(); ++e) {
        ++start[e / count + 1];
        ++start[neighbours.index[e] + 1];
    }
    for (std::size_t i = 0; i < points; ++i)
        start[i + 1] += start[i];
    struct Edge {
        std::uint32_t column;
        float value;
    };
    std::vector<Edge> edges(start.back());
    std::vector<std::size_t> next(start.begin(), start.end() - 1);
    const float scale = 1.0F / (2.0F * static_cast<float>(points));
    for (std::size_t e = 0; e < neighbours.index.size(); ++e) {
        const auto from = static_cast<std::uint32_t>(e / count);
        const auto to = neighbours.index[e];
        edges[next[from]++] = {to, conditional[e] * scale};
        edges[next[to]++] = {from, conditional[e] * scale};
    }
    SparseP result;
    result.rowStart.push_back(0);
    for (std::size_t i = 0; i < points; ++i) {
        const auto first = edges.begin() + static_cast<std::ptrdiff_t>(start[i]);
        const auto last = edges.begin() + static_cast<std::ptrdiff_t>(start[i + 1]);
        std::sort(first, last, [](const Edge& a, const Edge& b) { return a.column < b.column; });
        for (auto edge = first; edge != last; ++edge) {
            if (result.column.size() > result.rowStart.back() && result.column.back() == edge->column) {
                result.value.back() += edge->value;
                continue;
            }
            result.column.push_back(edge->column);
            result.value.push_back(edge->value);
        }
        result.rowStart.push_back(result.column.size());
    }
    return result;
}

}  // namespace engine::embed
