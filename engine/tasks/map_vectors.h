#pragma once
#include <optional>
#include <string>

#include "engine/core/json.h"
#include "engine/store/prediction_store.h"
#include "engine/store/run_store.h"
#include "engine/tasks/task.h"

namespace engine::tasks {

/// The vectors a map is made of, for the tracks that were asked for.
struct MapVectors {
    store::TrackMatrix matrix;
    std::optional<store::Run> run;   ///< nothing for features
    std::size_t available = 0;       ///< tracks before sampling
    std::string sampledBy;           ///< what the sample is stratified by; empty = nothing was left out
};

/// parameters: of tags|embedding|features (the newest stored table of hand-made features; without one, mean and deviation of the mel
/// bands), run, layer; and which tracks: part (of `split`, else of the run's split, else of the
/// newest), filter (as in the library), tracks (ids as hex), sample (at most so many, stratified by genre or else by the
/// strongest tag; 0 = all), seed. Conditions are combined.
/// Throws Error{NotFound, InvalidArgument, TooShort}.
MapVectors vectorsForMap(const Json& parameters, TaskContext& context);

}  // namespace engine::tasks
