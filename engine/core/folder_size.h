#pragma once
#include <cstdint>
#include <filesystem>

namespace engine {

struct FolderSize {
    std::uint64_t bytes = 0;
    std::int64_t files = 0;
};

/// Regular files below a folder; links are not followed. A folder that is not there is empty, one that may not be read counts as empty.
FolderSize folderSize(const std::filesystem::path& folder);

/// Deletes everything inside, not the folder itself. Throws Error{Permission} naming what stayed.
void clearFolder(const std::filesystem::path& folder);

}  // namespace engine
