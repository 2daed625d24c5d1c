#include "engine/fetch/download.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <utility>

#include <curl/curl.h>

#include "engine/core/error.h"
#include "engine/core/sha256.h"

namespace engine::fetch {

namespace {

namespace fs = std::filesystem;

constexpr long kConnectSeconds = 30, kStalledSeconds = 60;
constexpr long kMostRedirects = 5;

bool startsWith(const std::string& text, const char* start)
{
    return text.rfind(start, 0) == 0;
}

/// What of the file is there already; grows while it is loaded.
class PartFile {
public:
    explicit PartFile(const fs::path& path) : m_path(path), m_descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644))
    {
        if (m_descriptor < 0) throw Error(errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::Permission, path.string(), std::strerror(errno));
        m_size = static_cast<std::int64_t>(::lseek(m_descriptor, 0, SEEK_END));
    }
    ~PartFile()
    {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    std::int64_t size() const { return m_size; }
    void cutTo(std::int64_t size)
    {
        if (::ftruncate(m_descriptor, size) != 0 || ::lseek(m_descriptor, size, SEEK_SET) < 0) fail();
        m_size = size;
    }
    void append(const char* bytes, std::size_t count)
    {
        while (count > 0) {
            const auto written = ::write(m_descriptor, bytes, count);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) fail();
            bytes += written;
            count -= static_cast<std::size_t>(written);
            m_size += written;
        }
    }
    void moveTo(const fs::path& target)
    {
        if (::fsync(m_descriptor) != 0) fail();
        const int descriptor = std::exchange(m_descriptor, -1);
        if (::close(descriptor) != 0) fail();
        fs::rename(m_path, target);
        const int folder = ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) {
            ::fsync(folder);
            ::close(folder);
        }
    }

private:
    [[noreturn]] void fail() const
    {
        throw Error(errno == ENOSPC ? ErrorCode::NoSpace : ErrorCode::ReadOnly, m_path.string(), std::string("cannot be written: ") + std::strerror(errno));
    }
    fs::path m_path;
    int m_descriptor;
    std::int64_t m_size = 0;
};

/// What libcurl's calls back work with. C frames lie in between: exceptions are carried, not thrown through them.
struct Transfer {
    const Download& wanted;
    PartFile& part;
    RunControl& control;
    std::exception_ptr failure = nullptr;
};

template <typename Work>
bool carried(Transfer& transfer, Work&& work)
{
    try {
        work();
        return true;
    } catch (...) {
        transfer.failure = std::current_exception();
        return false;
    }
}

std::size_t takeBytes(char* bytes, std::size_t, std::size_t count, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    const bool taken = carried(transfer, [&] {
        if (transfer.part.size() + static_cast<std::int64_t>(count) > transfer.wanted.bytes)
            throw Error(ErrorCode::TooLarge, transfer.wanted.address,
                        "is longer than the " + std::to_string(transfer.wanted.bytes) + " bytes it should have: another file");
        transfer.part.append(bytes, count);
    });
    return taken ? count : 0;   // anything but count ends the transfer
}

int reportProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    auto& transfer = *static_cast<Transfer*>(user);
    return carried(transfer, [&] { transfer.control.step("download", transfer.part.size(), transfer.wanted.bytes); }) ? 0 : 1;
}

void prepareLibrary()
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK) throw Error(ErrorCode::Internal, "libcurl", curl_easy_strerror(ready));
}

CURLcode perform(Transfer& transfer, std::int64_t from)
{
    const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) throw Error(ErrorCode::Internal, "libcurl", "could not be started");
    auto* curl = handle.get();
    const char* protocols = startsWith(transfer.wanted.address, "https://") ? "https" : "http";
    curl_easy_setopt(curl, CURLOPT_URL, transfer.wanted.address.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols);
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);   // we are not the only thread
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Tagbench/" TAGBENCH_VERSION);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, takeBytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, reportProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
    if (startsWith(protocols, "http") && protocols[4] == '\0') curl_easy_setopt(curl, CURLOPT_NOPROXY, "127.0.0.1");
    if (from > 0) curl_easy_setopt(curl, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(from));
    return curl_easy_perform(curl);
}

[[noreturn]] void refuse(CURLcode code, const Download& wanted, std::int64_t have)
{
    if (code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_OPERATION_TIMEDOUT || code == CURLE_GOT_NOTHING)
        throw Error(ErrorCode::Truncated, wanted.address,
                    "the line was cut after " + std::to_string(have) + " of " + std::to_string(wanted.bytes) + " bytes; try again, it goes on from there");
    if (code == CURLE_HTTP_RETURNED_ERROR) throw Error(ErrorCode::Missing, wanted.address, "the server does not give this file out (any more)");
    throw Error(ErrorCode::Missing, wanted.address, std::string("could not be reached: ") + curl_easy_strerror(code));
}

/// Brings the part file as far as it comes.
void load(const Download& wanted, PartFile& part, RunControl& control)
{
    prepareLibrary();
    Transfer transfer{wanted, part, control};
    auto code = perform(transfer, part.size());
    if (code == CURLE_RANGE_ERROR && !transfer.failure) {   // a server that cannot go on in the middle
        part.cutTo(0);
        code = perform(transfer, 0);
    }
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (code != CURLE_OK) refuse(code, wanted, part.size());
}

}  // namespace

DownloadResult download(const Download& wanted, RunControl& control)
{
    if (!startsWith(wanted.address, "https://") && !startsWith(wanted.address, "http://127.0.0.1:"))
        throw Error(ErrorCode::Unsupported, wanted.address, "only https addresses are loaded from");
    std::error_code ignored;
    if (fs::is_regular_file(wanted.target, ignored) && sha256HexOfFile(wanted.target) == wanted.sha256) return {0, true};
    fs::create_directories(wanted.target.parent_path());
    const auto partPath = wanted.target.parent_path() / ("." + wanted.target.filename().string() + ".download");
    PartFile part(partPath);
    if (part.size() > wanted.bytes) part.cutTo(0);
    const DownloadResult result{part.size(), false};
    if (part.size() < wanted.bytes) load(wanted, part, control);
    if (part.size() < wanted.bytes) refuse(CURLE_PARTIAL_FILE, wanted, part.size());
    if (sha256HexOfFile(partPath) != wanted.sha256) {
        fs::remove(partPath, ignored);
        throw Error(ErrorCode::Corrupt, wanted.address, "is another file than the one that is known: its SHA-256 differs. Nothing of it was kept");
    }
    control.step("download", wanted.bytes, wanted.bytes);
    part.moveTo(wanted.target);
    return result;
}

}  // namespace engine::fetch
