#pragma once
#include <cstddef>
#include <optional>

#include "engine/evaluate/ranking.h"

namespace engine::evaluate {

struct Interval {
    double low = 0;
    double high = 0;
};

/// Two-sided 95 %.
inline constexpr double kZ95 = 1.959963984540054;
/// Quantile of the standard normal distribution for `tests` two-sided tests at 5 % together (Bonferroni): 3.2905 for 50.
double bonferroniZ(std::size_t tests);

/// DeLong et al. 1988 in the fast midrank form of Sun & Xu 2014: S(V10)/m + S(V01)/n, S the sample variance.
/// None with fewer than two positives or two negatives.
std::optional<double> delongVariance(const Ranked& ranked);
/// auc +- z sqrt(variance)
Interval delongInterval(double auc, double variance, double z = kZ95);
/// The same on the log-odds scale, so inside (0, 1). None where the variance is 0 or the area is 0 or 1.
std::optional<Interval> delongLogitInterval(double auc, double variance, double z = kZ95);

/// Hanley & McNeil 1982, from the area and the class sizes only.
double hanleyMcNeilError(double auc, std::size_t positives, std::size_t negatives);
/// auc +- z error, clipped to [0, 1]
Interval hanleyMcNeilInterval(double auc, double error, double z = kZ95);

/// Interval of average precision on the log-odds scale, ap of `positives` items: standard error 1 / sqrt(n ap (1 - ap)). Boyd, Eng and
/// Page 2013, "Area under the precision-recall curve: point estimates and confidence intervals", the logit interval. None at 0 or 1.
std::optional<Interval> averagePrecisionInterval(double ap, std::size_t positives, double z = kZ95);

/// Intervals of a proportion, `hits` of `trials` (> 0).
Interval wilsonInterval(std::size_t hits, std::size_t trials, double z = kZ95);
/// "Exact" interval from the binomial distribution, alpha = 0.05.
Interval clopperPearsonInterval(std::size_t hits, std::size_t trials, double alpha = 0.05);

}  // namespace engine::evaluate
