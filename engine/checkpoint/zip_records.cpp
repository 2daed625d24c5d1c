#include "engine/checkpoint/zip_records.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "engine/checkpoint/crc32.h"
#include "engine/core/error.h"

namespace engine::checkpoint
{

namespace
{

// Layouts: PKWARE APPNOTE 6.3.3, sections 4.3.7 (local), 4.3.12 (central), 4.3.16 (end).
constexpr std::uint32_t kLocalMark = 0x04034b50, kCentralMark = 0x02014b50, kEndMark = 0x06054b50;
constexpr std::size_t kLocalBytes = 30, kCentralBytes = 46, kEndBytes = 22, kMaxComment = 65535;
constexpr std::uint16_t kEncrypted = 1, kSizesFollow = 8;

class Fields
{
public:
    Fields(std::span<const std::byte> bytes, const std::string& subject) : m_bytes(bytes), m_subject(subject) {}
    template <typename T>
    T at(std::size_t offset) const
    {
        T value;
        std::memcpy(&value, piece(offset, sizeof value).data(), sizeof value);
        return value;
    }
    std::span<const std::byte> piece(std::size_t offset, std::size_t length) const
    {
        if (offset > m_bytes.size() || length > m_bytes.size() - offset)
            throw Error(ErrorCode::Corrupt, m_subject, "the archive's directory points outside the file");
        return m_bytes.subspan(offset, length);
    }
    std::string text(std::size_t offset, std::size_t length) const
    {
        const auto bytes = piece(offset, length);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    std::size_t size() const { return m_bytes.size(); }

private:
    std::span<const std::byte> m_bytes;
    const std::string& m_subject;
};

std::optional<std::size_t> findEnd(const Fields& file)
{
    if (file.size() < kEndBytes) return std::nullopt;
    const auto last = file.size() - kEndBytes;
    const auto first = last > kMaxComment ? last - kMaxComment : 0;
    for (auto at = last + 1; at-- > first;)
        if (file.at<std::uint32_t>(at) == kEndMark && at + kEndBytes + file.at<std::uint16_t>(at + 20) == file.size())
            return at;
    return std::nullopt;
}

struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
};

}  // namespace

ZipRecords::ZipRecords(std::span<const std::byte> bytes, std::string subject) : m_subject(std::move(subject))
{
    const Fields file(bytes, m_subject);
    const auto corrupt = [this](const std::string& what) { return Error(ErrorCode::Corrupt, m_subject, what); };
    const auto end = findEnd(file);
    if (!end) throw Error(ErrorCode::Truncated, m_subject, "the archive's directory is missing: the file is cut short");
    const std::size_t count = file.at<std::uint16_t>(*end + 10);
    const std::size_t directory = file.at<std::uint32_t>(*end + 16);
    if (directory == 0xffffffffu || count == 0xffffu)
        throw Error(ErrorCode::Unsupported, m_subject, "archives over 4 GiB are not read");
    if (file.at<std::uint16_t>(*end + 4) != 0 || file.at<std::uint16_t>(*end + 8) != count)
        throw Error(ErrorCode::Unsupported, m_subject, "the archive lies on several disks");
    if (directory + file.at<std::uint32_t>(*end + 12) > *end) throw corrupt("the archive's directory overlaps its end");

    std::vector<Extent> extents;
    auto at = directory;
    for (std::size_t i = 0; i < count; ++i) {
        if (file.at<std::uint32_t>(at) != kCentralMark) throw corrupt("the archive's directory is broken");
        const auto flags = file.at<std::uint16_t>(at + 8);
        const auto method = file.at<std::uint16_t>(at + 10);
        const auto crc = file.at<std::uint32_t>(at + 16);
        const std::size_t packed = file.at<std::uint32_t>(at + 20);
        const std::size_t unpacked = file.at<std::uint32_t>(at + 24);
        const auto nameLength = file.at<std::uint16_t>(at + 28);
        const std::size_t local = file.at<std::uint32_t>(at + 42);
        const auto name = file.text(at + kCentralBytes, nameLength);
        at += kCentralBytes + nameLength + file.at<std::uint16_t>(at + 30) + file.at<std::uint16_t>(at + 32);

        if ((flags & kEncrypted) != 0) throw Error(ErrorCode::Unsupported, m_subject, "the archive is encrypted");
        if (packed == 0xffffffffu || local == 0xffffffffu)
            throw Error(ErrorCode::Unsupported, m_subject, "archives over 4 GiB are not read");
        if (method == 0 && packed != unpacked) throw corrupt(name + ": a stored member with two sizes");
        const std::size_t localName = file.at<std::uint16_t>(local + 26);
        if (file.at<std::uint32_t>(local) != kLocalMark || file.at<std::uint16_t>(local + 8) != method ||
            file.text(local + kLocalBytes, localName) != name)
            throw corrupt(name + ": the member's own header disagrees with the directory");
        if ((flags & kSizesFollow) == 0 &&
            (file.at<std::uint32_t>(local + 18) != packed || file.at<std::uint32_t>(local + 14) != crc))
            throw corrupt(name + ": the member's own header disagrees with the directory");
        const auto data = local + kLocalBytes + localName + file.at<std::uint16_t>(local + 28);
        if (!m_records.emplace(name, Record{file.piece(data, packed), crc, method}).second)
            throw corrupt(name + ": two members of one name");
        extents.push_back({local, data + packed});
    }
    std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
    for (std::size_t i = 0; i < extents.size(); ++i)
        if (extents[i].end > (i + 1 < extents.size() ? extents[i + 1].begin : directory))
            throw corrupt("members overlap");
}

std::span<const std::byte> ZipRecords::read(const std::string& name) const
{
    const auto found = m_records.find(name);
    if (found == m_records.end()) throw Error(ErrorCode::Corrupt, m_subject, name + " is missing in the archive");
    const auto& record = found->second;
    if (record.method != 0)
        throw Error(ErrorCode::Unsupported, m_subject, name + " is compressed; PyTorch stores its members");
    if (crc32(record.stored) != record.crc)
        throw Error(ErrorCode::Corrupt, m_subject, name + ": the check sum is wrong");
    return record.stored;
}

}  // namespace engine::checkpoint
