#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/tasks/filter_chart_parts.h"

namespace engine::tasks::filter_chart {

namespace {

using report::Drawing;

constexpr double kNoteHeight = 2.4, kCurves = 170, kCurvesTop = 72;

/// Notes from the lowest at the bottom, bins of the spectrum to the right; the strongest of the harmonics at each.
void drawBands(Drawing& drawing, const Panel& panel, const dsp::HarmonicBank& shape, double q, const Language& language)
{
    const double left = panel.x + kAxisLeft, width = panel.width - kAxisLeft, height = kNoteHeight * static_cast<double>(shape.notes);
    std::vector<std::uint8_t> cells;
    for (std::size_t note = shape.notes; note-- > 0;) {
        std::vector<double> row(shape.bins(), 0);
        for (std::size_t harmonic = 1; harmonic <= shape.harmonics; ++harmonic) {
            const auto weights = shape.triangle(static_cast<double>(harmonic) * shape.noteHz(note), q);
            std::ranges::transform(row, weights, row.begin(), [](double a, double b) { return std::max(a, b); });
        }
        std::ranges::transform(row, std::back_inserter(cells), scaleCell);
    }
    drawing.cells(left, panel.top, width, height, "scale", std::move(cells), shape.bins());
    drawing.rect(left, panel.top, width, height, "frame");
    const double most = shape.rateHz / 2;
    for (const double khz : ticksUpTo(most / 1000, width, 46))
        drawing.text(left + width * khz * 1000 / most, panel.top + height + 17, "tick middle", report::coordinate(khz));
    drawing.text(left + width / 2, panel.top + height + 33, "tick middle", language("Chart", QT_TRANSLATE_NOOP("Chart", "frequency in kHz")));
    const auto octave = 12 * shape.notesPerSemitone;
    for (std::size_t note = 0; note < shape.notes; note += octave) {
        const double y = panel.top + height - (static_cast<double>(note) + 0.5) * kNoteHeight;
        drawing.text(left - 6, y + 4, "tick end", report::fixed(shape.noteHz(note), 0));
    }
    drawing.verticalText(panel.x + 8, panel.top + height / 2 + 40, "tick", language("Chart", QT_TRANSLATE_NOOP("Chart", "note in Hz")));
    if (!panel.isMarked) return;
    for (std::size_t note = shape.notes; note-- > 0;)
        drawing.mark({report::Mark::Kind::Tag, note, 0, 0, left, panel.top + height - static_cast<double>(note + 1) * kNoteHeight, width, kNoteHeight});
}

void drawBandwidths(Drawing& drawing, const Panel& panel, const dsp::HarmonicBank& shape, double q, const Language& language)
{
    const double left = panel.x + kAxisLeft, width = panel.width - kAxisLeft;
    const double top = panel.top + kNoteHeight * static_cast<double>(shape.notes) + kCurvesTop;
    const double highest = shape.rateHz / 2, most = std::max({dsp::HarmonicBank::bandwidthHz(highest, 1), dsp::HarmonicBank::bandwidthHz(highest, q)});
    const auto place = [&](double hz, double bandwidth) { return report::Point{left + width * hz / highest, top + kCurves * (1 - bandwidth / most)}; };
    drawing.text(left, top - 10, "axis-title", language("Chart", QT_TRANSLATE_NOOP("Chart", "Bandwidth in Hz over the centre of a filter")), 60);
    for (const double hz : ticksUpTo(most, kCurves, 30)) {
        drawing.line(left, place(0, hz).y, left + width, place(0, hz).y, "grid");
        drawing.text(left - 6, place(0, hz).y + 4, "tick end", report::coordinate(hz));
    }
    for (const double khz : ticksUpTo(highest / 1000, width, 46))
        drawing.text(left + width * khz * 1000 / highest, top + kCurves + 17, "tick middle", report::coordinate(khz));
    const auto line = [&](double sharpness, const char* style) {
        drawing.polyline({place(0, dsp::HarmonicBank::bandwidthHz(0, sharpness)), place(highest, dsp::HarmonicBank::bandwidthHz(highest, sharpness))}, style);
    };
    line(1, "chance");
    line(q, "curve first");
    drawing.line(left, place(0, shape.binHz()).y, left + width, place(0, shape.binHz()).y, "chance");
    const auto name = [&](double y, const std::string& style, const std::string& text) { drawing.text(left + width + 6, y + 4, "label " + style, text, 20); };
    const double learned = place(0, dsp::HarmonicBank::bandwidthHz(highest, q)).y, start = place(0, dsp::HarmonicBank::bandwidthHz(highest, 1)).y;
    const bool isApart = std::abs(learned - start) > 14;
    name(learned, "ink-first", "Q " + report::fixed(q, 2));
    if (isApart) name(start, "", "Q 1");
    name(place(0, shape.binHz()).y, "", language("Chart", QT_TRANSLATE_NOOP("Chart", "a bin")));
}

}  // namespace

double harmonicHeight(const LearnedFilters& learned, const FilterBank& bank)
{
    return kNoteHeight * static_cast<double>(harmonicBankOf(bank.layer, learned.preset).notes) + kCurvesTop + kCurves + 24;
}

void drawHarmonic(Drawing& drawing, const Panel& panel, const Language& language)
{
    const auto shape = harmonicBankOf(panel.bank->layer, panel.learned->preset);
    const auto q = static_cast<double>(panel.bank->values.front());
    drawBands(drawing, panel, shape, q, language);
    drawBandwidths(drawing, panel, shape, q, language);
}

}  // namespace engine::tasks::filter_chart
