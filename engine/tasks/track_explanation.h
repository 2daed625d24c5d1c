#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/tasks/tag_predictor.h"

namespace engine::tasks {

/// What a model looked at in a whole track, its windows joined on one grid.
struct TrackExplanation {
    struct Window {
        double startSeconds = 0, endSeconds = 0;
        float probability = 0;             ///< of the tag
    };
    std::size_t tag = 0;
    float probability = 0;                 ///< mean over the windows
    neural::AttributionMethod method{};
    std::string layer;
    std::vector<Window> windows;           ///< what the network was given, one after the other
    std::size_t rows = 0, columns = 0;     ///< rows: bands from the lowest up; 1 = all bands together
    double secondsPerColumn = 0;           ///< column c begins at c times this
    std::vector<float> values;             ///< [rows, columns], 0 .. 1 = the most looked at; the mean where windows overlap
    // How the whole divides over the times and over the bands; each sums to 1, or is all 0 where nothing was looked at.
    std::vector<float> timeShares;         ///< [columns]
    std::vector<float> bandShares;         ///< [rows]
};

/// Without a tag: the one that is likeliest over all windows. Without a method: the architecture's own. Throws
/// Error{TooShort} and as neural::Model::attribute().
TrackExplanation explainTrack(TagPredictor& predictor, const dsp::Melgram& melgram, std::optional<std::size_t> tag,
                              std::optional<neural::AttributionMethod> method, const std::string& subject, RunControl& control);

/// "grad-cam", "attention"
std::string_view methodName(neural::AttributionMethod method);

}  // namespace engine::tasks
