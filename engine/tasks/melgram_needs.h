#pragma once
#include <string>
#include <vector>

#include "engine/store/workspace.h"

namespace engine::tasks {

/// Reason of a track that a manifest names and that was not fetched.
inline constexpr const char* kNotHereYet = "its audio is not here yet; 'prep fetch' brings it when it is needed";

/// A track whose audio is needed and why it is not at hand yet.
struct NeededTrack {
    store::Track track;
    std::int64_t melgrams = 0;       ///< still to be made of it
    bool isMissing = false;          ///< its file is not here: a row, not an error
};

/// Tracks of a split (empty name: all splits, without any split the whole library) that lack melgrams of a preset; those that resampling left out are not needed.
std::vector<NeededTrack> neededTracks(store::Workspace& workspace, const std::string& split, const std::string& presetHash);

}  // namespace engine::tasks
