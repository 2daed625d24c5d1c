#pragma once
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/melgrams/pack_format.h"

namespace engine::melgrams {

/// A pack mapped into memory. Header, trailer and index are checked on opening, each record before its first use; damage is
/// Error{Corrupt} naming the pack. Thread-safe.
class PackReader {
public:
    /// Throws Error{Missing, Permission, Truncated, Corrupt}, Error{Mismatch} for a pack of another preset.
    static std::shared_ptr<const PackReader> open(const std::filesystem::path& packFile, const std::string& presetHash);
    ~PackReader();
    PackReader(const PackReader&) = delete;
    PackReader& operator=(const PackReader&) = delete;

    std::size_t mels() const { return m_mels; }
    const std::vector<PackRecord>& records() const { return m_records; }

    /// Frames firstFrame .. firstFrame + frames of a record into out, [mels, frames] row-major, dB.
    /// Throws Error{Corrupt} when the entry is not one of the pack or its bytes are damaged, Error{InvalidArgument} past its end.
    void read(const PackEntry& entry, std::size_t firstFrame, std::size_t frames, float* out) const;

private:
    PackReader(const std::filesystem::path& packFile, const std::string& presetHash);
    void checkFrame(const std::string& presetHash);
    void checkRecord(std::size_t index) const;

    std::string m_subject;
    const std::byte* m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_mels = 0;
    std::vector<PackRecord> m_records;              ///< ascending offset
    mutable std::vector<std::atomic<bool>> m_checked;
};

}  // namespace engine::melgrams
