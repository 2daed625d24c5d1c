#pragma once
#include <vector>

#include "engine/classic/experiment.h"

namespace engine::classic {

/// How much the deciding metric falls when a feature's values change places among the rows, so that it says nothing any more (Breiman 2001;
/// scikit-learn's permutation_importance). [columns]
struct PermutationImportance {
    std::vector<double> mean, deviation;   ///< over all repeats (and inner folds); deviation by count, not by count - 1
    double whole = 0;                      ///< the metric with everything in place
    std::size_t rows = 0, repeats = 0;     ///< rows looked at in all; times each feature was shuffled in all
};

/// On rows a fitted model has not learnt from. options: deciding, seed, threads.
PermutationImportance permutationImportance(const FittedModel& model, const Table& table, const ValidationRows& rows, std::size_t repeats,
                                            const ExperimentOptions& options, RunControl& control);

/// Of a way to fit: fitted on inner folds of the training rows and shuffled in what each left out; mean over the folds.
PermutationImportance permutationImportance(const ModelChoice& choice, const Table& table, const TrainingRows& training, std::size_t repeats,
                                            const ExperimentOptions& options, RunControl& control);

}  // namespace engine::classic
