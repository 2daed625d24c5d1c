#include "engine/active/diverse_batch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/active/kernels.h"
#include "engine/core/error.h"
#include "engine/core/random.h"

namespace engine::active
{

namespace
{

constexpr std::array<std::pair<Strategy, std::string_view>, 6> kNames{{{Strategy::Random, "random"}, {Strategy::Entropy, "entropy"}, {Strategy::Margin, "margin"},
                                                                       {Strategy::Coverage, "coverage"}, {Strategy::Combined, "combined"}, {Strategy::Sampled, "sampled"}}};
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
constexpr float kUnrelated = -2;        // below every product of unit vectors
constexpr std::size_t kRowsAStep = 8192;   // between two looks at whether to stop
/// Products of unit vectors are right to about 1e-7, hence chords to 5e-4: what is nearer is the same.
constexpr float kSame = 5e-4f;

bool usesUncertainty(Strategy strategy)
{
    return strategy != Strategy::Random && strategy != Strategy::Coverage;
}
bool usesDistance(Strategy strategy)
{
    return strategy == Strategy::Coverage || strategy == Strategy::Combined || strategy == Strategy::Sampled;
}

void check(const Pool& pool, Strategy strategy)
{
    if (pool.width == 0 || pool.vectors.size() % pool.width != 0) throw Error(ErrorCode::Mismatch, "pool", "the vectors are not rows of one width");
    const auto rows = pool.vectors.size() / pool.width;
    const auto outside = [rows](std::uint32_t row) { return row >= rows; };
    if (std::ranges::any_of(pool.candidates, outside) || std::ranges::any_of(pool.labelled, outside))
        throw Error(ErrorCode::Mismatch, "pool", "a row is named that is not there");
    if (usesUncertainty(strategy) && pool.uncertainty.size() != rows) throw Error(ErrorCode::Mismatch, "pool", "every row needs its uncertainty");
}

/// The candidates with what is nearest to each.
class Frontier
{
public:
    Frontier(const Pool& pool, RunControl& control)
        : m_pool(pool), m_control(control), m_best(pool.candidates.size(), kUnrelated), m_nearest(pool.candidates.size(), kNobody), m_taken(pool.candidates.size(), false)
    {
        std::vector<float> known;
        known.reserve(pool.labelled.size() * pool.width);
        for (const auto row : pool.labelled)
            append(known, row);
        if (!known.empty()) compare(known);
        m_references = pool.labelled;
    }

    std::size_t size() const { return m_pool.candidates.size(); }
    bool isTaken(std::size_t i) const { return m_taken[i]; }
    float distance(std::size_t i) const
    {
        if (m_nearest[i] == kNobody) return 1;
        const float half = std::sqrt(std::max(0.0f, (1 - m_best[i]) / 2));   // chord^2 = 2 - 2 cos, halved
        return half < kSame ? 0 : half;
    }
    float uncertainty(std::size_t i) const { return m_pool.uncertainty.empty() ? 0 : m_pool.uncertainty[m_pool.candidates[i]]; }
    Choice take(std::size_t i)
    {
        m_taken[i] = true;
        Choice choice{m_pool.candidates[i], uncertainty(i), distance(i), {}};
        if (m_nearest[i] != kNobody) choice.nearest = m_references[m_nearest[i]];
        return choice;
    }
    void know(std::uint32_t row)
    {
        std::vector<float> reference;
        append(reference, row);
        compare(reference);
        m_references.push_back(row);
    }

private:
    void append(std::vector<float>& references, std::uint32_t row) const
    {
        const auto* values = m_pool.vectors.data() + row * m_pool.width;
        references.insert(references.end(), values, values + m_pool.width);
    }
    void compare(const std::vector<float>& references)
    {
        const auto first = static_cast<std::uint32_t>(m_references.size());
        for (std::size_t begin = 0; begin < size(); begin += kRowsAStep) {
            m_control.step("proposals", static_cast<std::int64_t>(begin), static_cast<std::int64_t>(size()));
            const auto count = std::min(kRowsAStep, size() - begin);
            greatestProducts(m_pool.vectors, m_pool.width, std::span(m_pool.candidates).subspan(begin, count), references, first,
                             std::span(m_best).subspan(begin, count), std::span(m_nearest).subspan(begin, count));
        }
    }

