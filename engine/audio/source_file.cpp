#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/audio/sniff.h"
#include "engine/core/error.h"

namespace engine::audio {

namespace {

std::int64_t modifiedNs(const struct stat& status)
{
    return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
}

}  // namespace

SourceFile::SourceFile(const std::filesystem::path& path) : m_subject(path.string())
{
    // O_NONBLOCK: opening a pipe must not wait for a writer. It has no effect on regular files.
    m_descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (m_descriptor < 0) {
        const auto code = errno == EACCES || errno == EPERM     ? ErrorCode::Permission
                          : errno == ELOOP                      ? ErrorCode::LinkLoop
                          : errno == ENXIO                      ? ErrorCode::NotRegular
                                                                : ErrorCode::Missing;
        throw Error(code, m_subject, std::string("cannot be opened: ") + std::strerror(errno));
    }
    struct stat status {};
    const bool known = ::fstat(m_descriptor, &status) == 0;
    m_size = status.st_size;
    m_modifiedNs = modifiedNs(status);
    if (known && S_ISREG(status.st_mode) && m_size > 0) return;
    ::close(m_descriptor);
    if (!known || !S_ISREG(status.st_mode))
        throw Error(ErrorCode::NotRegular, m_subject, S_ISDIR(status.st_mode) ? "a folder, not a file" : "not a regular file");
    throw Error(ErrorCode::Empty, m_subject, "the file is empty (0 bytes). Copy it again from its source");
}

SourceFile::~SourceFile()
{
    ::close(m_descriptor);
}

std::size_t SourceFile::readAt(std::int64_t offset, std::span<unsigned char> bytes) const
{
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const auto got = ::pread(m_descriptor, bytes.data() + filled, bytes.size() - filled, offset + static_cast<off_t>(filled));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw Error(ErrorCode::Corrupt, m_subject, std::string("cannot be read: ") + std::strerror(errno));
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

void SourceFile::checkUnchanged() const
{
    struct stat status {};
    if (::fstat(m_descriptor, &status) != 0 || status.st_size != m_size || modifiedNs(status) != m_modifiedNs)
        throw Error(ErrorCode::Changed, m_subject, "changed while it was read. Try again");
}

}  // namespace engine::audio
