#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/workspace.h"

namespace engine::tasks {

/// Tracks as people name them: by their id (16 hex digits) or by the path of their file.
class TrackNames {
public:
    explicit TrackNames(store::Workspace& workspace);
    /// A relative path counts from `folder`.
    std::optional<store::Track> find(const std::string& name, const std::filesystem::path& folder);

private:
    store::TrackStore m_tracks;
    std::vector<store::Library> m_libraries;
};

/// A file that names tracks, one a line. Empty lines and lines that begin with # say nothing, so that a playlist (M3U) is a list, too.
struct TrackList {
    struct Unknown {
        std::int64_t line = 0;       ///< from 1
        std::string text;            ///< for show
    };
    std::vector<store::Track> tracks;   ///< each once, in the order of the lines
    std::size_t lines = 0;              ///< that name something
    std::vector<Unknown> unknown;       ///< names of no track
};
/// Relative paths count from the list's folder. Throws Error{Missing, NotRegular, Permission}.
TrackList readTrackList(const std::filesystem::path& file, store::Workspace& workspace);

}  // namespace engine::tasks
