#pragma once
#include <memory>

#include "engine/core/run_control.h"
#include "engine/retrieval/kept_index.h"
#include "engine/store/index_store.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The index of a run's vectors as it stands now: the file and, in memory, what changed since it was written. Nothing if none is kept,
/// or if its file is gone or damaged: then everything is compared until the task "index" has run again.
std::shared_ptr<const retrieval::KeptIndex> keptNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control);

struct IndexReport {
    std::size_t vectors = 0, changed = 0;   ///< changed: added, replaced or removed now
    bool wasBuilt = false;                  ///< from nothing, instead of brought up to date
};
/// Builds the index or brings it up to date, and writes it. Throws Error{TooShort} where nothing was predicted.
IndexReport keepNeighbours(store::Workspace& workspace, const store::VectorSource& source, RunControl& control, unsigned threads);

}  // namespace engine::tasks
