#include "engine/tasks/folder_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

namespace engine::tasks {

namespace fs = std::filesystem;

namespace {

// One descriptor a level stays open; the system's usual limit is 1024.
constexpr int kMaxDepth = 200;
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC;

struct CloseDir {
    void operator()(DIR* folder) const { ::closedir(folder); }
};
using FolderHandle = std::unique_ptr<DIR, CloseDir>;
using FileKey = std::pair<dev_t, ino_t>;

struct FolderNames {
    std::vector<std::string> names;
    bool noMedia = false;
    int error = 0;
};

FolderNames namesIn(DIR* folder)
{
    FolderNames found;
    while (true) {
        errno = 0;
        const auto* item = ::readdir(folder);
        if (item == nullptr) break;
        const std::string name = item->d_name;
        found.noMedia = found.noMedia || name == ".nomedia";
        if (!name.starts_with('.')) found.names.push_back(name);
    }
    found.error = errno;
    std::sort(found.names.begin(), found.names.end());
    return found;
}

bool isBelow(const fs::path& path, const fs::path& folder)
{
    const auto& text = path.native();
    const auto& prefix = folder.native();
    return prefix == "/" || (text.size() > prefix.size() && text.starts_with(prefix) && text[prefix.size()] == '/');
}

class Walker {
public:
    Walker(fs::path root, RunControl& control) : m_root(std::move(root)), m_control(control) {}

    std::optional<FolderListing> run()
    {
        const int descriptor = ::open(m_root.c_str(), kFolderFlags);
        if (descriptor < 0) {
            if (errno == ENOENT) return {};
            if (errno == ENOTDIR) throw Error(ErrorCode::NotRegular, m_root.string(), "this is a file, not a folder");
            throw Error(ErrorCode::Permission, m_root.string(), std::string("the folder cannot be read: ") + std::strerror(errno));
        }
        folder(descriptor, {}, 0);
        for (const auto& link : m_links)
            resolve(link);
        return std::move(m_listing);
    }

private:
    void folder(int descriptor, const fs::path& relative, int depth)
    {
        const FolderHandle handle(::fdopendir(descriptor));
        if (!handle) {
            ::close(descriptor);
            return unreadable(relative, errno);
        }
        m_control.step("looking for music", static_cast<std::int64_t>(m_listing.entries.size()), 0);
        struct stat status {};
        if (::fstat(descriptor, &status) != 0 || !m_folders.insert({status.st_dev, status.st_ino}).second)
            return ignore(relative, ErrorCode::LinkLoop, "this folder was listed already under another name");
        const auto found = namesIn(handle.get());
        if (found.error != 0) unreadable(relative, found.error);
        if (found.noMedia) return;
        for (const auto& name : found.names)
            item(descriptor, name, relative / name, depth);
    }

    void item(int parent, const std::string& name, const fs::path& relative, int depth)
    {
        struct stat status {};
        if (::fstatat(parent, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno != ENOENT) unreadable(relative, errno);   // gone since it was listed: as if it had never been
            return;
        }
        if (S_ISDIR(status.st_mode))
            subfolder(parent, name, relative, depth);
        else if (S_ISLNK(status.st_mode))
            m_links.push_back(relative);
        else if (!isAudioName(relative))
            ignore(relative, {}, "not the name of an audio file");
        else if (!S_ISREG(status.st_mode))
            reject(relative, status, ErrorCode::NotRegular, "a pipe, socket or device, not a file");
        else if ((m_root / relative).native().size() >= PATH_MAX)
            reject(relative, status, ErrorCode::TooLarge, "the path is longer than the system allows; move the file further up");
        else
            add(relative, m_root / relative, status);
    }

    void subfolder(int parent, const std::string& name, const fs::path& relative, int depth)
    {
        if (depth >= kMaxDepth) {
            ignore(relative, ErrorCode::TooLarge, "more than " + std::to_string(kMaxDepth) + " folders deep; not looked into");
            m_listing.unreadableFolders.push_back(relative);
            return;
        }
        const int descriptor = ::openat(parent, name.c_str(), kFolderFlags | O_NOFOLLOW);
        if (descriptor < 0) return unreadable(relative, errno);
        folder(descriptor, relative, depth + 1);
    }

