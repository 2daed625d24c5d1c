#include "engine/core/folder_size.h"

#include <system_error>

#include "engine/core/error.h"

namespace engine {

namespace fs = std::filesystem;

FolderSize folderSize(const fs::path& folder)
{
    FolderSize size;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->is_symlink(ignored) || !at->is_regular_file(ignored)) continue;
        const auto bytes = at->file_size(ignored);
        if (ignored) continue;   // gone meanwhile
        size.bytes += bytes;
        ++size.files;
    }
    return size;
}

void clearFolder(const fs::path& folder)
{
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code failed;
        fs::remove_all(at->path(), failed);
        if (failed) throw Error(ErrorCode::Permission, at->path().string(), "it cannot be deleted (" + failed.message() + ")");
    }
}

}  // namespace engine
