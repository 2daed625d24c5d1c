#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/classic/table.h"
#include "engine/core/json.h"

namespace engine::classic {

/// What should be known of a table before anything is learnt from it.
struct HealthCard {
    std::size_t rows = 0, columns = 0;
    std::size_t missing = 0;                              ///< cells
    std::vector<std::string> columnsWithMissing;
    std::vector<std::string> constantColumns;
    std::vector<std::vector<std::size_t>> duplicates;     ///< rows that are equal in every feature, at least two each
    std::size_t duplicatesOfSeveralClasses = 0;           ///< sets of them that carry more than one label
    std::vector<std::size_t> perClass;                    ///< rows
    double imbalance = 1;                                 ///< largest class / smallest
    std::size_t groups = 0;                               ///< 0 = not known
};

HealthCard healthOf(const Table& table);
Json toJson(const HealthCard& card, const Table& table);

/// Sets of rows that are equal in every feature, in order of their first row; NaN equals NaN.
std::vector<std::vector<std::size_t>> equalRows(const Table& table);

}  // namespace engine::classic
