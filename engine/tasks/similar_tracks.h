#pragma once
#include <string>
#include <vector>

#include "engine/core/ids.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

struct SimilarTrack {
    TrackId track{};
    double distance = 0;   ///< 1 - cosine
};

struct SimilarTracks {
    std::vector<SimilarTrack> tracks;   ///< nearest first, without the one asked for
    RunId run{};
    std::string runName;
};

/// Tracks near one in the embedding of the newest run that has predicted it. Throws Error{NotFound} with what to do if none has.
SimilarTracks similarTracks(store::Workspace& workspace, TrackId track, std::size_t count);

}  // namespace engine::tasks
