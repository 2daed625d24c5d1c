#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/sweep_plan.h"
#include "engine/tasks/task.h"
#include "engine/tasks/train_setup.h"

/// Searches settings of a training by validation ROC-AUC. Parameters: train (those of `train`, what is not varied), vary, method grid|random,
/// trials, sweep_seed (sweep_plan.h), eta (successive halving; 1 = none), final (train the best once more with the test part measured), name.
/// The test part is never looked at but by the final run. Every trial is a run of its own; a sweep that was stopped goes on with them.
namespace engine::tasks {

namespace {

struct Trial {
    SweepPoint point;
    std::string name;
    std::optional<RunId> run;
    int epochs = 0;
    double score = std::nan("");   ///< best validation ROC-AUC
};

std::optional<store::Run> runNamed(store::Workspace& workspace, const std::string& name)
{
    for (auto& run : workspace.runs().list())
        if (run.name == name) return run;
    return std::nullopt;
}

void readScore(Trial& trial, store::Workspace& workspace)
{
    trial.score = std::nan("");
    for (const auto& row : workspace.runs().epochs(*trial.run)) {
        trial.epochs = row.epoch;
        const bool first = std::isnan(trial.score);
        if (!std::isnan(row.validRocAuc) && (first || row.validRocAuc > trial.score)) trial.score = row.validRocAuc;
    }
}

/// Trains a trial up to `epochs`; what a run of its name has already is not learned again.
void bringTo(Trial& trial, int epochs, const Json& parameters, TaskContext& context)
{
    if (auto run = runNamed(context.workspace, trial.name)) {
        trial.run = run->id;
        readScore(trial, context.workspace);
        if (run->state == "trained" && (trial.epochs >= epochs || run->config.value("epochs", 0) >= epochs)) return;
        findTask("train").run({{"resume", std::to_string(value(run->id))}, {"epochs", epochs}}, context);
    } else {
        auto training = trialTraining(parameters, trial.point, trial.name);
        training["epochs"] = epochs;
        training["evaluate"] = false;
        const auto document = findTask("train").run(training, context);
        trial.run = static_cast<RunId>(document["run"].get<std::int64_t>());
    }
    readScore(trial, context.workspace);
}

bool better(const Trial* a, const Trial* b)
{
    if (std::isnan(a->score) || std::isnan(b->score)) return !std::isnan(a->score) && std::isnan(b->score);
    return a->score > b->score;
}

Json trialJson(const Trial& trial)
{
    return {{"name", trial.name}, {"run", trial.run ? Json(value(*trial.run)) : Json()}, {"settings", trial.point}, {"epochs", trial.epochs},
            {"valid_roc_auc", std::isnan(trial.score) ? Json() : Json(trial.score)}};
}

Json run(const Json& parameters, TaskContext& context)
{
    const auto name = sweepName(parameters);
    const auto base = completeTraining(parameters.value("train", Json::object()));
    makeTrainSetup(base, context.workspace);   // a slip shows before the first trial is trained
    const auto points = sweepPoints(parameters.value("vary", Json()), parameters.value("method", std::string("grid")), parameters.value("trials", 10),
                                    parameters.value("sweep_seed", std::uint64_t{0}));
    std::vector<Trial> trials;
    for (const auto& point : points)
        trials.push_back({point, trialName(name, trials.size()), {}, 0, std::nan("")});
    std::vector<Trial*> alive;
    for (auto& trial : trials)
        alive.push_back(&trial);
    for (const auto& rung : sweepRungs(static_cast<int>(trials.size()), base["epochs"].get<int>(), parameters.value("eta", 1))) {
        alive.resize(static_cast<std::size_t>(rung.points));
        for (auto* trial : alive) {
            context.say(trial->name + " up to epoch " + std::to_string(rung.epochs) + ": " + trial->point.dump());
            bringTo(*trial, rung.epochs, parameters, context);
        }
        std::stable_sort(alive.begin(), alive.end(), better);
    }
    const auto& best = *alive.front();
    if (std::isnan(best.score)) throw Error(ErrorCode::TooShort, name, "no trial has a validation ROC-AUC; the validation part is too small");
    auto rows = Json::array();
    for (const auto& trial : trials)
        rows.push_back(trialJson(trial));
    Json document{{"name", name}, {"trials", rows}, {"best", trialJson(best)}};
    if (parameters.value("final", true)) {
        auto training = trialTraining(parameters, best.point, finalName(name));
        training["evaluate"] = true;
        if (const auto there = runNamed(context.workspace, finalName(name)); there && there->state == "trained")
            document["final"] = {{"run", value(there->id)}, {"name", there->name}};
        else
            document["final"] = findTask("train").run(training, context);
    }
    return document;
}

}  // namespace

extern const TaskEntry sweep_task;
const TaskEntry sweep_task{"sweep", LaneKind::Engine, run};

}  // namespace engine::tasks
