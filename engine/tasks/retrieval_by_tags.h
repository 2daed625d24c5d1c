#pragma once
#include <span>

#include "engine/core/ids.h"
#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// How well a classifier finds tracks by tags: for each tag the tracks in the order of the probabilities that the newest run gave which
/// predicted some of the metric model's tags. Of the part of the model's split the tracks that both know, `placed` ascending, so that it
/// stands beside the model. null where no run predicted any of the tags.
///
/// As evaluate::toJson(RetrievalEvaluation), with "run", "name" and "same_split": false = the run may have been trained on these tracks.
Json retrievalByTags(store::Workspace& workspace, const store::MetricRun& model, std::span<const TrackId> placed, Part part);

}  // namespace engine::tasks
