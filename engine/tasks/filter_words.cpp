#include <algorithm>

#include "engine/core/translatable.h"
#include "engine/dsp/mel_filterbank.h"
#include "engine/tasks/filter_chart_parts.h"

namespace engine::tasks {

namespace {

using neural::FilterKind;
using report::fixed;

std::string hzText(double hz)
{
    return hz < 1000 ? fixed(hz, hz < 100 ? 1 : 0) + " Hz" : fixed(hz / 1000, 2) + " kHz";
}

std::string say(const Language& language, const char* text, std::initializer_list<std::string> arguments = {})
{
    return filled(language("Chart", text), arguments);
}

std::string tapsText(const neural::FilterLayer& layer)
{
    return std::to_string(layer.kernel.back());
}

std::vector<std::string> timbralSentences(const LearnedFilters& learned, const FilterBank& bank, const Language& language)
{
    const auto mels = static_cast<std::size_t>(learned.preset.mels);
    if (bank.rows >= mels)
        return {say(language, QT_TRANSLATE_NOOP("Chart", "They span all %1 bands, so a row is a frequency of the preset %2."), {std::to_string(mels), learned.preset.name})};
    const auto centres = dsp::MelFilterbank(learned.preset).centresHz();
    return {say(language, QT_TRANSLATE_NOOP("Chart", "They slide over the %1 bands of the preset %2: the lowest row lies anywhere from %3 to %4."),
                {std::to_string(mels), learned.preset.name, hzText(centres.front()), hzText(centres[mels - bank.rows])})};
}

std::vector<std::string> harmonicSentences(const LearnedFilters& learned, const FilterBank& bank, const Language& language)
{
    const auto shape = harmonicBankOf(bank.layer, learned.preset);
    const auto facts = harmonicFacts(shape, static_cast<double>(bank.values.front()));
    const auto at440 = [&](double q) { return fixed(dsp::HarmonicBank::bandwidthHz(440, q), 1) + " Hz"; };
    return {say(language, QT_TRANSLATE_NOOP("Chart", "Q is %1 (it starts at 1): the filter at 440 Hz is %2 wide, %3 at the start."),
                {fixed(facts.q, 3), at440(facts.q), at440(1)}),
            say(language, QT_TRANSLATE_NOOP("Chart", "%1 of %2 filters are so narrow that no bin of the spectrum lies in them (bins are %3 apart): they hear nothing."),
                {std::to_string(facts.silent), std::to_string(facts.bands), report::coordinate(shape.binHz()) + " Hz"})};
}

}  // namespace

std::string filterLayerName(const neural::FilterLayer& layer, const Language& language)
{
    const auto rows = std::to_string(layer.kernel.front()), taps = tapsText(layer);
    switch (layer.kind) {
    case FilterKind::Waveform: return say(language, QT_TRANSLATE_NOOP("Chart", "Waveform, %1 samples"), {taps});
    case FilterKind::Temporal: return say(language, QT_TRANSLATE_NOOP("Chart", "Time, %1 frames"), {taps});
    case FilterKind::Timbral: return say(language, QT_TRANSLATE_NOOP("Chart", "Timbre, %1 bands x %2 frames"), {rows, taps});
    case FilterKind::Square: return say(language, QT_TRANSLATE_NOOP("Chart", "%1 bands x %2 frames"), {rows, taps});
    case FilterKind::Harmonic: break;
    }
    return language("Chart", QT_TRANSLATE_NOOP("Chart", "Harmonic filters"));
}

std::string filterText(const FilterScene& scene, std::size_t number, const Language& language)
{
    const auto& learned = *scene.learned;
    const auto& bank = scene.bank();
    if (bank.layer.kind == FilterKind::Harmonic) {
        const auto shape = harmonicBankOf(bank.layer, learned.preset);
        const double hz = shape.noteHz(number);
        return say(language, QT_TRANSLATE_NOOP("Chart", "Note of %1: its filter is %2 wide, that of harmonic %3 at %4 is %5 wide"),
                   {hzText(hz), hzText(dsp::HarmonicBank::bandwidthHz(hz, static_cast<double>(bank.values.front()))), std::to_string(shape.harmonics),
                    hzText(hz * static_cast<double>(shape.harmonics)),
                    hzText(dsp::HarmonicBank::bandwidthHz(hz * static_cast<double>(shape.harmonics), static_cast<double>(bank.values.front())))});
    }
    const auto found = std::ranges::find(scene.analysis.facts, number, &FilterFact::number);
    if (found == scene.analysis.facts.end()) return {};
    const auto name = std::to_string(number), strength = fixed(found->strength, 3);
    if (found->strength <= 0) return say(language, QT_TRANSLATE_NOOP("Chart", "Filter %1: all weights are 0"), {name});
    if (bank.layer.kind == FilterKind::Waveform)
        return say(language, QT_TRANSLATE_NOOP("Chart", "Filter %1: peak at %2, %3 dB there; strength %4"),
                   {name, hzText(found->peak->hz), fixed(dsp::magnitudeDb(found->peak->magnitude), 1), strength});
    if (bank.layer.kind == FilterKind::Temporal)
        return say(language, QT_TRANSLATE_NOOP("Chart", "Filter %1: answers most to %2 changes a second (%3 a minute), %4 dB there; strength %5"),
                   {name, fixed(found->peak->hz, 2), fixed(60 * found->peak->hz, 0), fixed(dsp::magnitudeDb(found->peak->magnitude), 1), strength});
    if (bank.rows >= static_cast<std::size_t>(learned.preset.mels))
        return say(language, QT_TRANSLATE_NOOP("Chart", "Filter %1: strongest at %2 (band %3 of %4); strength %5"),
                   {name, hzText(dsp::MelFilterbank(learned.preset).centresHz()[found->peakBand]), std::to_string(found->peakBand + 1), std::to_string(bank.rows), strength});
    return say(language, QT_TRANSLATE_NOOP("Chart", "Filter %1: strongest in band %2 of its %3; strength %4"),
               {name, std::to_string(found->peakBand + 1), std::to_string(bank.rows), strength});
}

namespace filter_chart {

std::vector<std::string> sentences(const LearnedFilters& learned, const FilterBank& bank, FilterOrder order, const Language& language)
{
    std::vector<std::string> lines;
    const auto count = std::to_string(bank.filters), taps = tapsText(bank.layer);
    const auto add = [&](const std::vector<std::string>& more) { lines.insert(lines.end(), more.begin(), more.end()); };
    switch (bank.layer.kind) {
    case FilterKind::Waveform:
        lines.push_back(say(language, QT_TRANSLATE_NOOP("Chart", "Frequency response of %1 kernels of %2 samples at %3, a row each, in dB below its own peak."),
                            {count, taps, hzText(learned.preset.sampleRateHz)}));
        if (bank.layer.stride > 1)
            lines.push_back(say(language, QT_TRANSLATE_NOOP("Chart", "Dashed: half the rate that is left after the stride of %1; what lies above folds down below it."),
                                {std::to_string(bank.layer.stride)}));
        break;
    case FilterKind::Temporal:
        lines.push_back(say(language, bank.layer.kernel.size() > 1 ? QT_TRANSLATE_NOOP("Chart", "%1 kernels over time, on each band alone: left the weights, right how much of each rate of change passes (2 Hz = 120 beats a minute).")
                                                                  : QT_TRANSLATE_NOOP("Chart", "%1 kernels over time, on the mean of the bands: left the weights, right how much of each rate of change passes (2 Hz = 120 beats a minute)."),
                            {count}));
        break;
    case FilterKind::Timbral:
    case FilterKind::Square:
        lines.push_back(say(language, QT_TRANSLATE_NOOP("Chart", "%1 kernels of %2 bands (upwards) by %3 frames (to the right, %4 s), each by its own largest weight."),
                            {count, std::to_string(bank.rows), taps, fixed(static_cast<double>(bank.columns) / learned.columnRateHz(bank), 3)}));
        if (bank.layer.kind == FilterKind::Timbral) add(timbralSentences(learned, bank, language));
        break;
    case FilterKind::Harmonic: return harmonicSentences(learned, bank, language);
    }
    const bool byStrength = order == FilterOrder::Strength || (order == FilterOrder::Peak && bank.layer.kind == FilterKind::Square);
    lines.push_back(language("Chart", byStrength                         ? QT_TRANSLATE_NOOP("Chart", "The strongest first.")
                                      : order == FilterOrder::Number     ? QT_TRANSLATE_NOOP("Chart", "In the order of the weights.")
                                      : hasResponse(bank.layer.kind)     ? QT_TRANSLATE_NOOP("Chart", "Sorted by the frequency they answer to most (the line).")
                                                                         : QT_TRANSLATE_NOOP("Chart", "Sorted by the band they answer to most.")) +
                    " " + language("Chart", QT_TRANSLATE_NOOP("Chart", "The kernels alone: the normalisation after them moves no peak.")));
    return lines;
}

}  // namespace filter_chart

}  // namespace engine::tasks
