#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/features/analysis.h"
#include "engine/features/matrix.h"

namespace engine::features {

/// How far a number is from the signal and how near to what a listener would say.
enum class Level { High, Mid, Low };
/// "high", "mid", "low"
std::string_view levelName(Level level);

/// One hand-made feature: numbers of a whole piece, and what it is over time.
struct FeatureEntry {
    std::string_view id;
    const char* title;                   ///< for people
    Level level;
    std::string_view unit;               ///< of the courses, "" = none
    std::vector<std::string> columns;    ///< names of its numbers, may be none
    void (*summarise)(Analysis& piece, std::span<double> numbers);   ///< numbers: [columns]; NaN where undefined
    std::vector<std::string> lanes;      ///< names of its courses in time, may be none
    Matrix (*courses)(Analysis& piece);  ///< [lanes, frames]; null if there are none
};

/// All features of registry.def; the columns of the genre table come first, in its order.
std::span<const FeatureEntry* const> allFeatures();

/// X_mean and X_var over all frames and rows.
void meanAndVariance(std::span<const float> values, std::span<double> numbers);
std::vector<std::string> meanAndVarianceColumns(const std::string& stem);

}  // namespace engine::features
