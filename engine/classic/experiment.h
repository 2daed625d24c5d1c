#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/classic/fitted_model.h"
#include "engine/classic/metric.h"
#include "engine/classic/plan.h"
#include "engine/core/run_control.h"

namespace engine::classic {

struct Examination {
    std::vector<std::size_t> rows;   ///< of the table
    Prediction prediction;
};
Examination examine(const FittedModel& model, const Table& table, const TestRows& rows);
Examination examine(const FittedModel& model, const Table& table, const ValidationRows& rows);

struct ExperimentOptions {
    Metric deciding = Metric::MacroRecall;
    std::uint64_t seed = 0;
    int threads = 1;
    bool grid = false;               ///< each round chooses settings by inner folds of its own training rows
    std::size_t innerFolds = 3;
};

/// One combination of settings and what it reached on validation rows, mean over them.
struct GridPoint {
    Json settings;
    double value = 0;
    double spread = 0;               ///< largest - smallest over the inner folds
};

/// A model over all rounds of a plan. Answers of all rounds together give the scores.
struct ModelResult {
    ModelChoice choice;
    std::vector<double> accuracies;          ///< [rounds]
    std::vector<double> decidingPerRound;    ///< [rounds]
    ClassificationScores scores;
    std::vector<std::size_t> rows;           ///< rows of the table that were answered for, round after round
    Prediction prediction;                   ///< [rows]
    double seconds = 0;                      ///< fitting and answering, one thread
    std::vector<std::vector<double>> weights;   ///< [rounds, members] of a vote that learns them; else empty
    std::vector<Json> chosen;                ///< [rounds] settings the grid search took; empty without one
    double mean() const;
    double least() const;
    double most() const;
};

/// Every model over every round, several at once; `vote` takes the answers its members gave in the same round. The result does not depend
/// on the number of threads. In the order of `models`.
std::vector<ModelResult> compare(const Table& table, const Plan& plan, const std::vector<ModelChoice>& models, const ExperimentOptions& options, RunControl& control);

/// All combinations of a model's grid over inner folds of training rows (or the plan's validation rows), best first by the deciding metric;
/// of equal ones the first. It is given no test rows, and could not read them.
std::vector<GridPoint> gridSearch(const Table& table, const TrainingRows& training, const ValidationRows* validation, const ModelChoice& model,
                                  const ExperimentOptions& options, RunControl& control);

/// The `count` best by the deciding metric, best first; a vote only if asked for.
std::vector<std::size_t> bestOf(const std::vector<ModelResult>& results, Metric deciding, std::size_t count, bool withVotes);

}  // namespace engine::classic
