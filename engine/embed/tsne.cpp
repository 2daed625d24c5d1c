#include "engine/embed/tsne.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/core/error.h"
#include "engine/embed/affinities.h"
#include "engine/embed/pca.h"
#include "engine/embed/repulsion.h"

namespace engine::embed {

namespace {

// Up to here every pair has its probability, as in the original method; above, three neighbourhoods' worth.
constexpr std::size_t kDenseLimit = 600;
// Measured on 10 000 points: 0.33 ends at a divergence 0.1 % lower and 0.5 at one 0.8 % higher, for 15 % more and less time.
constexpr double kGridSpacing = 0.4;
constexpr std::size_t kChunk = 512;

void requireUsable(const PointsView& data, const TsneConfig& config)
{
    if (data.values.size() != data.points * data.dims || data.points == 0 || data.dims == 0)
        throw Error(ErrorCode::InvalidArgument, "t-SNE", "a [points, dimensions] table with at least one point wanted");
    if (config.perplexity < 1 || !std::isfinite(config.perplexity) || config.iterations < 1)
        throw Error(ErrorCode::InvalidArgument, "t-SNE", "a perplexity of at least 1 and at least one iteration wanted");
    for (std::size_t i = 0; i < data.values.size(); ++i)
        if (!std::isfinite(data.values[i]))
            throw Error(ErrorCode::NonFinite, "t-SNE", "row " + std::to_string(i / data.dims) + " holds a value that is not a finite number");
}

double usablePerplexity(std::size_t points, double wanted, std::vector<std::string>& notes)
{
    const double limit = (static_cast<double>(points) - 1) / 3;
    if (wanted < limit) return wanted;
    const double used = std::max(1.0, std::floor(limit * 0.999));
    notes.push_back("the perplexity was lowered from " + std::to_string(static_cast<int>(wanted)) + " to " +
                    std::to_string(static_cast<int>(used)) + ": it must stay below a third of the " + std::to_string(points) + " points");
    return used;
}

SparseP affinities(const PointsView& data, double perplexity, std::uint64_t seed, Workers& workers, RunControl& control)
{
    const std::size_t others = data.points - 1;
    const std::size_t wanted = data.points <= kDenseLimit ? others : static_cast<std::size_t>(3 * perplexity + 1);
    const std::size_t count = std::min(others, wanted);
    const auto neighbours = data.points <= kExactNeighbourLimit ? exactNeighbours(data, count, workers, control)
                                                                : approximateNeighbours(data, count, seed, workers, control);
    return sparseJointP(neighbours, data.points, perplexity, workers);
}

/// First two principal components, scaled to a spread of 1e-4 in the first, with a little noise so that equal points part.
Plane startingMap(const PointsView& data, std::uint64_t seed, Workers& workers)
{
    constexpr double kSpread = 1e-4;
    constexpr double kNoise = 1e-6;
    const std::size_t components = std::min<std::size_t>(2, data.dims);
    const auto principal = pca(data, components, workers);
    const double deviation = std::sqrt(principal.variance[0]);
    const double scale = deviation > 0 ? kSpread / deviation : 0;
    std::mt19937_64 random(seed);
    // A sum of uniform numbers instead of std::normal_distribution, whose numbers differ between standard libraries.
    const auto noise = [&random] {
        double sum = -2;
        for (int i = 0; i < 4; ++i)
            sum += static_cast<double>(random() >> 11) * 0x1p-53;
        return sum * kNoise;
    };
    Plane map(data.points);
    for (std::size_t i = 0; i < data.points; ++i) {
        map.x[i] = static_cast<float>(static_cast<double>(principal.projection[i * components]) * scale + noise());
        map.y[i] = static_cast<float>((components > 1 ? static_cast<double>(principal.projection[i * components + 1]) * scale : 0) + noise());
    }
    return map;
}

/// The descent itself: momentum and a gain for every coordinate, as in the original implementation.
class Descent {
public:
    Descent(SparseP p, Plane map, const TsneConfig& config, Workers& workers)
        : m_p(std::move(p)), m_map(std::move(map)), m_config(config), m_workers(workers),
          m_repulsion(points() <= kExactForceLimit ? exactRepulsion() : fftRepulsion(kGridSpacing)), m_force(points()), m_pull(points()),
          m_velocity(points()), m_gain(points())
    {
        rest();
        const double automatic = std::max(static_cast<double>(points()) / config.exaggeration / 4, 50.0);
        m_rate = static_cast<float>(config.learningRate > 0 ? config.learningRate : automatic);
    }

    std::size_t points() const { return m_map.points(); }

    void iterate(bool exaggerated)
    {
        if (exaggerated != m_exaggerated) rest();
        m_exaggerated = exaggerated;
        const double z = std::max(m_repulsion->compute(m_map, m_force, m_workers), 1e-12);
        attract();
        const float attraction = static_cast<float>(exaggerated ? m_config.exaggeration : 1.0);
        const float momentum = exaggerated ? 0.5F : 0.8F;
        m_workers.run(points(), 4 * kChunk, [&](std::size_t first, std::size_t last) {
            const auto scale = static_cast<float>(1 / z);
            for (std::size_t i = first; i < last; ++i) {
                move(m_map.x[i], m_velocity.x[i], m_gain.x[i], 4 * (attraction * m_pull.x[i] - m_force.x[i] * scale), momentum);
                move(m_map.y[i], m_velocity.y[i], m_gain.y[i], 4 * (attraction * m_pull.y[i] - m_force.y[i] * scale), momentum);
            }
        });
        centre(m_map.x);
        centre(m_map.y);
    }

