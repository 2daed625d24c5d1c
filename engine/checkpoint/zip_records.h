#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace engine::checkpoint
{

/// The members of a ZIP archive in memory, as PyTorch writes them: stored, not compressed.
class ZipRecords
{
public:
    /// Reads end record and central directory. Refused: members that come twice, overlap or leave the file, encryption,
    /// archives over several disks or 4 GiB, local headers that disagree. Throws Error{Truncated, Corrupt,
    /// Unsupported}.
    ZipRecords(std::span<const std::byte> bytes, std::string subject);

    struct Record {
        std::span<const std::byte> stored;
        std::uint32_t crc = 0;
        std::uint16_t method = 0;
    };
    const std::map<std::string, Record>& all() const { return m_records; }
    bool contains(const std::string& name) const { return m_records.contains(name); }
    /// The bytes, CRC-32 checked. Throws Error{Corrupt} when it is missing or damaged, Error{Unsupported} when
    /// compressed.
    std::span<const std::byte> read(const std::string& name) const;

private:
    std::string m_subject;
    std::map<std::string, Record> m_records;
};

}  // namespace engine::checkpoint
