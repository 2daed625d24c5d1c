#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/dataset/split_check.h"
#include "engine/store/workspace.h"

namespace engine::tasks {

/// The split of this name; with an empty name the newest. Throws Error{NotFound}.
store::Split namedSplit(store::Workspace& workspace, const std::string& name);

/// The tracks of a split as the library knows them now, in the order of their paths.
std::vector<dataset::SplitLine> splitLines(store::Workspace& workspace, SplitId split);

/// Fills in what the library knows of the tracks a foreign table names: artist, album, hash of the decoded audio.
void completeLines(store::Workspace& workspace, std::vector<dataset::SplitLine>& lines);

}  // namespace engine::tasks
