#include "engine/melgrams/pack_reader.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>

#include "engine/core/crc32c.h"
#include "engine/core/error.h"
#include "engine/melgrams/half.h"

namespace engine::melgrams {

namespace {

[[noreturn]] void damaged(const std::string& subject, const std::string& what)
{
    throw Error(ErrorCode::Corrupt, subject, "this melgram pack is damaged (" + what + "); delete it and run the preprocessing again");
}

}  // namespace

std::shared_ptr<const PackReader> PackReader::open(const std::filesystem::path& packFile, const std::string& presetHash)
{
    return std::shared_ptr<const PackReader>(new PackReader(packFile, presetHash));
}

PackReader::PackReader(const std::filesystem::path& packFile, const std::string& presetHash) : m_subject(packFile.string())
{
    const int descriptor = ::open(packFile.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throw Error(errno == EACCES ? ErrorCode::Permission : ErrorCode::Missing, m_subject, std::string("cannot be opened: ") + std::strerror(errno));
    struct stat info {};
    const bool known = ::fstat(descriptor, &info) == 0;
    m_size = known ? static_cast<std::size_t>(info.st_size) : 0;
    void* mapped = m_size > 0 ? ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
    ::close(descriptor);
    if (mapped == MAP_FAILED) throw Error(ErrorCode::Truncated, m_subject, "is empty or cannot be mapped into memory");
    m_data = static_cast<const std::byte*>(mapped);
    try {
        checkFrame(presetHash);
    } catch (...) {
        ::munmap(mapped, m_size);
        throw;
    }
    m_checked = std::vector<std::atomic<bool>>(m_records.size());
}

PackReader::~PackReader()
{
    ::munmap(const_cast<std::byte*>(m_data), m_size);
}

void PackReader::checkFrame(const std::string& presetHash)
{
    if (m_size < sizeof(PackHeader) + sizeof(PackTrailer)) damaged(m_subject, "too short");
    PackHeader header;
    PackTrailer trailer;
    std::memcpy(&header, m_data, sizeof header);
    std::memcpy(&trailer, m_data + m_size - sizeof trailer, sizeof trailer);
    if (header.magic != PackHeader{}.magic || trailer.magic != PackTrailer{}.magic) damaged(m_subject, "no pack");
    if (header.version != PackHeader{}.version)
        throw Error(ErrorCode::Unsupported, m_subject, "pack version " + std::to_string(header.version) + " is not read here");

    const auto indexEnd = m_size - sizeof trailer;
    const auto indexBytes = std::size_t{trailer.records} * sizeof(PackRecord);
    if (indexBytes > indexEnd || trailer.indexOffset != indexEnd - indexBytes || trailer.indexOffset < sizeof header)
        damaged(m_subject, "its index is not where it should be");
    const std::span index(m_data + trailer.indexOffset, indexBytes);
    if (crc32c(index, crc32c({m_data, sizeof header})) != trailer.crc) damaged(m_subject, "check sum of the index");
    if (presetHash.size() > header.presetHash.size() || !std::equal(presetHash.begin(), presetHash.end(), header.presetHash.begin()))
        throw Error(ErrorCode::Mismatch, m_subject, "belongs to preset " + std::string(header.presetHash.data(), 12) + "..., wanted " + presetHash.substr(0, 12) + "...");

    m_mels = header.mels;
    m_records.resize(trailer.records);
    if (indexBytes > 0) std::memcpy(m_records.data(), index.data(), indexBytes);
    std::size_t end = sizeof header;
    for (const auto& record : m_records) {
        std::size_t bytes = 0;
        if (record.offset != end || __builtin_mul_overflow(m_mels * sizeof(std::uint16_t), std::size_t{record.frames}, &bytes) ||
            bytes > trailer.indexOffset - end)
            damaged(m_subject, "a record leaves its place");
        end += bytes;
    }
    if (end != trailer.indexOffset) damaged(m_subject, "a gap before the index");
}

void PackReader::checkRecord(std::size_t index) const
{
    if (m_checked[index].load(std::memory_order_acquire)) return;
    const auto& record = m_records[index];
    if (crc32c({m_data + record.offset, m_mels * record.frames * sizeof(std::uint16_t)}) != record.crc)
        damaged(m_subject, "check sum of a record");
    m_checked[index].store(true, std::memory_order_release);
}

void PackReader::read(const PackEntry& entry, std::size_t firstFrame, std::size_t frames, float* out) const
{
    const auto found = std::lower_bound(m_records.begin(), m_records.end(), entry.offset,
                                        [](const PackRecord& record, std::uint64_t offset) { return record.offset < offset; });
    if (found == m_records.end() || found->offset != entry.offset || found->frames != entry.frames || found->crc != entry.crc)
        damaged(m_subject, "a record of the workspace is not in it");
    checkRecord(static_cast<std::size_t>(found - m_records.begin()));
    if (firstFrame > found->frames || frames > found->frames - firstFrame)
        throw Error(ErrorCode::InvalidArgument, m_subject, "frames past the end of a melgram were asked for");
    const auto* values = reinterpret_cast<const std::uint16_t*>(m_data + found->offset);
    for (std::size_t band = 0; band < m_mels; ++band)
        fromHalf(values + band * found->frames + firstFrame, out + band * frames, frames);
}

}  // namespace engine::melgrams
