#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/report/drawing.h"

namespace engine::report {

/// One line: what a model scores after so many labels.
struct TaughtLine {
    struct Point {
        double labelled = 0;               ///< tracks
        double score = 0;
        std::optional<double> deviation;   ///< over seeds; drawn as a whisker to both sides
    };
    std::string name;                      ///< empty = the only line
    std::vector<Point> points;             ///< by rising number
};

/// What each label bought: a measure over the number of labelled tracks. A lone line has rings at its points and its last score as its name. Empty without a
/// point.
Drawing taughtCurve(std::vector<TaughtLine> lines, const std::string& measure, double width = 720, double height = 380);

}  // namespace engine::report
