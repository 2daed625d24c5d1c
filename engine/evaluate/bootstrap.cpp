#include "engine/evaluate/bootstrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace engine::evaluate {

namespace {

// Replicates walked together: one sweep over a sorted tag serves all of them, and the compiler turns the inner loops
// into vector code. A track's weight is a small whole number, exact in float; counts and sums of pairs need double.
constexpr std::size_t kLanes = 16;
using Lanes = std::array<double, kLanes>;
using Weights = std::array<float, kLanes>;

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

struct LaneScores {
    Lanes rocAuc;
    Lanes averagePrecision;
};

/// Weights of kLanes draws, [items][lanes]. A multiply and a shift instead of std::uniform_int_distribution, whose
/// numbers differ between standard libraries.
void draw(std::mt19937_64& random, std::vector<Weights>& weights)
{
    const std::uint64_t count = weights.size();
    std::fill(weights.begin(), weights.end(), Weights{});
    for (std::size_t lane = 0; lane < kLanes; ++lane)
        for (std::uint64_t i = 0; i < count; ++i)
            weights[((random() >> 32) * count) >> 32][lane] += 1;
}

/// One sweep from the highest score; per lane the weighted forms of rocAuc() and averagePrecision().
class Sweep {
public:
    void addNegative(const Weights& weight)
    {
        for (std::size_t l = 0; l < kLanes; ++l) {
            m_twice[l] += 2 * m_tp[l] * static_cast<double>(weight[l]);
            m_fp[l] += static_cast<double>(weight[l]);
        }
    }

    void addPositive(const Weights& weight)
    {
        for (std::size_t l = 0; l < kLanes; ++l) {
            m_tp[l] += static_cast<double>(weight[l]);
            // A weight of zero may come before any drawn item: 0 / 0 is avoided by the tiny number.
            m_ap[l] += static_cast<double>(weight[l]) * m_tp[l] / (m_tp[l] + m_fp[l] + kTiny);
        }
    }

    void addGroup(const Ranked& tag, std::size_t first, std::size_t last, const std::vector<Weights>& weights)
    {
        Lanes positives{};
        Lanes negatives{};
        for (std::size_t k = first; k <= last; ++k)
            for (std::size_t l = 0; l < kLanes; ++l)
                (tag.positive[k] != 0 ? positives : negatives)[l] += static_cast<double>(weights[tag.item[k]][l]);
        for (std::size_t l = 0; l < kLanes; ++l) {
            m_twice[l] += negatives[l] * (2 * m_tp[l] + positives[l]);
            m_tp[l] += positives[l];
            m_fp[l] += negatives[l];
            m_ap[l] += positives[l] * m_tp[l] / (m_tp[l] + m_fp[l] + kTiny);
        }
    }

    LaneScores scores() const
    {
        LaneScores result;
        for (std::size_t l = 0; l < kLanes; ++l) {
            const bool both = m_tp[l] > 0 && m_fp[l] > 0;
            result.rocAuc[l] = both ? m_twice[l] / (2 * m_tp[l] * m_fp[l]) : kUndefined;
            result.averagePrecision[l] = both ? m_ap[l] / m_tp[l] : kUndefined;
        }
        return result;
    }

private:
    static constexpr double kTiny = 1e-300;
    Lanes m_tp{};
    Lanes m_fp{};
    Lanes m_twice{};
    Lanes m_ap{};
};

LaneScores sweep(const Ranked& tag, const std::vector<Weights>& weights)
{
    Sweep state;
    for (std::size_t k = 0; k < tag.size(); ++k) {
        if (tag.tieEnd[k] == 0) {
            const std::size_t first = k;
            while (tag.tieEnd[k] == 0)
                ++k;
            state.addGroup(tag, first, k, weights);
        } else if (tag.positive[k] != 0) {
            state.addPositive(weights[tag.item[k]]);
        } else {
            state.addNegative(weights[tag.item[k]]);
        }
    }
    return state.scores();
}

/// Mean over the tags defined in one replicate.
class MacroMean {
public:
    void add(double value)
    {
        if (std::isnan(value)) return;
        m_sum += value;
        ++m_count;
    }
    double value() const { return m_count > 0 ? m_sum / m_count : kUndefined; }

private:
    double m_sum = 0;
    int m_count = 0;
};

std::optional<Interval> percentiles(std::vector<double> values, double level)
{
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    return Interval{quantile(values, (1 - level) / 2), quantile(values, (1 + level) / 2)};
}

}  // namespace

double quantile(std::span<const double> sorted, double fraction)
{
    const double place = fraction * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

BootstrapIntervals bootstrap(std::span<const Ranked> tags, const BootstrapOptions& options)
{
    BootstrapIntervals result;
    result.rocAuc.resize(tags.size());
    result.averagePrecision.resize(tags.size());
    if (tags.empty() || tags.front().size() == 0 || options.replicates == 0) return result;
    std::mt19937_64 random(options.seed);
    std::vector<Weights> weights(tags.front().size());
    std::vector<std::vector<double>> roc(tags.size());
    std::vector<std::vector<double>> ap(tags.size());
    std::vector<double> macroRoc;
    std::vector<double> macroAp;
    for (std::size_t done = 0; done < options.replicates; done += kLanes) {
        draw(random, weights);
        const std::size_t used = std::min(kLanes, options.replicates - done);
        std::array<MacroMean, kLanes> rocMean;
        std::array<MacroMean, kLanes> apMean;
        for (std::size_t t = 0; t < tags.size(); ++t) {
            if (!tags[t].hasBothClasses()) continue;
            const auto scores = sweep(tags[t], weights);
            for (std::size_t l = 0; l < used; ++l) {
                roc[t].push_back(scores.rocAuc[l]);
                ap[t].push_back(scores.averagePrecision[l]);
                rocMean[l].add(scores.rocAuc[l]);
                apMean[l].add(scores.averagePrecision[l]);
            }
        }
        for (std::size_t l = 0; l < used; ++l) {
            macroRoc.push_back(rocMean[l].value());
            macroAp.push_back(apMean[l].value());
        }
    }
    for (std::size_t t = 0; t < tags.size(); ++t) {
        if (tags[t].positives < 2 || tags[t].negatives() < 2) continue;
        result.rocAuc[t] = percentiles(std::move(roc[t]), options.level);
        result.averagePrecision[t] = percentiles(std::move(ap[t]), options.level);
    }
    result.macroRocAuc = percentiles(std::move(macroRoc), options.level);
    result.macroAveragePrecision = percentiles(std::move(macroAp), options.level);
    return result;
}

}  // namespace engine::evaluate
