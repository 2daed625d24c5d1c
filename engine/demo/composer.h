#pragma once
#include "engine/demo/score.h"
#include "engine/demo/track_plan.h"

namespace engine::demo {

/// Writes the track's music: players with their sounds, places and notes. Pure.
Score compose(const TrackPlan& plan, double durationSeconds);

}  // namespace engine::demo
