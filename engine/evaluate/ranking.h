#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine::evaluate {

/// Items of one tag sorted by falling score, sorted once and used by every rank metric.
struct Ranked {
    std::vector<double> scores;          ///< [items], falling
    std::vector<std::uint8_t> positive;  ///< [items], 0 or 1
    std::vector<std::uint8_t> tieEnd;    ///< [items], 1 where the next score is another one
    std::vector<std::uint32_t> item;     ///< [items], place in the input
    std::size_t positives = 0;

    std::size_t size() const { return scores.size(); }
    std::size_t negatives() const { return scores.size() - positives; }
    bool hasBothClasses() const { return positives > 0 && negatives() > 0; }
};

/// Radix sort of the scores' bits; equal scores keep their order. Throws Error{NonFinite}, Error{Mismatch}.
Ranked rank(std::span<const double> scores, std::span<const std::uint8_t> truth);

/// P(score of a random positive > score of a random negative) + P(equal) / 2. None without both classes.
std::optional<double> rocAuc(const Ranked& ranked);
/// Sum over distinct thresholds of (R_n - R_{n-1}) P_n, tied scores together: what tagging papers call PR-AUC and
/// sklearn.metrics.average_precision_score gives. None without both classes.
std::optional<double> averagePrecision(const Ranked& ranked);

struct CurvePoint {
    double x = 0;
    double y = 0;
    double threshold = 0;   ///< items scoring >= this are called positive; infinity at the ROC's origin
};
/// (false positive rate, true positive rate) from (0,0) to (1,1), one point a distinct score. Empty without both classes.
std::vector<CurvePoint> rocCurve(const Ranked& ranked);
/// (recall, precision) by rising recall, one point a distinct score. Empty without positives.
std::vector<CurvePoint> precisionRecallCurve(const Ranked& ranked);
/// At most `count` points of a curve, its ends included, for drawing.
std::vector<CurvePoint> thinned(const std::vector<CurvePoint>& curve, std::size_t count);

/// Area under the PR curve by straight lines from (0, 1). Too optimistic (a constant score gives more than the
/// prevalence); kept for comparison only, never shown as PR-AUC.
std::optional<double> trapezoidalPrAuc(const Ranked& ranked);

struct KerasAuc {
    double roc = 0;
    double pr = 0;
};
/// The 200-threshold areas of tf.keras.metrics.AUC: thresholds -1e-7, 1/199 ... 198/199, 1 + 1e-7, positive if score >
/// threshold, ROC by trapezoids, PR by Davis & Goadrich's interpolation. For comparison with papers that used it.
std::optional<KerasAuc> kerasAuc(const Ranked& ranked);

struct BestThreshold {
    double threshold = 0;   ///< the score itself; >= threshold counts as positive
    double f1 = 0;
};
/// The threshold of the PR curve with the largest F1, the lowest one among equals. None without positives.
std::optional<BestThreshold> bestF1(const Ranked& ranked);

}  // namespace engine::evaluate
