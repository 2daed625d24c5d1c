#pragma once
#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/run_control.h"
#include "engine/store/track_store.h"

namespace engine::tasks {

/// One name found below a music folder.
struct FolderEntry {
    enum class Kind { Audio, Rejected, Ignored };
    Kind kind = Kind::Audio;
    std::filesystem::path relative;   ///< bytes as the system gave them
    std::filesystem::path target;     ///< what to open: the file itself, or where a link inside the folder leads
    store::FileStamp stamp;
    std::optional<ErrorCode> code;    ///< why rejected; for some ignored ones too
    std::string reason;               ///< why rejected or ignored
};

struct FolderListing {
    std::vector<FolderEntry> entries;                       ///< sorted by their bytes, folder by folder
    std::vector<std::filesystem::path> unreadableFolders;   ///< relative; nothing is known of what lies below
};

/// Whether a file's name makes it worth opening: the extension only selects candidates, the content decides.
bool isAudioName(const std::filesystem::path& name);

/// What fstat says, for telling whether a file is still the one that was read.
store::FileStamp stampOf(const struct ::stat& status);

/// Everything below `root`, without opening a single file. Hidden names are skipped, so is a folder that holds `.nomedia`; links to
/// folders are not followed; a link to a file counts once, when it stays inside `root`. Folders are opened relative to their
/// parent without following links, so that nothing can be swapped in between.
/// Nothing = `root` itself is not there. Throws Error{Permission, NotRegular} if it cannot be listed, Cancelled.
std::optional<FolderListing> walkFolder(const std::filesystem::path& root, RunControl& control);

}  // namespace engine::tasks
