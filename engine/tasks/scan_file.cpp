#include "engine/tasks/scan_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

#include "engine/core/sha256.h"
#include "engine/tasks/folder_walk.h"

namespace engine::tasks {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlockBytes = 1 << 18;

[[noreturn]] void fail(const fs::path& path, int number)
{
    const auto code = number == ENOENT || number == ENOTDIR ? ErrorCode::Missing
                      : number == ELOOP                     ? ErrorCode::Changed
                      : number == EACCES || number == EPERM ? ErrorCode::Permission
                                                            : ErrorCode::Corrupt;
    const auto* sentence = code == ErrorCode::Missing      ? "gone since the folder was listed"
                           : code == ErrorCode::Changed    ? "became a link while the folder was read"
                           : code == ErrorCode::Permission ? "the system does not let us read it; check its permissions"
                                                           : "the disk cannot read it; check its health";
    throw Error(code, path.string(), std::string(sentence) + " (" + std::strerror(number) + ")");
}

class OpenFile {
public:
    explicit OpenFile(const fs::path& path) : m_path(path), m_descriptor(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_descriptor < 0) fail(path, errno);
    }
    ~OpenFile() { ::close(m_descriptor); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    store::FileStamp stamp() const
    {
        struct stat status {};
        if (::fstat(m_descriptor, &status) != 0) fail(m_path, errno);
        if (!S_ISREG(status.st_mode)) throw Error(ErrorCode::NotRegular, m_path.string(), "a pipe, socket or device, not a file");
        return stampOf(status);
    }
    std::string hash(const std::stop_token& stop) const
    {
        Sha256 sum;
        std::vector<std::byte> block(kBlockBytes);
        while (true) {
            if (stop.stop_requested()) throw Cancelled();
            const auto count = ::read(m_descriptor, block.data(), block.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) fail(m_path, errno);
            if (count == 0) return sum.hex();
            sum.update(std::span(block.data(), static_cast<std::size_t>(count)));
        }
    }

private:
    const fs::path& m_path;
    int m_descriptor;
};

void readInto(FileFacts& facts, const fs::path& path, const std::string& knownHash, const std::stop_token& stop)
{
    const OpenFile file(path);
    facts.stamp = file.stamp();
    facts.fileHash = file.hash(stop);
    facts.sameContent = !knownHash.empty() && facts.fileHash == knownHash;
    if (facts.sameContent) return;
    facts.info = audio::probe(path);
    try {
        facts.metadata = audio::readMetadata(path);
    } catch (const Error&) {
        facts.metadata = {};   // the sound is good: a track without a name is better than none
    }
    facts.tags = tagsOf(facts.metadata, facts.info.format);
    if (file.stamp() != facts.stamp) throw Error(ErrorCode::Changed, path.string(), "changed while it was read; scan again when it is finished");
}

std::string trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

bool equalButForCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; };
        return lower(x) == lower(y);
    });
}

std::vector<std::string> partsOf(const std::string& value, bool cut)
{
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= value.size();) {
        const auto end = cut ? std::min(value.find(';', at), value.size()) : value.size();
        if (auto part = trimmed(std::string_view(value).substr(at, end - at)); !part.empty()) parts.push_back(std::move(part));
        at = end + 1;
    }
    return parts;
}

}  // namespace

std::string fileHash(const fs::path& path, std::stop_token stop)
{
    const OpenFile file(path);
    file.stamp();   // refuses what is no file
    return file.hash(stop);
}

FileFacts readFile(const fs::path& path, const store::FileStamp& listed, const std::string& knownHash, std::stop_token stop)
{
    FileFacts facts;
    facts.stamp = listed;
    try {
        readInto(facts, path, knownHash, stop);
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        facts.failure = describe(std::current_exception());
    }
    return facts;
}

std::vector<FileTag> tagsOf(const audio::Metadata& metadata, const std::string& format)
{
    static constexpr std::array<std::pair<const char*, const char*>, 5> kFields = {{
        {"GENRE", "genre"}, {"MOOD", "mood/theme"}, {"THEME", "mood/theme"}, {"INSTRUMENT", "instrument"}, {"TEMPO", "descriptive"}}};
    const bool cut = format.find("MPEG") != std::string::npos || format.find("WAV") != std::string::npos || format.find("AIFF") != std::string::npos;
    std::vector<FileTag> tags;
    for (const auto& [field, type] : kFields) {
        const auto values = metadata.fields.find(field);
        if (values == metadata.fields.end()) continue;
        for (const auto& value : values->second)
            for (auto& name : partsOf(value, cut)) {
                const bool number = name.find_first_not_of("0123456789.,") == std::string::npos;   // 120 (BPM) is no tag
                const bool known = std::any_of(tags.begin(), tags.end(), [&, t = type](const FileTag& tag) { return tag.type == t && equalButForCase(tag.name, name); });
                if (!number && !known) tags.push_back({std::move(name), type});
            }
    }
    return tags;
}

}  // namespace engine::tasks
