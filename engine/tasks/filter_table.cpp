#include "engine/core/csv.h"
#include "engine/tasks/filter_chart.h"

namespace engine::tasks {

namespace {

using neural::FilterKind;

constexpr std::size_t kPointsPerRow = 4;   // as fine as the picture

void responseRows(CsvWriter& csv, const FilterAnalysis& analysis)
{
    for (const auto& fact : analysis.facts) {
        const auto& response = analysis.responses[fact.number];
        for (std::size_t point = 0; point < response.size(); point += kPointsPerRow) {
            csv.integer(static_cast<std::int64_t>(fact.number)).number(static_cast<double>(point) * analysis.rateHz / 2 / static_cast<double>(kResponsePoints - 1));
            csv.number(dsp::magnitudeDb(response[point]));
            csv.endRow();
        }
    }
}

void kernelRows(CsvWriter& csv, const FilterBank& bank, const FilterAnalysis& analysis)
{
    for (const auto& fact : analysis.facts)
        for (std::size_t row = 0; row < bank.rows; ++row)
            for (std::size_t column = 0; column < bank.columns; ++column) {
                csv.integer(static_cast<std::int64_t>(fact.number)).integer(static_cast<std::int64_t>(row));
                csv.number(static_cast<double>(column) / analysis.rateHz).number(static_cast<double>(bank.kernel(fact.number)[row * bank.columns + column]));
                csv.endRow();
            }
}

void harmonicRows(CsvWriter& csv, const dsp::HarmonicBank& shape, double q)
{
    for (std::size_t harmonic = 1; harmonic <= shape.harmonics; ++harmonic)
        for (std::size_t note = 0; note < shape.notes; ++note) {
            const double centre = static_cast<double>(harmonic) * shape.noteHz(note);
            csv.integer(static_cast<std::int64_t>(note)).integer(static_cast<std::int64_t>(harmonic)).number(centre).number(dsp::HarmonicBank::bandwidthHz(centre, q));
            csv.endRow();
        }
}

void header(CsvWriter& csv, std::initializer_list<const char*> names)
{
    for (const char* name : names)
        csv.text(name);
    csv.endRow();
}

}  // namespace

std::string filterCsv(const FilterScene& scene)
{
    const auto& bank = scene.bank();
    CsvWriter csv;
    switch (bank.layer.kind) {
    case FilterKind::Harmonic:
        header(csv, {"note", "harmonic", "centre [Hz]", "bandwidth [Hz]"});
        harmonicRows(csv, harmonicBankOf(bank.layer, scene.learned->preset), static_cast<double>(bank.values.front()));
        break;
    case FilterKind::Waveform:
        header(csv, {"filter", "frequency [Hz]", "response [dB]"});
        responseRows(csv, scene.analysis);
        break;
    default:
        header(csv, {"filter", "band", "time [s]", "weight"});
        kernelRows(csv, bank, scene.analysis);
    }
    return csv.document();
}

}  // namespace engine::tasks
