#include <algorithm>
#include <map>
#include <optional>

#include "engine/core/error.h"
#include "engine/evaluate/evaluation.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_scores.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"

/// Parameters: run (number, name or "latest"), part train|valid|test, ci delong|bootstrap.
namespace engine::tasks {

namespace {

/// Per tag type in which every track has exactly one tag: the confusion matrix of the best-scored tag of that type.
Json confusionsByType(const RunScores& data)
{
    std::map<std::string, std::vector<std::size_t>> columns;
    for (std::size_t tag = 0; tag < data.tags.size(); ++tag)
        columns[data.tags[tag].type].push_back(tag);
    Json all = Json::array();
    for (const auto& [type, members] : columns) {
        if (members.size() < 2) continue;
        std::vector<int> truth, predicted;
        for (std::size_t row = 0; row < data.rows(); ++row) {
            int label = -1, count = 0, best = 0;
            for (std::size_t k = 0; k < members.size(); ++k) {
                if (data.label(row, members[k])) label = static_cast<int>(k), ++count;
                if (data.score(row, members[k]) > data.score(row, members[static_cast<std::size_t>(best)])) best = static_cast<int>(k);
            }
            if (count != 1) break;
            truth.push_back(label);
            predicted.push_back(best);
        }
        if (truth.size() != data.rows() || truth.empty()) continue;
        const auto matrix = evaluate::confusion(truth, predicted, members.size());
        Json names = Json::array(), rows = Json::array();
        for (std::size_t i = 0; i < members.size(); ++i) {
            names.push_back(data.tags[members[i]].name);
            Json cells = Json::array();
            for (std::size_t j = 0; j < members.size(); ++j)
                cells.push_back(matrix.table(i, j));
            rows.push_back(cells);
        }
        all.push_back({{"type", type}, {"labels", names}, {"counts", rows}, {"accuracy", matrix.accuracy},
                       {"balanced_accuracy", matrix.balancedAccuracy}, {"macro_f1", matrix.macroF1}});
    }
    return all;
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto run = context.workspace.runs().resolve(parameters.value("run", std::string("latest")));
    const auto part = partFromName(parameters.value("part", std::string("test")));
    if (!run.split) throw Error(ErrorCode::NotFound, run.name, "the split of this run is not in the workspace any more");
    const auto table = tableOfRun(context.workspace, run);
    const auto& tracks = table.part(part).tracks;
    if (tracks.empty()) throw Error(ErrorCode::TooShort, std::string(partName(part)) + " part", "holds no playable track");

    auto rejected = Json::array();
    std::vector<TrackId> missing;
    for (const auto track : tracks)
        if (!context.workspace.predictions().scores(run.id, track)) missing.push_back(track);
    if (!missing.empty()) {
        TagPredictor predictor(context.workspace, run, context.device, context.threads);
        rejected = predictTracks(predictor, missing, context);
    }
    const auto data = scoresOfPart(context.workspace, run, table.part(part));
    if (data.rows() == 0) throw Error(ErrorCode::TooShort, run.name, "no track of this part could be predicted");

    evaluate::EvaluationOptions options;
    options.thresholds = run.thresholds;
    options.seed = run.seed;
    if (parameters.value("ci", std::string("delong")) == "bootstrap") options.intervals = evaluate::IntervalMethod::Bootstrap;
    const auto evaluation = evaluateScores(data, options);
    auto document = toDetailedJson(evaluation);
    document["run"] = value(run.id);
    document["model"] = run.name;
    document["architecture"] = run.architecture;
    document["part"] = partName(part);
    document["split"] = context.workspace.splits().find(*run.split)->name;
    document["level"] = "track";
    document["seed"] = run.seed;
    document["headline"] = evaluation.headline();
    document["confusions"] = confusionsByType(data);
    document["rejected"] = std::move(rejected);
    context.workspace.runs().putEvaluation(run.id, std::string(partName(part)), document);
    return document;
}

}  // namespace

extern const TaskEntry evaluate_task;
const TaskEntry evaluate_task{"evaluate", LaneKind::Engine, run};

}  // namespace engine::tasks
