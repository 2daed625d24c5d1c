#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/csv.h"
#include "engine/core/ids.h"

namespace engine::classic {

/// Numbers of things of one class each: rows of hand-made features with a label. Filled from a CSV file or from the library.
struct Table {
    std::string subject;                ///< where it came from, for messages
    std::vector<std::string> columns;   ///< names of the features
    std::vector<std::string> classes;   ///< in alphabetical order
    std::vector<int> labels;            ///< [rows], places in classes
    std::vector<double> values;         ///< [rows, columns]; NaN = missing
    std::vector<std::string> groups;    ///< [rows], artists for instance; empty = not known
    std::vector<TrackId> tracks;        ///< [rows]; empty = not of the library

    std::size_t rows() const { return labels.size(); }
    std::span<const double> row(std::size_t r) const { return std::span(values).subspan(r * columns.size(), columns.size()); }
    double value(std::size_t row, std::size_t column) const { return values[row * columns.size() + column]; }
};

struct TableChoice {
    std::string labelColumn = "label";
    std::vector<std::string> excluded = {};   ///< columns that are no features
    std::string groupColumn = {};             ///< may be empty
};

/// A CSV table: header, one label column, every other column numbers (empty, nan = missing). Strict: a row of another width, a
/// text among numbers or an infinite value throws Error{BadRow, NonFinite} naming line and column; Error{NotFound} for a column that
/// is not there, Error{TooShort} for fewer than two classes or no feature.
Table readTable(const std::filesystem::path& file, const TableChoice& choice);

/// Classes sorted, labels put in their places. `names`: [rows].
void setLabels(Table& table, const std::vector<std::string>& names);

/// The columns of another table put in the order of this one. Throws Error{Mismatch} naming the first that lacks.
std::vector<double> columnsAs(std::span<const std::string> wanted, const Table& from);

/// One cell as a number; empty, "nan", "NaN", "NA" = NaN. False for anything else that is no number.
bool readNumber(const std::string& cell, double& number);

}  // namespace engine::classic
