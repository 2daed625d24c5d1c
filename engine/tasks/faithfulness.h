#pragma once
#include <cstdint>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/tasks/track_explanation.h"

namespace engine::tasks {

/// Whether a map is about the decision: what becomes of the tag's probability without the tenth of the picture that the map calls hottest, and
/// without a tenth drawn by chance. What is taken away becomes the median of its window.
struct Faithfulness {
    std::size_t windows = 0;             ///< looked at, evenly spread over the track
    double whole = 0;                    ///< mean probability over them
    double withoutHottest = 0;
    std::vector<double> withoutRandom;   ///< one for each draw
    double meanRandom() const;
    /// Taking the hottest away costs more than every one of the draws. False: this map does not explain the decision.
    bool explains() const;
};

inline constexpr double kRemovedShare = 0.1;
inline constexpr int kRandomDraws = 10;

/// The cells of a map to take away: the hottest, ties by place. At least one.
std::vector<std::uint8_t> hottestCells(const std::vector<float>& values, double share);
/// As many cells drawn by chance, a pure function of (cells, share, seed).
std::vector<std::uint8_t> randomCells(std::size_t cells, double share, std::uint64_t seed);

/// Asks the model 12 times about each of at most 12 windows.
Faithfulness faithfulnessOf(TagPredictor& predictor, const dsp::Melgram& melgram, const TrackExplanation& explanation, const std::string& subject,
                            RunControl& control);

}  // namespace engine::tasks
