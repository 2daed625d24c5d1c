#pragma once
#include <string>

#include "engine/core/json.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// Labels of the three stages of cleaning, as sets "stage 1" to "stage 3", over the same targets: 1 a tag is the target itself, 2 also what collapses
/// by word, 3 also what collapses by distance. Parameters as those of `clean`. Gives {"stage 1": {"tags", "labels"}, ...}.
Json writeStageLabels(const Json& cleaning, TaskContext& context);

/// What was published on the same comparison: {"what", "overall", "per_category", "per_tag"}, percent.
Json publishedStages();

/// One row a tag, category and overall of a study as a table: scope, name, input, stage, published, roc_auc, average_precision, prevalence,
/// over_prevalence, and roc_auc_stage_1, average_precision_stage_1, over_prevalence_stage_1.
std::string stagesTable(const Json& study);

}  // namespace engine::tasks
