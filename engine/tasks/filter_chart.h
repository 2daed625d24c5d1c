#pragma once
#include <memory>
#include <optional>
#include <string>

#include "engine/core/language.h"
#include "engine/report/drawing.h"
#include "engine/tasks/filter_analysis.h"

namespace engine::tasks {

/// One layer made ready to be drawn: what takes time is done here, away from the window's thread.
struct FilterScene {
    std::shared_ptr<const LearnedFilters> learned;
    std::size_t place = 0;               ///< of the bank in it
    FilterOrder order = FilterOrder::Peak;
    FilterAnalysis analysis;
    std::optional<FilterBank> twin;      ///< a layer of the same size that has learned nothing, to stand beside
    FilterAnalysis twinAnalysis;

    const FilterBank& bank() const { return learned->banks[place]; }
};
/// A layer that is untrained itself, and a harmonic one, whose picture says what it starts from, have no twin.
FilterScene filterScene(std::shared_ptr<const LearnedFilters> learned, std::size_t place, FilterOrder order, bool besideUntrained);

/// The filters as a picture. Waveform: filter x frequency in dB below each filter's peak; temporal: kernels and their response; timbral and
/// square: each kernel small, by its own largest weight; harmonic: notes x frequency and the bandwidths. Each filter is a mark (row = its
/// number); of a harmonic layer each note. width: as much as fits; one that is too narrow is exceeded.
report::Drawing filterChart(const FilterScene& scene, double width = 760, const Language& language = {});

/// The values of the picture, a row each: of waveform kernels the response in dB, of a harmonic layer centre and bandwidth of each
/// triangle, else the weights.
std::string filterCsv(const FilterScene& scene);

/// "Timbre, 67 bands x 7 frames"
std::string filterLayerName(const neural::FilterLayer& layer, const Language& language = {});
/// One sentence on one mark of the picture, for hovering and screen readers.
std::string filterText(const FilterScene& scene, std::size_t number, const Language& language = {});

}  // namespace engine::tasks
