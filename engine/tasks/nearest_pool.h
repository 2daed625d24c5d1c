#pragma once
#include <vector>

#include "engine/core/ids.h"
#include "engine/store/run_store.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// Tracks that may be shown as examples of what a run learned.
struct ExamplePool {
    bool isTraining = false;                       ///< false: trained elsewhere; tracks of the library that carry one of its tags instead
    std::vector<TrackId> tracks;                   ///< ascending
    std::vector<TrackId> heldOut;                  ///< of its validation and test part, ascending; empty where it was trained elsewhere
    std::vector<std::vector<TrackId>> carriers;    ///< by tag of the run: those of `tracks` that carry it, ascending
};

/// Of a run with a split: its training part as it was used, with the unlabelled tracks of a student; of a run whose parts were dealt out by chunks all
/// tracks, because pieces of each were learned. Tags count as they were learned: from the run's label sources, by name and type. Weights from elsewhere
/// know no types of this library: there the name decides.
ExamplePool examplePool(store::Workspace& workspace, const store::Run& run);

}  // namespace engine::tasks
