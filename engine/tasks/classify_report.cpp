#include "engine/tasks/classify_report.h"

#include "engine/classic/tree_picture.h"
#include "engine/core/error.h"
#include "engine/evaluate/ranking.h"
#include "engine/tasks/classify_models.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kSideBySide = 3, kTreeDepth = 4;

std::vector<report::TagCurves> classCurves(const std::vector<double>& shares, const std::vector<std::uint8_t>& truth, const std::vector<std::string>& classes)
{
    std::vector<report::TagCurves> curves;
    const auto rows = shares.size() / classes.size();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        std::vector<double> scores;
        std::vector<std::uint8_t> positive;
        for (std::size_t r = 0; r < rows; ++r) {
            scores.push_back(shares[r * classes.size() + c]);
            positive.push_back(truth[r * classes.size() + c]);
        }
        const auto ranked = evaluate::rank(scores, positive);
        if (!ranked.hasBothClasses()) continue;
        curves.push_back({classes[c], c, evaluate::thinned(evaluate::rocCurve(ranked), report::kCurvePoints),
                          evaluate::thinned(evaluate::precisionRecallCurve(ranked), report::kCurvePoints)});
    }
    return curves;
}

}  // namespace

report::TagReport classicValues(store::Workspace& workspace, const store::Experiment& experiment, const std::string& model)
{
    const auto answers = workspace.experiments().answers(experiment.id, model);
    if (!answers || experiment.document.is_null()) throw Error(ErrorCode::NotFound, model, "no answers of this model are kept with the experiment");
    const auto classes = experiment.document["classes"].get<std::vector<std::string>>();
    const auto rows = answers->truth.size();
    const std::vector<double> shares(answers->shares.begin(), answers->shares.end());
    std::vector<std::uint8_t> truth(rows * classes.size(), 0);
    for (std::size_t r = 0; r < rows; ++r)
        truth[r * classes.size() + static_cast<std::size_t>(answers->truth[r])] = 1;
    report::TagReport values;
    values.programVersion = experiment.version;
    values.run = experiment.name;
    values.architecture = values.model = model;
    values.split = experiment.plan;
    values.seed = experiment.seed;
    values.date = experiment.finishedAt;
    values.evaluation = evaluate::evaluateTags({shares, rows, classes.size()}, {truth, rows, classes.size()}, classes, {}, {});
    values.curves = classCurves(shares, truth, classes);
    return values;
}

report::ClassicReport classicReport(store::Workspace& workspace, const store::Experiment& experiment)
{
    if (experiment.document.is_null())
        throw Error(ErrorCode::NotFound, "experiment " + std::to_string(value(experiment.id)), "has no result: it is " + experiment.standing());
    report::ClassicReport report;
    report.programVersion = TAGBENCH_VERSION;
    report.date = experiment.finishedAt;
    report.document = experiment.document;
    for (const auto& id : experiment.document["ranking"])
        if (report.models.size() < kSideBySide) report.models.push_back(id.get<std::string>());
    for (const auto& model : report.models)
        report.values.push_back(classicValues(workspace, experiment, model));
    if (experiment.parent)
        if (const auto parent = workspace.experiments().find(*experiment.parent); parent && experiment.kind == "final") report.compared = parent->document;
    if (experiment.modelFile.empty()) return report;
    const auto model = keptModel(workspace, experiment);
    if (model.treeCount() > 0) report.tree = classic::treePicture(model, 0, kTreeDepth);
    return report;
}

}  // namespace engine::tasks
