#pragma once
#include <filesystem>
#include <span>
#include <string>

namespace engine::dataset {

struct PlaylistEntry {
    std::filesystem::path file;      ///< absolute
    std::string title;               ///< "Artist - Title", UTF-8; may be empty
    double durationSeconds = 0;      ///< 0 = unknown
};

struct Playlist {
    std::string text;
    std::size_t leftOut = 0;         ///< names that a playlist of lines of UTF-8 cannot hold
};

/// Extended M3U in UTF-8 (.m3u8): #EXTINF:SECONDS,TITLE and the file, a line each.
Playlist m3u8(std::span<const PlaylistEntry> entries);

}  // namespace engine::dataset