    /// Links come last: only then is it known which files are here anyway.
    void resolve(const fs::path& relative)
    {
        struct stat status {};
        const auto link = m_root / relative;
        if (::stat(link.c_str(), &status) != 0)
            return errno == ELOOP ? ignore(relative, ErrorCode::LinkLoop, "a link that leads back to itself")
                                  : ignore(relative, ErrorCode::Missing, "a link to something that is not there");
        std::error_code error;
        const auto root = fs::canonical(m_root, error);
        const auto target = fs::canonical(link, error);
        if (S_ISDIR(status.st_mode)) {
            const bool loop = target == root || isBelow(fs::canonical(link.parent_path(), error) / ".", target);
            return loop ? ignore(relative, ErrorCode::LinkLoop, "a link to a folder that contains it; not followed")
                        : ignore(relative, {}, "a link to a folder; not followed");
        }
        if (!isAudioName(relative)) return ignore(relative, {}, "not the name of an audio file");
        if (!isBelow(target, root)) return ignore(relative, ErrorCode::OutsideLibrary, "a link to a file outside this folder; not followed");
        if (!S_ISREG(status.st_mode)) return reject(relative, status, ErrorCode::NotRegular, "a pipe, socket or device, not a file");
        if (m_files.contains({status.st_dev, status.st_ino})) return ignore(relative, {}, "a link to a file that is here already");
        add(relative, target, status);
    }

    void add(const fs::path& relative, const fs::path& target, const struct stat& status)
    {
        m_files.insert({status.st_dev, status.st_ino});
        m_listing.entries.push_back({FolderEntry::Kind::Audio, relative, target, stampOf(status), {}, {}});
    }
    void reject(const fs::path& relative, const struct stat& status, ErrorCode code, const std::string& reason)
    {
        m_listing.entries.push_back({FolderEntry::Kind::Rejected, relative, m_root / relative, stampOf(status), code, reason});
    }
    void ignore(const fs::path& relative, std::optional<ErrorCode> code, const std::string& reason)
    {
        m_listing.entries.push_back({FolderEntry::Kind::Ignored, relative, m_root / relative, {}, code, reason});
    }
    void unreadable(const fs::path& relative, int number)
    {
        m_listing.unreadableFolders.push_back(relative);
        ignore(relative, ErrorCode::Permission, std::string("this folder cannot be read: ") + std::strerror(number));
    }

    fs::path m_root;
    RunControl& m_control;
    FolderListing m_listing;
    std::vector<fs::path> m_links;
    std::set<FileKey> m_folders, m_files;
};

}  // namespace

bool isAudioName(const fs::path& name)
{
    // Formats that are not read here are candidates too: a song that is left out must be seen to be left out.
    static constexpr std::array<std::string_view, 38> kExtensions = {
        "wav", "wave", "rf64", "w64", "bwf", "flac", "ogg", "oga", "opus", "spx", "mp3", "mp2", "mp1", "mpga", "aif", "aiff", "aifc",
        "au", "snd", "caf", "voc", "sd2", "iff", "8svx", "m4a", "m4b", "mp4", "aac", "wma", "asf", "ape", "wv", "mpc", "tta", "dsf",
        "dff", "ac3", "mka"};
    auto extension = name.extension().native();
    if (extension.size() < 2) return false;
    extension.erase(0, 1);
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 0x20);
    return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

store::FileStamp stampOf(const struct ::stat& status)
{
    return {static_cast<std::int64_t>(status.st_size),
            static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec,
            static_cast<std::int64_t>(status.st_ino), static_cast<std::int64_t>(status.st_dev)};
}

std::optional<FolderListing> walkFolder(const fs::path& root, RunControl& control)
{
    return Walker(root, control).run();
}

}  // namespace engine::tasks
