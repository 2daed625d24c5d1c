#include <algorithm>
#include <limits>

#include "engine/classic/experiment.h"
#include "engine/jobs/map_parallel.h"

namespace engine::classic {

namespace {

struct Trial {
    std::size_t combination = 0, fold = 0;
    double value = 0;
};

double valueOf(const Examination& examined, const Table& table, Metric deciding)
{
    std::vector<int> truth;
    for (const auto r : examined.rows)
        truth.push_back(table.labels[r]);
    return scoresOf(truth, examined.prediction.classes, examined.prediction.probabilities, table.classes.size()).value(deciding);
}

}  // namespace

std::vector<GridPoint> gridSearch(const Table& table, const TrainingRows& training, const ValidationRows* validation, const ModelChoice& model,
                                  const ExperimentOptions& options, RunControl& control)
{
    const auto& entry = findModel(model.id);
    const auto combinations = gridOf(entry.parameters, model.changes);
    std::vector<std::pair<TrainingRows, ValidationRows>> folds;
    if (validation) folds.emplace_back(training, *validation);
    else folds = innerFolds(table, training, options.innerFolds, options.seed);

    const auto stage = "grid search: " + model.id;
    const auto total = static_cast<std::int64_t>(combinations.size() * folds.size());
    std::vector<std::vector<double>> values(combinations.size(), std::vector<double>(folds.size(), 0));
    std::size_t next = 0;
    std::int64_t done = 0;
    control.step(stage, 0, total);
    const auto source = [&]() -> std::optional<Trial> {
        if (next >= combinations.size() * folds.size()) return {};
        const auto at = next++;
        return Trial{at / folds.size(), at % folds.size(), 0};
    };
    const auto work = [&](Trial trial) {
        const auto& [learn, judge] = folds[trial.fold];
        const FitOptions fit{options.seed, true, options.deciding, control.stop()};
        const auto fitted = FittedModel::fit({model.id, combinations[trial.combination], model.members}, table, learn, fit);
        trial.value = valueOf(examine(fitted, table, judge), table, options.deciding);
        return trial;
    };
    jobs::mapParallel(options.threads, control.stop(), source, work, [&](const Trial& trial) {
        values[trial.combination][trial.fold] = trial.value;
        control.step(stage, ++done, total);
    });
    control.step(stage, done, total);

    std::vector<GridPoint> points;
    for (std::size_t c = 0; c < combinations.size(); ++c) {
        const auto [least, most] = std::minmax_element(values[c].begin(), values[c].end());
        double sum = 0;
        for (const double value : values[c])
            sum += value;
        points.push_back({combinations[c], sum / static_cast<double>(folds.size()), *most - *least});
    }
    std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.value > b.value; });
    return points;
}

}  // namespace engine::classic
