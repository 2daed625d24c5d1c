#include "engine/embed/kmeans.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/error.h"
#include "engine/core/random.h"

namespace engine::embed {

namespace {

constexpr int kMostRounds = 100;
constexpr std::size_t kMeansChunk = 1024;

float squaredBetween(std::span<const float> a, const float* b)
{
    // Four sums that do not wait for each other; always added in the same order.
    float sums[4] = {};
    std::size_t d = 0;
    for (; d + 4 <= a.size(); d += 4)
        for (std::size_t lane = 0; lane < 4; ++lane) {
            const float difference = a[d + lane] - b[d + lane];
            sums[lane] += difference * difference;
        }
    for (; d < a.size(); ++d)
        sums[0] += (a[d] - b[d]) * (a[d] - b[d]);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

class Lloyd {
public:
    Lloyd(const PointsView& data, std::size_t clusters, Workers& workers)
        : m_data(data), m_count(clusters), m_workers(workers), m_of(data.points), m_squared(data.points)
    {
    }

    Clusters run(SplitMix& random, RunControl& control)
    {
        start(random);
        assign();
        for (int round = 0; round < kMostRounds; ++round) {
            control.step("k-means", round, kMostRounds);
            moveCentres();
            const auto before = m_of;
            assign();
            if (before == m_of) break;
        }
        return {m_of, m_centres, std::accumulate(m_squared.begin(), m_squared.end(), 0.0)};
    }

private:
    void addCentre(std::size_t point)
    {
        const auto row = m_data.row(point);
        m_centres.insert(m_centres.end(), row.begin(), row.end());
    }

    /// The first centre is any point, each further one is drawn in proportion to its squared distance to the nearest centre.
    void start(SplitMix& random)
    {
        m_centres.clear();
        addCentre(random.below(m_data.points));
        std::fill(m_squared.begin(), m_squared.end(), std::numeric_limits<float>::max());
        while (m_centres.size() < m_count * m_data.dims) {
            const float* newest = m_centres.data() + m_centres.size() - m_data.dims;
            m_workers.run(m_data.points, kMeansChunk, [&](std::size_t first, std::size_t last) {
                for (std::size_t i = first; i < last; ++i)
                    m_squared[i] = std::min(m_squared[i], squaredBetween(m_data.row(i), newest));
            });
            const double total = std::accumulate(m_squared.begin(), m_squared.end(), 0.0);
            double left = random.uniform() * total;
            std::size_t drawn = 0;
            while (drawn + 1 < m_data.points && (left -= static_cast<double>(m_squared[drawn])) >= 0)
                ++drawn;
            addCentre(drawn);
        }
    }

    void assign()
    {
        m_workers.run(m_data.points, kMeansChunk, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                m_squared[i] = std::numeric_limits<float>::max();
                for (std::size_t c = 0; c < m_count; ++c) {
                    const float squared = squaredBetween(m_data.row(i), m_centres.data() + c * m_data.dims);
                    if (squared >= m_squared[i]) continue;
                    m_squared[i] = squared;
                    m_of[i] = static_cast<std::uint32_t>(c);
                }
            }
        });
    }

    /// Means in double and in the order of the points: the same at any number of threads. A centre that lost all its points
    /// goes to the point that is farthest from its own.
    void moveCentres()
    {
        std::vector<double> sums(m_count * m_data.dims, 0.0);
        std::vector<std::size_t> sizes(m_count, 0);
        for (std::size_t i = 0; i < m_data.points; ++i) {
            const auto row = m_data.row(i);
            double* sum = sums.data() + m_of[i] * m_data.dims;
            for (std::size_t d = 0; d < m_data.dims; ++d)
                sum[d] += static_cast<double>(row[d]);
            ++sizes[m_of[i]];
        }
        for (std::size_t c = 0; c < m_count; ++c) {
            float* centre = m_centres.data() + c * m_data.dims;
            if (sizes[c] == 0) {
                const auto farthest = std::max_element(m_squared.begin(), m_squared.end());
                const auto row = m_data.row(static_cast<std::size_t>(farthest - m_squared.begin()));
                std::copy(row.begin(), row.end(), centre);
                *farthest = 0;
                continue;
            }
            for (std::size_t d = 0; d < m_data.dims; ++d)
                centre[d] = static_cast<float>(sums[c * m_data.dims + d] / static_cast<double>(sizes[c]));
        }
    }

    const PointsView& m_data;
    std::size_t m_count;
    Workers& m_workers;
    std::vector<float> m_centres;
    std::vector<std::uint32_t> m_of;
    std::vector<float> m_squared;   // to the own centre
};

Clusters largestFirst(const Clusters& found, std::size_t count, std::size_t dims)
{
    std::vector<std::size_t> sizes(count, 0), order(count);
    for (const auto cluster : found.of)
        ++sizes[cluster];
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
    std::vector<std::uint32_t> rank(count);
    Clusters sorted{found.of, {}, found.inertia};
    for (std::size_t place = 0; place < count; ++place) {
        rank[order[place]] = static_cast<std::uint32_t>(place);
        const auto* centre = found.centres.data() + order[place] * dims;
        sorted.centres.insert(sorted.centres.end(), centre, centre + dims);
    }
    for (auto& cluster : sorted.of)
        cluster = rank[cluster];
    return sorted;
}

}  // namespace

Clusters kMeans(const PointsView& data, std::size_t clusters, std::uint64_t seed, Workers& workers, RunControl& control)
{
    if (clusters == 0 || clusters > data.points || data.dims == 0 || data.values.size() != data.points * data.dims)
        throw Error(ErrorCode::InvalidArgument, "k-means", std::to_string(clusters) + " groups of " + std::to_string(data.points) + " points");
    if (!std::all_of(data.values.begin(), data.values.end(), [](float v) { return std::isfinite(v); }))
        throw Error(ErrorCode::NonFinite, "k-means", "holds a value that is not a finite number");
    Lloyd lloyd(data, clusters, workers);
    Clusters best;
    for (int restart = 0; restart < kRestarts; ++restart) {
        SplitMix random({seed, static_cast<std::uint64_t>(restart)});
        auto found = lloyd.run(random, control);
        if (restart == 0 || found.inertia < best.inertia) best = std::move(found);
    }
    return largestFirst(best, clusters, data.dims);
}

}  // namespace engine::embed
