#pragma once
#include <string>
#include <vector>

#include "engine/report/drawing.h"
#include "engine/store/label_session_store.h"

namespace engine::tasks {

enum class TaughtMeasure { RocAuc, AveragePrecision };
/// The curve of a session; empty while no point could be measured.
report::Drawing taughtChart(const std::vector<store::LabelPoint>& points, TaughtMeasure measure, double width = 720, double height = 380);
/// labelled,roc_auc,average_precision,measured_tags,run,seconds
std::string taughtCsv(const std::vector<store::LabelPoint>& points);

}  // namespace engine::tasks
