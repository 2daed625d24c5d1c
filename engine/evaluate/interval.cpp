#include "engine/evaluate/interval.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace engine::evaluate {

namespace {

/// The root of a falling function between low and high.
template <typename Function>
double bisect(double low, double high, Function falling)
{
    for (int i = 0; i < 200 && low < high; ++i) {
        const double middle = (low + high) / 2;
        if (middle == low || middle == high) break;
        (falling(middle) > 0 ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// P(X <= hits), X binomial. Summed from the largest terms in log space: exact enough for any size we meet.
double binomialCdf(std::size_t hits, std::size_t trials, double p)
{
    const double n = static_cast<double>(trials);
    double sum = 0;
    for (std::size_t k = 0; k <= hits; ++k) {
        const double x = static_cast<double>(k);
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1) + x * std::log(p) + (n - x) * std::log1p(-p));
    }
    return sum;
}

/// Running sample variance (Welford), weighted by repetition.
class SampleVariance {
public:
    void add(double value, std::size_t times)
    {
        const double weight = static_cast<double>(times);
        if (times == 0) return;
        m_count += weight;
        const double delta = value - m_mean;
        m_mean += delta * weight / m_count;
        m_squares += weight * delta * (value - m_mean);
    }
    double value() const { return m_squares / (m_count - 1); }

private:
    double m_count = 0;
    double m_mean = 0;
    double m_squares = 0;
};

}  // namespace

double bonferroniZ(std::size_t tests)
{
    const double tail = 0.05 / (2.0 * static_cast<double>(std::max<std::size_t>(tests, 1)));
    return bisect(0, 40, [tail](double z) { return std::erfc(z / std::sqrt(2.0)) / 2 - tail; });
}

std::optional<double> delongVariance(const Ranked& ranked)
{
    const std::size_t m = ranked.positives;
    const std::size_t n = ranked.negatives();
    if (m < 2 || n < 2) return std::nullopt;
    // From the highest score: a positive of a tie group beats the negatives below it and half of those beside it;
    // a negative is beaten by the positives above and half of those beside it. Members of a group share their value.
    SampleVariance positiveParts;
    SampleVariance negativeParts;
    std::size_t tp = 0;
    std::size_t fp = 0;
    std::size_t first = 0;
    for (std::size_t k = 0; k < ranked.size(); ++k) {
        if (ranked.tieEnd[k] == 0) continue;
        std::size_t groupTp = 0;
        for (std::size_t i = first; i <= k; ++i)
            groupTp += ranked.positive[i];
        const std::size_t groupFp = k + 1 - first - groupTp;
        positiveParts.add((static_cast<double>(n - fp - groupFp) + static_cast<double>(groupFp) / 2) / static_cast<double>(n), groupTp);
        negativeParts.add((static_cast<double>(tp) + static_cast<double>(groupTp) / 2) / static_cast<double>(m), groupFp);
        tp += groupTp;
        fp += groupFp;
        first = k + 1;
    }
    return positiveParts.value() / static_cast<double>(m) + negativeParts.value() / static_cast<double>(n);
}

Interval delongInterval(double auc, double variance, double z)
{
    const double half = z * std::sqrt(variance);
    return {auc - half, auc + half};
}

std::optional<Interval> delongLogitInterval(double auc, double variance, double z)
{
    if (variance <= 0 || auc <= 0 || auc >= 1) return std::nullopt;
    const double centre = std::log(auc / (1 - auc));
    const double half = z * std::sqrt(variance) / (auc * (1 - auc));
    const auto back = [](double x) { return 1 / (1 + std::exp(-x)); };
    return Interval{back(centre - half), back(centre + half)};
}

std::optional<Interval> averagePrecisionInterval(double ap, std::size_t positives, double z)
{
    if (positives == 0 || ap <= 0 || ap >= 1) return std::nullopt;
    const double centre = std::log(ap / (1 - ap));
    const double error = 1 / std::sqrt(static_cast<double>(positives) * ap * (1 - ap));
    const auto back = [](double logit) { return 1 / (1 + std::exp(-logit)); };
    return Interval{back(centre - z * error), back(centre + z * error)};
}

double hanleyMcNeilError(double auc, std::size_t positives, std::size_t negatives)
{
    const double m = static_cast<double>(positives);
    const double n = static_cast<double>(negatives);
    const double q1 = auc / (2 - auc);
    const double q2 = 2 * auc * auc / (1 + auc);
    const double variance = (auc * (1 - auc) + (m - 1) * (q1 - auc * auc) + (n - 1) * (q2 - auc * auc)) / (m * n);
    return std::sqrt(std::max(variance, 0.0));
}

Interval hanleyMcNeilInterval(double auc, double error, double z)
{
    return {std::max(0.0, auc - z * error), std::min(1.0, auc + z * error)};
}

Interval wilsonInterval(std::size_t hits, std::size_t trials, double z)
{
    const double n = static_cast<double>(trials);
    const double p = static_cast<double>(hits) / n;
    const double scale = 1 + z * z / n;
    const double centre = (p + z * z / (2 * n)) / scale;
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
    return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval clopperPearsonInterval(std::size_t hits, std::size_t trials, double alpha)
{
    const auto cdf = [trials](std::size_t k, double p) { return binomialCdf(k, trials, p); };
    const double low = hits == 0 ? 0 : bisect(0, 1, [&](double p) { return cdf(hits - 1, p) - (1 - alpha / 2); });
    const double high = hits == trials ? 1 : bisect(0, 1, [&](double p) { return cdf(hits, p) - alpha / 2; });
    return {low, high};
}

}  // namespace engine::evaluate
