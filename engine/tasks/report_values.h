#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/report/tag_report.h"
#include "engine/store/workspace.h"
#include "engine/tasks/run_scores.h"

namespace engine::tasks {

/// What the workspace knows about a run on one part, read but not computed: the store's share of a report.
struct ReportInputs {
    report::TagReport known;               ///< everything but evaluation and curves
    RunScores data;
    evaluate::EvaluationOptions options;   ///< as the run's evaluation was made: thresholds, intervals, seed
    std::size_t partTracks = 0;            ///< playable tracks of the part; data holds those with a prediction
    std::string evaluatedAt;               ///< ISO 8601; empty = never evaluated as a whole
};

enum class ReportScope {
    Scores,      ///< what measures need
    Everything,  ///< also each track's tags, the map, the parts
};

/// SQL only. Throws Error{NotFound} if the run's split is gone.
ReportInputs readReport(store::Workspace& workspace, const store::Run& run, Part part, ReportScope scope);
/// Pure: metrics, intervals and curves. Throws Error{NotFound} if there is no prediction to measure.
report::TagReport composeReport(const ReportInputs& inputs);

/// reports/run-N-PART.FORMAT of the workspace; the folder is made.
std::filesystem::path reportPath(store::Workspace& workspace, const store::Run& run, Part part, const std::string& format);
/// Every chart as SVG and its values as CSV. Gives the files' names.
std::vector<std::filesystem::path> writeCharts(const report::TagReport& values, const std::filesystem::path& folder, const Language& language = {});

}  // namespace engine::tasks
