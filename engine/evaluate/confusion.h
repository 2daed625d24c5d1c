#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/evaluate/matrix.h"

namespace engine::evaluate {

/// Outcomes of one yes/no decision over all items.
struct Counts {
    std::size_t tp = 0;
    std::size_t fp = 0;
    std::size_t fn = 0;
    std::size_t tn = 0;

    std::size_t total() const { return tp + fp + fn + tn; }
};

/// Ratios without a denominator are 0, as scikit-learn's zero_division=0.
double precision(const Counts& counts);
double recall(const Counts& counts);
double f1(const Counts& counts);
double accuracy(const Counts& counts);
/// Mean of recall and specificity. None without both classes.
std::optional<double> balancedAccuracy(const Counts& counts);

/// When a score counts as a yes. A threshold taken from the PR curve (bestF1) is itself the score of an item that
/// belongs above it, hence AtLeast; the MTG-Jamendo evaluation scripts use Above.
enum class Decision { AtLeast, Above };

/// [items, tags] of 0 or 1. `thresholds`: one a tag.
std::vector<std::uint8_t> decide(const Scores& scores, std::span<const double> thresholds, Decision decision = Decision::AtLeast);
/// One Counts a tag.
std::vector<Counts> countPerTag(const Truth& predicted, const Truth& truth);

/// Square table of counts: row = truth, column = prediction.
struct CountTable {
    std::size_t size = 0;
    std::vector<std::size_t> cells;   ///< [size, size]

    std::size_t operator()(std::size_t row, std::size_t column) const { return cells[row * size + column]; }
    /// Each row divided by its sum; an empty row stays 0.
    std::vector<double> rowNormalised() const;
};

/// Single-label problems: every item has one class of 0..classes-1.
struct Confusion {
    CountTable table;
    double accuracy = 0;
    double balancedAccuracy = 0;   ///< mean recall of the classes that occur
    double macroF1 = 0;
    double kappa = 0;              ///< Cohen 1960
    double mcc = 0;                ///< Gorodkin 2004
    std::vector<double> precision;
    std::vector<double> recall;
    std::vector<double> f1;
};
/// Throws Error{Mismatch, InvalidArgument}.
Confusion confusion(std::span<const int> truth, std::span<const int> predicted, std::size_t classes);

/// Multi-label problems: cell (i, j) = items that truly have tag i and were given tag j. With predicted = truth: which
/// tags occur together.
CountTable tagConfusion(const Truth& truth, const Truth& predicted);

}  // namespace engine::evaluate
