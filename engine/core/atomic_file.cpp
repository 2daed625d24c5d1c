#include "engine/core/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <random>
#include <system_error>
#include <utility>

#include "engine/core/error.h"

namespace engine {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, const char* action)
{
    const int number = errno;
    const auto code = number == ENOSPC || number == EDQUOT || number == EFBIG ? ErrorCode::NoSpace
                      : number == EROFS                                       ? ErrorCode::ReadOnly
                      : number == EACCES || number == EPERM                   ? ErrorCode::Permission
                      : number == ENOENT || number == ENOTDIR                 ? ErrorCode::Missing
                                                                              : ErrorCode::Internal;
    throw Error(code, path.string(), std::string("cannot be ") + action + ": " + std::strerror(number));
}

fs::path partName(const fs::path& target)
{
    static thread_local std::mt19937_64 random{std::random_device{}()};
    return target.parent_path() / ("." + target.filename().string() + "." + std::to_string(random()) + ".part");
}

void syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail(folder, "opened for syncing");
    // Some file systems refuse to sync a folder (EINVAL); the rename itself has happened by then.
    const bool failed = ::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP;
    ::close(descriptor);
    if (failed) fail(folder, "synced");
}

}  // namespace

AtomicFile::AtomicFile(fs::path target) : m_target(std::move(target)), m_part(partName(m_target))
{
    struct stat old {};
    const mode_t mode = ::stat(m_target.c_str(), &old) == 0 ? old.st_mode & 07777 : 0644;
    m_descriptor = ::open(m_part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    if (m_descriptor < 0) fail(m_target, "written");
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor < 0) return;
    ::close(m_descriptor);
    ::unlink(m_part.c_str());
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    writeAt(m_size, bytes);
}

void AtomicFile::write(std::string_view text)
{
    write(std::as_bytes(std::span(text.data(), text.size())));
}

void AtomicFile::writeAt(std::size_t offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const auto written = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(m_target, "written");
        offset += static_cast<std::size_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    m_size = std::max(m_size, offset);
}

void AtomicFile::commit()
{
    if (::fsync(m_descriptor) != 0) fail(m_target, "synced");
    const int descriptor = std::exchange(m_descriptor, -1);
    if (::close(descriptor) != 0 || ::rename(m_part.c_str(), m_target.c_str()) != 0) {
        const int number = errno;
        ::unlink(m_part.c_str());
        errno = number;
        fail(m_target, "written");
    }
    syncFolder(m_target.parent_path());
}

void writeFileAtomically(const fs::path& target, std::string_view text)
{
    AtomicFile file(target);
    file.write(text);
    file.commit();
}

int removeStaleParts(const fs::path& folder)
{
    int removed = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with('.') && name.ends_with(".part") && entry.is_regular_file(ignored))
            removed += fs::remove(entry.path(), ignored) ? 1 : 0;
    }
    return removed;
}

}  // namespace engine
