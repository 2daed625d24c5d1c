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
        float logit = 0;
        // Of a method that compares with something (silence, everything covered):
        float baseline = 0;                ///< the logit there
        double sum = 0;                    ///< of all values of the map: of integrated gradients logit - baseline
    };
    std::size_t tag = 0;
    float probability = 0;                 ///< mean over the windows
    std::string method;                    ///< id of its card
    std::string layer;
    bool hasBaseline = false;
    int passes = 1;                        ///< through the network, for the window that took most
    std::vector<Window> windows;           ///< what the network was given, one after the other
    std::size_t rows = 0, columns = 0;     ///< rows: bands from the lowest up; 1 = all bands together
    double secondsPerColumn = 0;           ///< column c begins at c times this
    std::vector<float> values;             ///< [rows, columns], 1 = the most; below 0 speaks against the tag; the mean where windows overlap
    double peak = 0;                       ///< what 1 stands for, in the unit of the method's card
    std::vector<float> tagColumns;         ///< [tags, columns] probabilities, of a method that answers for all tags at once
    // How what is above 0 divides over the times and over the bands; each sums to 1, or is all 0 where nothing was looked at.
    std::vector<float> timeShares;         ///< [columns]
    std::vector<float> bandShares;         ///< [rows]
};

/// Without a tag: the one that is likeliest over all windows. Without a method: the architecture's own. Throws
/// Error{TooShort} and as neural::Model::attribute().
TrackExplanation explainTrack(TagPredictor& predictor, const dsp::Melgram& melgram, std::optional<std::size_t> tag, const std::optional<std::string>& method,
                              const std::string& subject, RunControl& control);

/// What silence looks like to a network: [mels], as the preset makes it of a second without a sound.
std::vector<float> silenceOf(const dsp::Preset& preset);

/// How far the parts of a map are from making up the whole: the largest |sum - (logit - baseline)| of a window, as part of the largest |logit -
/// baseline|. 0 without a baseline.
double incompleteness(const TrackExplanation& explanation);

}  // namespace engine::tasks
