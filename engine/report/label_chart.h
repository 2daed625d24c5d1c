#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/report/drawing.h"

namespace engine::report {

/// One line: an encoder with a probe, from few labels to all.
struct LabelLine {
    struct Point {
        double share = 1;                  ///< of the labels, above 0
        double mean = 0;
        std::optional<double> deviation;   ///< over seeds; drawn as a whisker to both sides
    };
    std::string name;
    std::vector<Point> points;             ///< by rising share
};

/// What labels buy: a measure over the share of the labels, on a logarithmic axis. `chance`: what guessing gives. At most eight lines are
/// drawn, those of the highest last value. Empty without a point.
Drawing labelEfficiency(std::vector<LabelLine> lines, const std::string& measure, std::optional<double> chance, double width = 720, double height = 380);

}  // namespace engine::report
