#include "engine/checkpoint/read_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "engine/core/error.h"

namespace engine::checkpoint
{

namespace
{

struct Descriptor {
    int number = -1;
    ~Descriptor()
    {
        if (number >= 0) ::close(number);
    }
};

[[noreturn]] void failToOpen(const std::filesystem::path& path)
{
    const int number = errno;
    const auto code = number == EACCES || number == EPERM ? ErrorCode::Permission : ErrorCode::Missing;
    throw Error(code, path.string(), std::string("cannot be opened: ") + std::strerror(number));
}

}  // namespace

std::vector<std::byte> readBytes(const std::filesystem::path& path)
{
    // O_NONBLOCK: opening a pipe must not wait for a writer.
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.number < 0) failToOpen(path);
    struct stat facts {
    };
    if (::fstat(file.number, &facts) != 0 || !S_ISREG(facts.st_mode))
        throw Error(ErrorCode::NotRegular, path.string(), "is not a regular file");
    const auto size = static_cast<std::size_t>(facts.st_size);
    if (size == 0) throw Error(ErrorCode::Empty, path.string(), "holds no bytes");
    if (size > kMaxFileBytes) throw Error(ErrorCode::TooLarge, path.string(), "is larger than 4 GiB");

    std::vector<std::byte> bytes(size);
    for (std::size_t done = 0; done < size;) {
        const auto got = ::read(file.number, bytes.data() + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw Error(ErrorCode::Truncated, path.string(), "became shorter while it was read");
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace engine::checkpoint
