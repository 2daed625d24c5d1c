#include "engine/melgrams/pack_writer.h"

#include <algorithm>
#include <span>

#include "engine/core/crc32c.h"
#include "engine/core/error.h"
#include "engine/melgrams/half.h"

namespace engine::melgrams {

namespace {

template <typename T>
std::span<const std::byte> bytesOf(const T& value)
{
    return std::as_bytes(std::span(&value, 1));
}

}  // namespace

PackWriter::PackWriter(const std::filesystem::path& packFile, const std::string& presetHash, std::size_t mels)
    : m_file(packFile), m_subject(packFile.string())
{
    m_header.mels = static_cast<std::uint32_t>(mels);
    std::copy_n(presetHash.begin(), std::min(presetHash.size(), m_header.presetHash.size()), m_header.presetHash.begin());
    m_file.write(bytesOf(m_header));
}

PackEntry PackWriter::add(TrackId track, int repetition, const dsp::Melgram& melgram)
{
    if (melgram.mels != m_header.mels)
        throw Error(ErrorCode::Mismatch, m_subject,
                    std::to_string(m_header.mels) + " mel bands wanted, " + std::to_string(melgram.mels) + " given");
    m_half.resize(melgram.values.size());
    toHalf(melgram.values.data(), m_half.data(), m_half.size());
    const auto bytes = std::as_bytes(std::span(m_half));
    PackRecord record;
    record.track = value(track);
    record.offset = m_file.size();
    record.repetition = static_cast<std::uint32_t>(repetition);
    record.frames = static_cast<std::uint32_t>(melgram.frames);
    record.crc = crc32c(bytes);
    m_file.write(bytes);
    m_records.push_back(record);
    return {record.offset, record.frames, record.crc};
}

void PackWriter::commit()
{
    const auto index = std::as_bytes(std::span(m_records));
    PackTrailer trailer;
    trailer.indexOffset = m_file.size();
    trailer.records = static_cast<std::uint32_t>(m_records.size());
    trailer.crc = crc32c(index, crc32c(bytesOf(m_header)));
    m_file.write(index);
    m_file.write(bytesOf(trailer));
    m_file.commit();
}

}  // namespace engine::melgrams
