#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/tasks/filter_chart.h"

/// How filter_chart.cpp draws each kind of kernel.
namespace engine::tasks::filter_chart {

/// One bank in its place of the drawing.
struct Panel {
    const LearnedFilters* learned = nullptr;
    const FilterBank* bank = nullptr;
    const FilterAnalysis* analysis = nullptr;
    bool isMarked = true;     ///< the untrained twin cannot be pointed at
    double x = 0, top = 0, width = 0;
};

inline constexpr double kAxisLeft = 46, kAxisBottom = 36;   // room for the axes of a panel
inline constexpr double kScaleWidth = 64;                   // right of all panels

inline constexpr double kShownDb = 24;                      // below each filter's peak

double rowsHeight(const FilterBank& bank);
void drawRows(report::Drawing& drawing, const Panel& panel, const Language& language);

/// As many kernels side by side as fit.
double gridHeight(const FilterBank& bank, double width);
void drawGrid(report::Drawing& drawing, const Panel& panel, const Language& language);

double harmonicHeight(const LearnedFilters& learned, const FilterBank& bank);
void drawHarmonic(report::Drawing& drawing, const Panel& panel, const Language& language);

/// What the picture shows and how it is to be read, for people; each a line or more.
std::vector<std::string> sentences(const LearnedFilters& learned, const FilterBank& bank, FilterOrder order, const Language& language);

/// -1 .. 1 for the style "signed", 0 .. 1 for "scale".
std::uint8_t signedCell(double share);
std::uint8_t scaleCell(double share);
/// Round steps of 1, 2, 5 from 0 to `most` with labels at least so far apart.
std::vector<double> ticksUpTo(double most, double pixels, double fewestPixels);

}  // namespace engine::tasks::filter_chart
