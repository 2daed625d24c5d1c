#pragma once
#include <span>
#include <vector>

#include "engine/tasks/run_scores.h"

namespace engine::tasks {

/// The tracks behind a number of an evaluation, highest score of the tag in question first (equals in the part's order).

/// Those that have the tag.
std::vector<TrackId> tracksOfTag(const RunScores& data, std::size_t tag);
/// Those that a threshold gives the tag to: a point of a ROC or PR curve.
std::vector<TrackId> tracksAtThreshold(const RunScores& data, std::size_t tag, double threshold);
/// A cell of a class confusion: they have `truth`, and `answer` is the best-scored of `classes` (all three are places of tags).
std::vector<TrackId> tracksOfClassCell(const RunScores& data, std::span<const std::size_t> classes, std::size_t truth, std::size_t answer);
/// A cell of a tag confusion: they have `truth` and score `given` at least at its threshold.
std::vector<TrackId> tracksOfTagCell(const RunScores& data, double threshold, std::size_t truth, std::size_t given);

}  // namespace engine::tasks
