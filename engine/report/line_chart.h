#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/report/drawing.h"

namespace engine::report {

/// One drawing with two linear axes and room for names at the lines' ends.
class LineChart {
public:
    struct Frame {
        double width = 460, height = 300;
        double namesWidth = 92;
        Point low, high;   ///< the axes' ends
    };
    LineChart(std::string_view title, std::string_view xTitle, const Frame& frame);

    void ticks(const std::vector<double>& xs, const std::vector<double>& ys, int decimals);
    /// A word of the x axis' own, where its numbers are no plain ones.
    void tick(double x, std::string_view text);
    void curve(const std::vector<Point>& points, std::string_view style);
    struct Name {
        double y = 0;        ///< where its line ends
        std::string text;
        std::string style;
        std::string sample;  ///< style of a piece of line before the name; may be empty
    };
    /// Names are moved apart so that none covers another.
    void names(std::vector<Name> names, std::size_t longest = 12);
    void dashed(Point from, Point to, std::string_view style = "chance");
    void note(Point at, std::string_view text);
    void ring(Point at, std::string_view style);
    /// A place on a curve that can be pointed at.
    void mark(Point at, Mark mark);
    Drawing finish() { return std::move(m_drawing); }

private:
    double plotWidth() const;
    double plotHeight() const;
    double px(double x) const;
    double py(double y) const;

    Frame m_frame;
    Drawing m_drawing;
};

}  // namespace engine::report
