#pragma once
#include "engine/core/json.h"
#include "engine/report/drawing.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// {"model","name","state","created_at","parameters","folder", what came of it ("tracks","held_out","usage","ladder",...), "rounds":[...]}
Json documentOf(const store::Codified& model, store::Workspace& workspace);

/// Nats a code on held-out tracks, a bar for each step of the ladder; empty without a ladder.
report::Drawing ladderChartOf(const Json& document, double width = 560, double height = 240);

}  // namespace engine::tasks
