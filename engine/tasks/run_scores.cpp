#include "engine/tasks/run_scores.h"

namespace engine::tasks {

RunScores scoresOfPart(store::Workspace& workspace, const store::Run& run, const LabelledPart& part)
{
    RunScores data;
    data.tags = run.tags;
    const auto tags = run.tags.size();
    auto predictions = workspace.predictions();
    for (std::size_t row = 0; row < part.tracks.size(); ++row) {
        const auto stored = predictions.scores(run.id, part.tracks[row]);
        if (!stored || stored->size() != tags) continue;
        data.tracks.push_back(part.tracks[row]);
        data.scores.insert(data.scores.end(), stored->begin(), stored->end());
        const auto* labels = part.labels.data() + row * tags;
        data.labels.insert(data.labels.end(), labels, labels + tags);
    }
    return data;
}

evaluate::Evaluation evaluateScores(const RunScores& data, const evaluate::EvaluationOptions& options)
{
    std::vector<std::string> names, types;
    for (const auto& tag : data.tags) {
        names.push_back(tag.name);
        types.push_back(tag.type);
    }
    return evaluate::evaluateTags(evaluate::Scores(data.scores, data.rows(), data.tags.size()),
                                  evaluate::Truth(data.labels, data.rows(), data.tags.size()), names, types, options);
}

}  // namespace engine::tasks
