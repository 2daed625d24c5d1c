#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/atomic_file.h"
#include "engine/core/ids.h"
#include "engine/dsp/melgram.h"
#include "engine/melgrams/pack_format.h"

namespace engine::melgrams {

/// Writes one pack; without commit() nothing is left. Throws Error{NoSpace, ReadOnly, Permission}, Error{Mismatch} for a melgram
/// of another number of bands.
class PackWriter {
public:
    PackWriter(const std::filesystem::path& packFile, const std::string& presetHash, std::size_t mels);

    PackEntry add(TrackId track, int repetition, const dsp::Melgram& melgram);
    std::size_t bytes() const { return m_file.size(); }
    std::size_t records() const { return m_records.size(); }
    void commit();

private:
    AtomicFile m_file;
    PackHeader m_header;
    std::string m_subject;
    std::vector<PackRecord> m_records;
    std::vector<std::uint16_t> m_half;
};

}  // namespace engine::melgrams
