#include "engine/tasks/absent_libraries.h"

#include <system_error>
#include <vector>

#include "engine/store/workspace.h"

namespace engine::tasks {

std::int64_t markAbsentLibraries(store::Workspace& workspace)
{
    auto tracks = workspace.tracks();
    std::int64_t changed = 0;
    for (const auto& library : tracks.libraries()) {
        std::error_code ignored;
        if (std::filesystem::status(library.path, ignored).type() != std::filesystem::file_type::not_found) continue;
        std::vector<TrackId> away;
        for (const auto& track : tracks.byLibrary(library.id))
            if (track.state == store::TrackState::Ready) away.push_back(track.id);
        if (!away.empty()) tracks.setState(away, store::TrackState::Missing);
        changed += static_cast<std::int64_t>(away.size());
    }
    return changed;
}

}  // namespace engine::tasks
