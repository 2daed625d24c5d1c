#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/dsp/filter_response.h"
#include "engine/tasks/learned_filters.h"

namespace engine::tasks {

enum class FilterOrder {
    Peak,       ///< by the frequency, of timbral kernels the band, they answer to most; square ones have none and go by strength
    Strength,   ///< the strongest first
    Number,     ///< as in the weights
};
/// "peak", "strength", "number". Throws Error{InvalidArgument} listing them.
FilterOrder filterOrderOf(const std::string& name);

/// What is said of one kernel.
struct FilterFact {
    std::size_t number = 0;                  ///< its place in the tensor, from 0
    double strength = 0;                     ///< root of the sum of the squared weights
    std::optional<dsp::ResponsePeak> peak;   ///< of waveform and temporal kernels; none where all weights are 0
    std::size_t peakBand = 0;                ///< of the others: the band with the largest sum of squared weights
};

struct FilterAnalysis {
    double rateHz = 0;                              ///< of a kernel's columns
    std::vector<FilterFact> facts;                  ///< in the order asked for
    std::vector<std::vector<double>> responses;     ///< magnitudes by the filter's number, 0 .. rateHz / 2; empty where there are none
};
/// Points of a response: 8 Hz apart at 16 kHz.
inline constexpr std::size_t kResponsePoints = 1025;

/// Of waveform and temporal kernels a frequency is meant: of samples, of frames (a rate of change: 2 Hz = 120 beats a minute).
bool hasResponse(neural::FilterKind kind);
FilterAnalysis analyseFilters(const LearnedFilters& learned, const FilterBank& bank, FilterOrder order);

/// How a harmonic layer's bands lie on the bins of its spectrum.
struct HarmonicFacts {
    double q = 1;
    std::size_t bands = 0;
    std::size_t silent = 0;   ///< bands so narrow that no bin lies in them: they always give the floor
};
HarmonicFacts harmonicFacts(const dsp::HarmonicBank& shape, double q);

/// {"name","architecture","preset","untrained","layer":{..},"layers":[..],"filters":[..]} or, harmonic, "harmonic":{..}.
Json toJson(const LearnedFilters& learned, const FilterBank& bank, FilterOrder order);

}  // namespace engine::tasks
