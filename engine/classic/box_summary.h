#pragma once
#include <cstddef>
#include <vector>

#include "engine/classic/table.h"

namespace engine::classic {

/// How the values of one column lie among the rows of one class. All 0 where `count` is 0.
struct BoxSummary {
    std::size_t count = 0, missing = 0;
    double least = 0, lower = 0, median = 0, upper = 0, most = 0;   ///< minimum, quartiles, maximum
    double whiskerLow = 0, whiskerHigh = 0;                         ///< the last values within 1.5 interquartile ranges of the box (Tukey 1977)
    std::vector<double> outliers;                                   ///< beyond the whiskers, rising
};

/// One a class. Quartiles by linear interpolation between neighbours (type 7 of Hyndman & Fan 1996, numpy's default).
std::vector<BoxSummary> boxesOf(const Table& table, std::size_t column);

}  // namespace engine::classic
