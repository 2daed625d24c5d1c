#include "engine/tasks/filter_chart.h"

#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/tasks/filter_chart_parts.h"

namespace engine::tasks {

namespace filter_chart {

std::uint8_t signedCell(double share)
{
    return static_cast<std::uint8_t>(std::clamp(std::lround(128 + share * (share < 0 ? 128 : 127)), 0L, 255L));
}

std::uint8_t scaleCell(double share)
{
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

std::vector<double> ticksUpTo(double most, double pixels, double fewestPixels)
{
    const double least = most * fewestPixels / std::max(1.0, pixels), power = std::pow(10, std::floor(std::log10(least)));
    const double step = power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
    std::vector<double> ticks;
    for (int i = 0; i * step <= most * (1 + 1e-9); ++i)
        ticks.push_back(i * step);
    return ticks;
}

}  // namespace filter_chart

namespace {

using namespace filter_chart;
using neural::FilterKind;
using report::Drawing;

constexpr double kLeastWidth = 420, kTitle = 20, kLine = 16, kPanelHead = 22, kPanelBetween = 26, kLetter = 6.1;
constexpr double kBarHeight = 110, kBarBetween = 34;

/// Lines of at most so many bytes, cut between words.
std::vector<std::string> wrapped(const std::vector<std::string>& sentences, double width)
{
    const auto longest = static_cast<std::size_t>(width / kLetter);
    std::vector<std::string> lines;
    for (const auto& sentence : sentences) {
        std::string rest = sentence;
        while (rest.size() > longest) {
            const auto cut = rest.rfind(' ', longest);
            if (cut == std::string::npos || cut == 0) break;
            lines.push_back(rest.substr(0, cut));
            rest.erase(0, cut + 1);
        }
        lines.push_back(rest);
    }
    return lines;
}

/// At least that of the colour scales.
double bodyHeight(const LearnedFilters& learned, const FilterBank& bank, double panelWidth)
{
    switch (bank.layer.kind) {
    case FilterKind::Waveform: return std::max(rowsHeight(bank), kBarHeight + 10);
    case FilterKind::Temporal: return std::max(rowsHeight(bank), 2 * kBarHeight + kBarBetween + 10);
    case FilterKind::Timbral:
    case FilterKind::Square: return std::max(gridHeight(bank, panelWidth), kBarHeight + 10);
    case FilterKind::Harmonic: break;
    }
    return harmonicHeight(learned, bank);
}

void drawBody(Drawing& drawing, const Panel& panel, const Language& language)
{
    switch (panel.bank->layer.kind) {
    case FilterKind::Waveform:
    case FilterKind::Temporal: drawRows(drawing, panel, language); break;
    case FilterKind::Timbral:
    case FilterKind::Square: drawGrid(drawing, panel, language); break;
    case FilterKind::Harmonic: drawHarmonic(drawing, panel, language); break;
    }
}

struct Bar {
    double x, top, height;
    bool isSigned;
    std::vector<const char*> labels;   ///< from the top down, evenly
    std::string unit;
};

void drawBar(Drawing& drawing, const Bar& bar)
{
    constexpr double kBarWidth = 12;
    std::vector<std::uint8_t> cells(256);
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i] = static_cast<std::uint8_t>(255 - i);
    drawing.cells(bar.x, bar.top, kBarWidth, bar.height, bar.isSigned ? "signed" : "scale", std::move(cells), 1);
    drawing.rect(bar.x, bar.top, kBarWidth, bar.height, "frame");
    for (std::size_t i = 0; i < bar.labels.size(); ++i)
        drawing.text(bar.x + kBarWidth + 5, bar.top + bar.height * static_cast<double>(i) / static_cast<double>(bar.labels.size() - 1) + 4, "tick", bar.labels[i]);
    drawing.text(bar.x, bar.top - 9, "tick", bar.unit, 12);
}

void drawScales(Drawing& drawing, FilterKind kind, double x, double top, const Language& language)
{
    const auto weight = language("Chart", QT_TRANSLATE_NOOP("Chart", "weight"));
    const bool isLevel = kind == FilterKind::Waveform || kind == FilterKind::Temporal;
    if (kind == FilterKind::Harmonic) drawBar(drawing, {x, top, kBarHeight, false, {"1", "0.5", "0"}, weight});
    else if (kind != FilterKind::Waveform) drawBar(drawing, {x, top, kBarHeight, true, {"1", "0", "-1"}, weight});
    const double below = kind == FilterKind::Temporal ? top + kBarHeight + kBarBetween : top;
    if (isLevel) drawBar(drawing, {x, below, kBarHeight, false, {"0", "-6", "-12", "-18", "-24"}, "dB"});
}

}  // namespace

FilterScene filterScene(std::shared_ptr<const LearnedFilters> learned, std::size_t place, FilterOrder order, bool besideUntrained)
{
    const auto& bank = learned->banks.at(place);
    FilterScene scene{learned, place, order, analyseFilters(*learned, bank, order), {}, {}};
    if (!besideUntrained || learned->isUntrained || bank.layer.kind == FilterKind::Harmonic) return scene;
    scene.twin = untrainedTwin(bank);
    scene.twinAnalysis = analyseFilters(*learned, *scene.twin, order);
    return scene;
}

report::Drawing filterChart(const FilterScene& scene, double wantedWidth, const Language& language)
{
    const auto& learned = *scene.learned;
    const auto& bank = scene.bank();
    const double width = std::max(wantedWidth, scene.twin ? 1.5 * kLeastWidth : kLeastWidth), room = width - kScaleWidth;
    const double panelWidth = scene.twin ? (room - kPanelBetween) / 2 : room;
    const auto lines = wrapped(sentences(learned, bank, scene.order, language), width);
    const double head = kTitle + kLine * static_cast<double>(lines.size()) + 16, top = head + kPanelHead;
    const auto layer = filterLayerName(bank.layer, language), untrained = language("Chart", QT_TRANSLATE_NOOP("Chart", "untrained, as a network starts"));
    Drawing drawing(width, top + bodyHeight(learned, bank, panelWidth) + 8, learned.name + ", " + layer);
    drawing.text(0, 16, "label axis-title", learned.name + ": " + layer + " (" + bank.layer.tensor + ")", static_cast<std::size_t>(width / 7.2));
    for (std::size_t i = 0; i < lines.size(); ++i)
        drawing.text(0, kTitle + kLine * static_cast<double>(i + 1), "label tick", lines[i], lines[i].size());
    const auto title = [&](double x, const std::string& text) { drawing.text(x + kAxisLeft, head + 12, "label axis-title", text, 60); };
    title(0, learned.isUntrained ? untrained : language("Chart", QT_TRANSLATE_NOOP("Chart", "learned")));
    drawBody(drawing, {&learned, &bank, &scene.analysis, true, 0, top, panelWidth}, language);
    if (scene.twin) {
        const double x = panelWidth + kPanelBetween;
        title(x, untrained);
        drawBody(drawing, {&learned, &*scene.twin, &scene.twinAnalysis, false, x, top, panelWidth}, language);
    }
    drawScales(drawing, bank.layer.kind, room + 14, top, language);
    return drawing;
}

}  // namespace engine::tasks
