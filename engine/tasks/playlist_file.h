#pragma once
#include <filesystem>
#include <span>
#include <string>

#include "engine/core/ids.h"

namespace engine::store {
class Workspace;
}

namespace engine::tasks {

struct PlaylistEntry {
    std::filesystem::path file;      ///< absolute, bytes
    std::string title, artist, album;
    double durationSeconds = 0;
};

/// Extended M3U in UTF-8: "#EXTINF:<whole seconds>,<artist> - <title>" and the path. A path that a line of UTF-8 text cannot
/// hold (line breaks, other bytes) or that would read as a comment is written as a file:// address.
std::string m3u8Text(std::span<const PlaylistEntry> entries);
/// XSPF version 1 (xspf.org); durations in milliseconds, locations as file:// addresses.
std::string xspfText(std::span<const PlaylistEntry> entries, const std::string& title);

/// Writes the tracks, in this order, in the form that the ending of `file` asks for (.m3u8, .xspf); unknown ids and tracks
/// without a file are left out. Returns how many were written. Throws Error{Unsupported, NotFound (no track is left), ...}.
std::size_t writePlaylist(store::Workspace& workspace, std::span<const TrackId> tracks, const std::filesystem::path& file);

}  // namespace engine::tasks
