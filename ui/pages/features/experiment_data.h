#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/store/experiment_store.h"
#include "engine/store/workspace.h"
#include "ui/charts/evaluation_view.h"
#include "ui/pages/features/table_data.h"

namespace ui::features {

/// An experiment with what charts need of some of its models. Never changed once made.
struct LoadedExperiment {
    engine::store::Experiment row;                     ///< with its document
    std::map<std::string, EvaluationPtr> evaluations;  ///< of the models that were asked for and have answers
    std::map<std::string, engine::store::ExperimentAnswers> answers;   ///< of the same models

    const engine::Json& document() const { return row.document; }
    /// Ids, best first.
    std::vector<std::string> ranking() const;
    const engine::Json& model(const std::string& id) const { return row.document["models"][id]; }
};
using ExperimentPtr = std::shared_ptr<const LoadedExperiment>;

/// The experiment with the evaluations of its `best` best models; null if it is gone or has no result. Throws Error.
ExperimentPtr loadExperiment(engine::store::Workspace& workspace, engine::store::ExperimentId id, std::size_t best);

/// The tracks of one class that a model called another (or the same), by a cell of its confusion. Empty where the table at hand is not the
/// one the experiment was made on, or is of no library.
std::vector<engine::TrackId> tracksBehind(const LoadedExperiment& experiment, const std::string& model, const Choice& cell, const LoadedTable& table);

}  // namespace ui::features
