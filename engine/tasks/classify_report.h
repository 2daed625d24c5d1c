#pragma once
#include "engine/report/classic_report.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The answers of one model as values for the charts of an evaluation (report::tagBars, rocCurves, precisionRecallCurves, reportCharts):
/// each class is a tag, each row a track. Throws Error{NotFound} for a model without kept answers.
report::TagReport classicValues(store::Workspace& workspace, const store::Experiment& experiment, const std::string& model);

/// A done experiment as a page; of a final one the model that was chosen, else its best three. Throws Error{NotFound}.
report::ClassicReport classicReport(store::Workspace& workspace, const store::Experiment& experiment);

}  // namespace engine::tasks
