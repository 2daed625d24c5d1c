#include "engine/tasks/filter_analysis.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

namespace engine::tasks {

namespace {

using neural::FilterKind;

double energy(std::span<const float> weights)
{
    double sum = 0;
    for (const float weight : weights)
        sum += static_cast<double>(weight) * weight;
    return sum;
}

FilterFact factOf(const FilterBank& bank, std::size_t filter)
{
    const auto kernel = bank.kernel(filter);
    FilterFact fact{filter, std::sqrt(energy(kernel)), {}, 0};
    double most = 0;
    for (std::size_t row = 0; row < bank.rows; ++row)
        if (const double now = energy(kernel.subspan(row * bank.columns, bank.columns)); now > most) {
            most = now;
            fact.peakBand = row;
        }
    return fact;
}

Json layerJson(const FilterBank& bank)
{
    return {{"tensor", bank.layer.tensor}, {"kind", neural::filterKindName(bank.layer.kind)}, {"kernel", bank.layer.kernel}, {"filters", bank.filters},
            {"stride", bank.layer.stride}};
}

Json factJson(const FilterFact& fact, FilterKind kind)
{
    Json json{{"filter", fact.number}, {"strength", fact.strength}};
    if (!hasResponse(kind)) {
        json["peak_band"] = fact.peakBand;
    } else {
        json["peak_hz"] = fact.peak ? Json(fact.peak->hz) : Json();
        json["peak_db"] = fact.peak ? Json(dsp::magnitudeDb(fact.peak->magnitude)) : Json();
    }
    return json;
}

}  // namespace

FilterOrder filterOrderOf(const std::string& name)
{
    if (name == "peak") return FilterOrder::Peak;
    if (name == "strength") return FilterOrder::Strength;
    if (name == "number") return FilterOrder::Number;
    throw Error(ErrorCode::InvalidArgument, name, "filters are ordered by peak, strength or number");
}

bool hasResponse(FilterKind kind)
{
    return kind == FilterKind::Waveform || kind == FilterKind::Temporal;
}

FilterAnalysis analyseFilters(const LearnedFilters& learned, const FilterBank& bank, FilterOrder order)
{
    FilterAnalysis analysis{learned.columnRateHz(bank), {}, {}};
    for (std::size_t filter = 0; filter < bank.filters; ++filter) {
        analysis.facts.push_back(factOf(bank, filter));
        if (!hasResponse(bank.layer.kind)) continue;
        analysis.responses.push_back(dsp::magnitudeResponse(bank.kernel(filter), kResponsePoints));
        analysis.facts.back().peak = dsp::peakOf(analysis.responses.back(), analysis.rateHz);
    }
    const bool byStrength = order == FilterOrder::Strength || (order == FilterOrder::Peak && bank.layer.kind == FilterKind::Square);
    const auto place = [&](const FilterFact& fact) {
        if (byStrength) return -fact.strength;
        if (!hasResponse(bank.layer.kind)) return static_cast<double>(fact.peakBand);
        return fact.peak ? fact.peak->hz : HUGE_VAL;
    };
    if (order != FilterOrder::Number)
        std::ranges::stable_sort(analysis.facts, [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return analysis;
}

HarmonicFacts harmonicFacts(const dsp::HarmonicBank& shape, double q)
{
    HarmonicFacts facts{q, shape.notes * shape.harmonics, 0};
    for (std::size_t harmonic = 1; harmonic <= shape.harmonics; ++harmonic)
        for (std::size_t note = 0; note < shape.notes; ++note) {
            const auto weights = shape.triangle(static_cast<double>(harmonic) * shape.noteHz(note), q);
            if (std::ranges::none_of(weights, [](double weight) { return weight > 0; })) ++facts.silent;
        }
    return facts;
}

Json toJson(const LearnedFilters& learned, const FilterBank& bank, FilterOrder order)
{
    Json json{{"name", learned.name}, {"architecture", learned.architecture}, {"preset", learned.preset.name}, {"untrained", learned.isUntrained},
              {"layer", layerJson(bank)}, {"layers", Json::array()}};
    for (const auto& other : learned.banks)
        json["layers"].push_back(layerJson(other));
    if (bank.layer.kind == FilterKind::Harmonic) {
        const auto facts = harmonicFacts(harmonicBankOf(bank.layer, learned.preset), static_cast<double>(bank.values.front()));
        json["harmonic"] = {{"q", facts.q}, {"bandwidth_hz_at_440_hz", dsp::HarmonicBank::bandwidthHz(440, facts.q)}, {"bands", facts.bands},
                            {"bands_without_a_bin", facts.silent}};
        return json;
    }
    json["filters"] = Json::array();
    for (const auto& fact : analyseFilters(learned, bank, order).facts)
        json["filters"].push_back(factJson(fact, bank.layer.kind));
    return json;
}

}  // namespace engine::tasks
