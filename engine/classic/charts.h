#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/classic/box_summary.h"
#include "engine/classic/plane.h"
#include "engine/report/drawing.h"

namespace engine::classic {

/// Pictures of tables and experiments, as those of evaluations in engine/report/charts.h. Empty where there is nothing to draw.

/// A row a class: box, whiskers and what lies beyond them, in the column's units. A mark (Tag) a class.
report::Drawing boxPlot(const Table& table, std::size_t column, std::span<const BoxSummary> boxes, double width);

/// The lower triangle of a correlation matrix; one colour above 0, another below. A mark (Cell) a pair.
report::Drawing correlationMap(std::span<const std::string> columns, std::span<const double> correlations);

/// The rows of a table on a plane, coloured by class; from the eighth class on as squares. A mark (Point) a row: row = row, column = class.
report::Drawing classScatter(const Table& table, const Plane& plane, double width, double height);

/// One model of a comparison.
struct ComparedModel {
    std::string name;
    double mean = 0, least = 0, most = 0;   ///< over the rounds
    std::optional<double> apart;            ///< where no artist is on both sides
};
/// A row a model: mean with whiskers from least to most, and beside it the score where no artist is on both sides. A mark (Tag) a model.
report::Drawing comparisonBars(std::span<const ComparedModel> models, std::string_view measure, double width);

struct NamedValue {
    std::string name;
    double value = 0, spread = 0;   ///< spread: drawn as a whisker to both sides; 0 = none
};
/// Bars from 0, in the order given. A mark (Tag) a bar.
report::Drawing valueBars(std::span<const NamedValue> values, std::string_view measure, double width);

/// "0.0312", "1784", "2.5e-06": four digits that count.
std::string fourDigits(double value);

}  // namespace engine::classic