    /// sum p log(p / q) over the pairs that have a p, with q = w / Z and log q = -log(1 + d^2) - log Z.
    double kl()
    {
        const double z = m_repulsion->compute(m_map, m_force, m_workers);
        std::vector<double> parts((points() + kChunk - 1) / kChunk, 0.0);
        m_workers.run(points(), kChunk, [&](std::size_t first, std::size_t last) { parts[first / kChunk] = klOf(first, last); });
        double sum = std::log(z);
        for (const double part : parts)
            sum += part;
        return sum;
    }

    std::vector<float> positions() const
    {
        std::vector<float> result(2 * points());
        for (std::size_t i = 0; i < points(); ++i) {
            result[2 * i] = m_map.x[i];
            result[2 * i + 1] = m_map.y[i];
        }
        return result;
    }

private:
    /// Forgets momentum and gains: they were learnt on other forces.
    void rest()
    {
        for (auto* coordinate : {&m_velocity.x, &m_velocity.y})
            std::fill(coordinate->begin(), coordinate->end(), 0.0F);
        for (auto* coordinate : {&m_gain.x, &m_gain.y})
            std::fill(coordinate->begin(), coordinate->end(), 1.0F);
    }

    void move(float& place, float& velocity, float& gain, float gradient, float momentum) const
    {
        gain = gradient * velocity < 0 ? gain + 0.2F : std::max(gain * 0.8F, 0.01F);
        velocity = momentum * velocity - m_rate * gain * gradient;
        place += velocity;
    }

    static void centre(std::vector<float>& coordinate)
    {
        double sum = 0;
        for (const float c : coordinate)
            sum += static_cast<double>(c);
        const auto mean = static_cast<float>(sum / static_cast<double>(coordinate.size()));
        for (float& c : coordinate)
            c -= mean;
    }

    /// pull_i = sum_j p_ij w_ij (y_i - y_j)
    void attract()
    {
        // Both coordinates of a neighbour in one cache line.
        m_pairs.resize(2 * points());
        for (std::size_t i = 0; i < points(); ++i) {
            m_pairs[2 * i] = m_map.x[i];
            m_pairs[2 * i + 1] = m_map.y[i];
        }
        m_workers.run(points(), kChunk, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                float pullX = 0;
                float pullY = 0;
                for (std::size_t e = m_p.rowStart[i]; e < m_p.rowStart[i + 1]; ++e) {
                    const float* other = &m_pairs[2 * static_cast<std::size_t>(m_p.column[e])];
                    const float dx = m_map.x[i] - other[0];
                    const float dy = m_map.y[i] - other[1];
                    const float weight = m_p.value[e] / (1 + dx * dx + dy * dy);
                    pullX += weight * dx;
                    pullY += weight * dy;
                }
                m_pull.x[i] = pullX;
                m_pull.y[i] = pullY;
            }
        });
    }

    double klOf(std::size_t first, std::size_t last) const
    {
        double sum = 0;
        for (std::size_t i = first; i < last; ++i)
            for (std::size_t e = m_p.rowStart[i]; e < m_p.rowStart[i + 1]; ++e) {
                const auto p = static_cast<double>(m_p.value[e]);
                if (p <= 0) continue;
                const auto dx = static_cast<double>(m_map.x[i] - m_map.x[m_p.column[e]]);
                const auto dy = static_cast<double>(m_map.y[i] - m_map.y[m_p.column[e]]);
                sum += p * (std::log(p) + std::log1p(dx * dx + dy * dy));
            }
        return sum;
    }

    SparseP m_p;
    Plane m_map;
    const TsneConfig& m_config;
    Workers& m_workers;
    std::unique_ptr<Repulsion> m_repulsion;
    Plane m_force;
    Plane m_pull;
    Plane m_velocity;
    Plane m_gain;
    std::vector<float> m_pairs;
    float m_rate = 0;
    bool m_exaggerated = true;
};

}  // namespace

TsneResult tsne(const PointsView& data, const TsneConfig& config, const TsneObserver& observer, RunControl& control)
{
    requireUsable(data, config);
    TsneResult result;
    if (data.points == 1) {
        result.positions = {0, 0};
        result.notes.emplace_back("one point alone lies in the middle of its map");
        return result;
    }
    Workers workers(config.threads);
    result.perplexity = usablePerplexity(data.points, config.perplexity, result.notes);
    auto p = affinities(data, result.perplexity, config.seed, workers, control);
    Descent descent(std::move(p), startingMap(data, config.seed, workers), config, workers);
    for (int i = 0; i < config.iterations; ++i) {
        control.giveWay();
        control.step("t-SNE", i, config.iterations);
        const bool exaggerated = i < config.exaggerationIterations;
        descent.iterate(exaggerated);
        result.iterations = i + 1;
        const bool shows = observer && ((i + 1) % std::max(1, config.frameEvery) == 0 || i + 1 == config.iterations);
        if (!shows) continue;
        observer({i + 1, config.iterations, descent.kl(), exaggerated, std::make_shared<const std::vector<float>>(descent.positions())});
    }
    control.step("t-SNE", config.iterations, config.iterations);
    result.kl = descent.kl();
    result.positions = descent.positions();
    return result;
}

}  // namespace engine::embed
