#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/report/taught_chart.h"

namespace engine::tasks {

/// What can be asked of a simulation and what holds if it is not said: encoder (encoder_features.h), split, part (measured on), strategies, seeds (how
/// many), seed (the first), first (tracks labelled at random before anything is chosen), batch (asked for at a time), labels (in all), penalty, types, sources,
/// min_tracks, top (tags, as in a training), device.
const Json& simulationDefaults();

/// Every measure: strategy,seed,labelled,roc_auc,average_precision. `document`: what the task label_simulate gives.
std::string simulationCsv(const Json& document);
/// Means over the seeds with their spread, a line a strategy. measure: roc_auc or average_precision.
report::Drawing simulationChart(const Json& document, const std::string& measure);

}  // namespace engine::tasks
