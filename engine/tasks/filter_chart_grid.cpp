#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/tasks/filter_chart_parts.h"

namespace engine::tasks::filter_chart {

namespace {

using report::Drawing;

constexpr double kGap = 7;
constexpr double kTallCell = 2, kWideCell = 4, kSquareCell = 9;   // of tall kernels: many bands by few frames
constexpr double kRowBetween = 14;

struct Size {
    double width, height;
};

Size kernelSize(const FilterBank& bank)
{
    const bool isTall = bank.rows > 12;
    return {static_cast<double>(bank.columns) * (isTall ? kWideCell : kSquareCell), static_cast<double>(bank.rows) * (isTall ? kTallCell : kSquareCell)};
}

std::size_t kernelsAcross(const FilterBank& bank, double width)
{
    const double each = kernelSize(bank).width + kGap;
    return std::max<std::size_t>(1, static_cast<std::size_t>((width - kAxisLeft + kGap) / each));
}

/// The lowest band at the bottom.
std::vector<std::uint8_t> cellsOf(const FilterBank& bank, std::size_t filter)
{
    const auto kernel = bank.kernel(filter);
    const double largest = std::abs(*std::ranges::max_element(kernel, {}, [](float weight) { return std::abs(weight); }));
    std::vector<std::uint8_t> cells;
    for (std::size_t row = bank.rows; row-- > 0;)
        for (std::size_t column = 0; column < bank.columns; ++column)
            cells.push_back(signedCell(largest > 0 ? static_cast<double>(kernel[row * bank.columns + column]) / largest : 0));
    return cells;
}

/// Of a kernel of all bands frequencies; of one that slides over them, bands counted from its own lowest.
void drawBandAxis(Drawing& drawing, const Panel& panel, double top, const Language& language)
{
    const auto& bank = *panel.bank;
    const double height = kernelSize(bank).height, x = panel.x + kAxisLeft - 6;
    if (bank.rows <= 12) return;
    if (bank.rows < static_cast<std::size_t>(panel.learned->preset.mels)) {
        drawing.text(x, top + 9, "tick end", std::to_string(bank.rows));
        drawing.text(x, top + height, "tick end", "1");
        drawing.verticalText(x - 6, top + height / 2 + 20, "tick", language("Chart", QT_TRANSLATE_NOOP("Chart", "bands")));
        return;
    }
    drawing.verticalText(x - 24, top + 0.375 * height + 10, "tick", "kHz");   // between two numbers
    const auto centres = dsp::MelFilterbank(panel.learned->preset).centresHz();
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const auto band = static_cast<std::size_t>(share * static_cast<double>(bank.rows - 1));
        const double y = top + height - (static_cast<double>(band) + 0.5) * kTallCell;
        drawing.line(x + 1, y, x + 5, y, "whisker");
        drawing.text(x - 2, y + 4, "tick end", report::fixed(centres[band] / 1000, centres[band] < 1000 ? 2 : 1));
    }
}

}  // namespace

double gridHeight(const FilterBank& bank, double width)
{
    const auto across = kernelsAcross(bank, width);
    const auto lines = (bank.filters + across - 1) / across;
    return static_cast<double>(lines) * (kernelSize(bank).height + kRowBetween);
}

void drawGrid(Drawing& drawing, const Panel& panel, const Language& language)
{
    const auto& bank = *panel.bank;
    const auto across = kernelsAcross(bank, panel.width);
    const auto size = kernelSize(bank);
    for (std::size_t place = 0; place < panel.analysis->facts.size(); ++place) {
        const auto number = panel.analysis->facts[place].number;
        const double x = panel.x + kAxisLeft + static_cast<double>(place % across) * (size.width + kGap);
        const double y = panel.top + static_cast<double>(place / across) * (size.height + kRowBetween);
        if (place % across == 0) drawBandAxis(drawing, panel, y, language);
        drawing.cells(x, y, size.width, size.height, "signed", cellsOf(bank, number), bank.columns);
        drawing.rect(x - 0.5, y - 0.5, size.width + 1, size.height + 1, "frame");
        if (panel.isMarked) drawing.mark({report::Mark::Kind::Tag, number, 0, 0, x - 2, y - 2, size.width + 4, size.height + 4});
    }
}

}  // namespace engine::tasks::filter_chart
