#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/tasks/filter_chart_parts.h"

namespace engine::tasks::filter_chart {

namespace {

using report::Drawing;

constexpr double kRowsHeight = 400, kThickestRow = 14;
constexpr std::size_t kPointsPerCell = 4;
constexpr double kBetween = 24;

struct Plot {
    double x, top, width, height;
};

double rowHeight(const FilterBank& bank)
{
    return std::min(kThickestRow, kRowsHeight / static_cast<double>(bank.filters));
}

void drawAxis(Drawing& drawing, const Plot& plot, double most, double unit, const std::string& title)
{
    for (const double tick : ticksUpTo(most / unit, plot.width, 46)) {
        const double x = plot.x + plot.width * tick * unit / most;
        drawing.line(x, plot.top + plot.height, x, plot.top + plot.height + 4, "whisker");
        drawing.text(x, plot.top + plot.height + 17, "tick middle", report::coordinate(tick));
    }
    drawing.text(plot.x + plot.width / 2, plot.top + plot.height + 33, "tick middle", title, 60);
    drawing.rect(plot.x, plot.top, plot.width, plot.height, "frame");
}

/// A line along the peaks, where they rise from row to row.
void drawPeaks(Drawing& drawing, const Panel& panel, const Plot& plot)
{
    const auto& facts = panel.analysis->facts;
    std::vector<report::Point> line;
    for (std::size_t row = 0; row < facts.size() && facts[row].peak; ++row)
        line.push_back({plot.x + plot.width * facts[row].peak->hz / (panel.analysis->rateHz / 2), plot.top + plot.height * (static_cast<double>(row) + 0.5) / static_cast<double>(facts.size())});
    if (line.size() > 1 && std::ranges::is_sorted(line, {}, &report::Point::x)) drawing.polyline(std::move(line), "curve second");
}

void drawResponses(Drawing& drawing, const Panel& panel, const Plot& plot, const Language& language)
{
    std::vector<std::uint8_t> cells;
    std::size_t columns = 0;
    for (const auto& fact : panel.analysis->facts) {
        const auto& response = panel.analysis->responses[fact.number];
        columns = 0;
        for (std::size_t point = 0; point < response.size(); point += kPointsPerCell, ++columns)
            cells.push_back(fact.peak ? scaleCell(1 + 20 * std::log10(std::max(response[point], 1e-12) / fact.peak->magnitude) / kShownDb) : 0);
    }
    drawing.cells(plot.x, plot.top, plot.width, plot.height, "scale", std::move(cells), columns);
    drawPeaks(drawing, panel, plot);
    const bool isSound = panel.bank->layer.kind == neural::FilterKind::Waveform;
    drawAxis(drawing, plot, panel.analysis->rateHz / 2, isSound ? 1000 : 1,
             isSound ? language("Chart", QT_TRANSLATE_NOOP("Chart", "frequency in kHz")) : language("Chart", QT_TRANSLATE_NOOP("Chart", "changes a second (Hz)")));
    if (panel.bank->layer.stride < 2) return;
    const double fold = plot.x + plot.width / static_cast<double>(panel.bank->layer.stride);
    drawing.line(fold, plot.top, fold, plot.top + plot.height, "chance");
}

void drawKernels(Drawing& drawing, const Panel& panel, const Plot& plot, const Language& language)
{
    std::vector<std::uint8_t> cells;
    for (const auto& fact : panel.analysis->facts) {
        const auto kernel = panel.bank->kernel(fact.number);
        const double largest = std::abs(*std::ranges::max_element(kernel, {}, [](float weight) { return std::abs(weight); }));
        for (const float weight : kernel)
            cells.push_back(signedCell(largest > 0 ? static_cast<double>(weight) / largest : 0));
    }
    drawing.cells(plot.x, plot.top, plot.width, plot.height, "signed", std::move(cells), panel.bank->columns);
    drawAxis(drawing, plot, static_cast<double>(panel.bank->columns) / panel.analysis->rateHz, 1, language("Chart", QT_TRANSLATE_NOOP("Chart", "time in s")));
}

}  // namespace

double rowsHeight(const FilterBank& bank)
{
    return rowHeight(bank) * static_cast<double>(bank.filters) + kAxisBottom;
}

void drawRows(Drawing& drawing, const Panel& panel, const Language& language)
{
    const double height = rowsHeight(*panel.bank) - kAxisBottom, left = panel.x + kAxisLeft, room = panel.width - kAxisLeft;
    drawing.text(left - 8, panel.top + 10, "tick end", "1");
    drawing.text(left - 8, panel.top + height, "tick end", std::to_string(panel.bank->filters));
    drawing.verticalText(left - 12, panel.top + height / 2 + 26, "tick", language("Chart", QT_TRANSLATE_NOOP("Chart", "filters")));
    double responses = left;
    if (panel.bank->layer.kind == neural::FilterKind::Temporal) {
        const double kernels = (room - kBetween) * 0.55;
        drawKernels(drawing, panel, {left, panel.top, kernels, height}, language);
        responses += kernels + kBetween;
    }
    drawResponses(drawing, panel, {responses, panel.top, left + room - responses, height}, language);
    if (!panel.isMarked) return;
    for (std::size_t row = 0; row < panel.analysis->facts.size(); ++row)
        drawing.mark({report::Mark::Kind::Tag, panel.analysis->facts[row].number, 0, 0, left, panel.top + rowHeight(*panel.bank) * static_cast<double>(row), room,
                      rowHeight(*panel.bank)});
}

}  // namespace engine::tasks::filter_chart
