#pragma once
#include <cstddef>

#include "engine/core/json.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// So many tags are listed of each target at most.
inline constexpr std::size_t kNearTags = 300;

/// What the task `distances` found last: {"parameters", "targets": [{"target", "category", "mean", "deviation", "threshold", "collapsed", "low", "bin_width",
/// "bins": [...], "near": [{"tag", "tracks", "distance"}]}]}; a null document where it never ran. Throws Error{Corrupt}.
Json readDistances(store::Workspace& workspace);

}  // namespace engine::tasks
