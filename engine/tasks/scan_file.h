#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/audio/audio_file.h"
#include "engine/audio/metadata.h"
#include "engine/core/error.h"
#include "engine/store/track_store.h"

namespace engine::tasks {

struct FileTag {
    std::string name, type;
    friend bool operator==(const FileTag&, const FileTag&) = default;
};

/// What a file itself says. A pool thread reads it, the lane keeps it.
struct FileFacts {
    std::optional<Failure> failure;   ///< set = not a usable track; hash may be there all the same
    store::FileStamp stamp;           ///< of what was read
    std::string fileHash;             ///< SHA-256 of all bytes, hex
    bool sameContent = false;         ///< the hash is the known one; nothing more was read
    audio::AudioInfo info;
    audio::Metadata metadata;
    std::vector<FileTag> tags;
};

/// Hash, probe and metadata of one file; never throws but Cancelled. `knownHash` (may be empty) spares the rest when it fits.
FileFacts readFile(const std::filesystem::path& path, const store::FileStamp& listed, const std::string& knownHash, std::stop_token stop);

/// SHA-256 of all bytes, hex. Throws Error{Missing, Changed (a link), NotRegular, Permission, Corrupt}; Cancelled.
std::string fileHash(const std::filesystem::path& path, std::stop_token stop);

/// GENRE -> genre, MOOD and THEME -> mood/theme, INSTRUMENT -> instrument, TEMPO in words -> descriptive; each value once, whatever its
/// case. Several values: repeated fields; where a format has no repeated fields (ID3v2.3, RIFF), a value is cut at ';'.
std::vector<FileTag> tagsOf(const audio::Metadata& metadata, const std::string& format);

}  // namespace engine::tasks
