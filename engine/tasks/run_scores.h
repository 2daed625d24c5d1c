#pragma once
#include <cstdint>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/store/workspace.h"
#include "engine/tasks/training_table.h"

namespace engine::tasks {

/// Stored scores of one part beside its labels, one row a track; tracks without a prediction are left out.
struct RunScores {
    std::vector<store::RunTag> tags;
    std::vector<TrackId> tracks;
    std::vector<double> scores;          ///< [tracks, tags]
    std::vector<std::uint8_t> labels;    ///< [tracks, tags]
    std::size_t rows() const { return tracks.size(); }
    double score(std::size_t row, std::size_t tag) const { return scores[row * tags.size() + tag]; }
    bool label(std::size_t row, std::size_t tag) const { return labels[row * tags.size() + tag] != 0; }
};

RunScores scoresOfPart(store::Workspace& workspace, const store::Run& run, const LabelledPart& part);
evaluate::Evaluation evaluateScores(const RunScores& data, const evaluate::EvaluationOptions& options);

}  // namespace engine::tasks
