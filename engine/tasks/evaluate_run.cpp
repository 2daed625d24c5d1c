#include "engine/core/error.h"
#include "engine/evaluate/evaluation.h"
#include "engine/report/report_words.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_scores.h"
#include "engine/tasks/tag_predictor.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_setup.h"

/// Parameters: run (number, name or "latest"), part train|valid|test, ci delong|bootstrap.
namespace engine::tasks {

namespace {

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
    document["evaluated_at"] = store::nowUtc();
    document["seed"] = run.seed;
    document["leaking"] = isLeaking(run);
    document["headline"] = report::headline(evaluation.betterThanChance, evaluation.perTag.size(), isLeaking(run));
    document["rejected"] = std::move(rejected);
    context.workspace.runs().putEvaluation(run.id, std::string(partName(part)), document);
    return document;
}

}  // namespace

extern const TaskEntry evaluate_task;
const TaskEntry evaluate_task{"evaluate", LaneKind::Engine, run};

}  // namespace engine::tasks
