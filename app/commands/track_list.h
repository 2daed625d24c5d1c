#pragma once
#include <iosfwd>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/json.h"

namespace engine::store {
class Workspace;
}

namespace app {

/// Tracks given on a command line: 16 hex digits (the track id), or the path of a file of the library.
/// Throws Error{NotFound} saying which one is unknown.
std::vector<engine::TrackId> resolveTracks(engine::store::Workspace& workspace, const std::vector<std::string>& given);

/// {"id","path","title","artist"} of a track; an unknown one has its id alone.
engine::Json trackFacts(engine::store::Workspace& workspace, engine::TrackId track);
/// "id  artist - title" (the path where there is no title), safe for a terminal.
std::string trackLine(const engine::Json& facts);

}  // namespace app
