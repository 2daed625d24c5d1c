#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/classic/experiment.h"
#include "engine/core/json.h"
#include "engine/store/workspace.h"
#include "engine/tasks/classify_setup.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// An experiment as the workspace keeps it: a row before the first fit, the document at the end, "stopped" or "failed" if it does not come
/// so far.
class KeptExperiment {
public:
    KeptExperiment(TaskContext& context, std::string kind, const Json& parameters, const ClassifySetup& setup);
    /// Runs `body` and keeps the document it gives, with number, kind, name, source and hash of the table put in front. Rethrows.
    Json keep(const std::function<Json()>& body);
    /// The answers behind the scores, for curves.
    void putAnswers(const classic::ModelResult& result, const classic::Table& table);
    store::Experiment& row() { return m_row; }

private:
    TaskContext& m_context;
    store::Experiment m_row;
};

/// Best model with its values, as lists and the table of runs show them.
void noteBest(store::Experiment& row, const Json& document);

/// A row for lists: {"experiment","kind","name","state","source","plan","deciding","best":{"model","value","accuracy","roc_auc"},...}
Json experimentRow(const store::Experiment& experiment);

/// Removes an experiment with its model file. Throws Error{NotFound}; Error{Busy} for one that runs.
void removeExperiment(store::Workspace& workspace, store::ExperimentId id);

}  // namespace engine::tasks
