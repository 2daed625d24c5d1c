#pragma once
#include <memory>
#include <vector>

#include "engine/core/json.h"
#include "engine/core/run_control.h"
#include "engine/retrieval/kept_index.h"
#include "engine/store/index_store.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The index of a run's vectors as it stands now: the file and, in memory, what changed since it was written. Nothing if none is kept, if
/// its file is gone or damaged, or if so much changed that taking it in would hold up a search: then everything is compared until the task
/// "index" has run again.
std::shared_ptr<const retrieval::KeptIndex> keptNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control);

/// The index of the places of a metric model's tracks. Nothing as above, or if tracks came or went since.
std::shared_ptr<const retrieval::KeptIndex> keptJointNeighbours(store::Workspace& workspace, const store::MetricRun& model);

struct IndexReport {
    std::size_t vectors = 0, changed = 0;   ///< changed: added, replaced or removed now
    bool wasBuilt = false;                  ///< from nothing, instead of brought up to date
};
/// Builds the index or brings it up to date, and writes it. Throws Error{TooShort} where nothing was predicted.
IndexReport keepNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control, unsigned threads);
IndexReport keepJointNeighbours(store::Workspace& workspace, const store::MetricRun& model, RunControl& control, unsigned threads);

/// What a search would like to be indexed: parameters of the task "index" for the vectors of the newest run and of the newest metric model
/// that are more than `exactLimit` and have no index, or one that too much changed since. Cheap: counts alone.
std::vector<Json> indexesWanted(store::Workspace& workspace, std::size_t exactLimit);

}  // namespace engine::tasks