    const Pool& m_pool;
    RunControl& m_control;
    std::vector<float> m_best;
    std::vector<std::uint32_t> m_nearest;      // places in m_references
    std::vector<bool> m_taken;
    std::vector<std::uint32_t> m_references;   // rows
};

/// Scalar product of each candidate with their mean: the greater, the more typical.
std::vector<double> typicality(const Pool& pool)
{
    std::vector<double> mean(pool.width, 0.0), typical(pool.candidates.size(), 0.0);
    for (const auto row : pool.candidates)
        for (std::size_t d = 0; d < pool.width; ++d)
            mean[d] += static_cast<double>(pool.vectors[row * pool.width + d]);
    for (std::size_t i = 0; i < typical.size(); ++i)
        for (std::size_t d = 0; d < pool.width; ++d)
            typical[i] += mean[d] * static_cast<double>(pool.vectors[pool.candidates[i] * pool.width + d]);
    return typical;
}

double scoreOf(const Frontier& frontier, std::size_t i, Strategy strategy)
{
    const double u = static_cast<double>(frontier.uncertainty(i)), d = static_cast<double>(frontier.distance(i));
    if (strategy == Strategy::Coverage) return d;
    return usesDistance(strategy) ? u * d : u;
}

/// The greatest score; of equals the more typical one while nothing is known, else the first.
std::size_t greatest(const Frontier& frontier, Strategy strategy, const std::vector<double>& typical)
{
    std::size_t best = frontier.size();
    double bestScore = 0;
    for (std::size_t i = 0; i < frontier.size(); ++i) {
        if (frontier.isTaken(i)) continue;
        const double score = scoreOf(frontier, i, strategy);
        const bool isBetter = best == frontier.size() || score > bestScore || (score == bestScore && !typical.empty() && typical[i] > typical[best]);
        if (!isBetter) continue;
        best = i;
        bestScore = score;
    }
    return best;
}

std::size_t drawn(const Frontier& frontier, SplitMix& random)
{
    std::vector<double> sums(frontier.size(), 0.0);
    double total = 0;
    for (std::size_t i = 0; i < frontier.size(); ++i) {
        const double score = frontier.isTaken(i) ? 0 : scoreOf(frontier, i, Strategy::Sampled);
        total += score * score;
        sums[i] = total;
    }
    if (!(total > 0)) return greatest(frontier, Strategy::Sampled, {});   // only copies are left
    const auto found = std::upper_bound(sums.begin(), sums.end(), random.uniform() * total);
    return static_cast<std::size_t>(std::min(found, sums.end() - 1) - sums.begin());
}

std::vector<Choice> anyOf(Frontier& frontier, std::size_t count, SplitMix& random)
{
    const auto order = random.permutation(frontier.size());
    std::vector<Choice> batch;
    for (std::size_t i = 0; i < count; ++i)
        batch.push_back(frontier.take(order[i]));
    return batch;
}

}  // namespace

std::string_view strategyName(Strategy strategy)
{
    return std::ranges::find(kNames, strategy, &std::pair<Strategy, std::string_view>::first)->second;
}

Strategy strategyFrom(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name, &std::pair<Strategy, std::string_view>::second);
    if (found != kNames.end()) return found->first;
    std::string known;
    for (const auto& each : strategyNames())
        known += (known.empty() ? "" : ", ") + each;
    throw Error(ErrorCode::InvalidArgument, std::string(name), "no such strategy; there are " + known);
}

const std::vector<std::string>& strategyNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& [strategy, name] : kNames)
            all.emplace_back(name);
        return all;
    }();
    return names;
}

std::vector<Choice> chooseBatch(const Pool& pool, std::size_t count, Strategy strategy, std::uint64_t seed, RunControl& control)
{
    check(pool, strategy);
    SplitMix random({seed, 0x6c6162656c});
    Frontier frontier(pool, control);
    count = std::min(count, frontier.size());
    if (strategy == Strategy::Random) return anyOf(frontier, count, random);
    std::vector<Choice> batch;
    while (batch.size() < count) {
        const bool nothingKnown = batch.empty() && pool.labelled.empty();
        // Where all are equally unsure, a draw would begin anywhere: the typical one says more.
        const auto place = strategy == Strategy::Sampled && !nothingKnown ? drawn(frontier, random)
                                                                           : greatest(frontier, strategy, nothingKnown ? typicality(pool) : std::vector<double>{});
        batch.push_back(frontier.take(place));
        if (usesDistance(strategy) && batch.size() < count) frontier.know(batch.back().row);
    }
    return batch;
}

void unitRows(std::span<float> vectors, std::size_t width)
{
    for (std::size_t first = 0; first + width <= vectors.size(); first += width) {
        const auto row = vectors.subspan(first, width);
        double squares = 0;
        for (const float v : row)
            squares += static_cast<double>(v) * static_cast<double>(v);
        if (!(squares > 0)) continue;
        const auto factor = static_cast<float>(1 / std::sqrt(squares));
        for (float& v : row)
            v *= factor;
    }
}

}  // namespace engine::active
