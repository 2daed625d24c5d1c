#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace engine::audio {

/// Who decodes a file, decided by its content alone.
enum class Kind { Mpeg, Wav, Aiff, Flac, OggVorbis, OggOpus, OggFlac, OtherSndfile };

/// A regular file, open for reading. The descriptor, not the name, goes to the libraries: names are bytes, some libraries
/// refuse long ones, and nothing can be swapped between the check and the use.
class SourceFile {
public:
    /// Throws Error: missing, permission, not-regular, empty.
    explicit SourceFile(const std::filesystem::path& path);
    ~SourceFile();
    SourceFile(const SourceFile&) = delete;
    SourceFile& operator=(const SourceFile&) = delete;

    int descriptor() const { return m_descriptor; }
    std::int64_t size() const { return m_size; }
    const std::string& subject() const { return m_subject; }
    /// Reads at `offset` without moving the file's position; returns the bytes that were there. Throws Error{Corrupt} on I/O errors.
    std::size_t readAt(std::int64_t offset, std::span<unsigned char> bytes) const;
    /// Throws Error{Changed} when size or modification time differ from those at opening.
    void checkUnchanged() const;

private:
    std::string m_subject;
    int m_descriptor = -1;
    std::int64_t m_size = 0;
    std::int64_t m_modifiedNs = 0;
};

/// What the first bytes show. audioOffset: where MPEG audio begins (after ID3v2 and junk).
struct Sniffed {
    Kind kind = Kind::OtherSndfile;
    std::string format;             ///< "FLAC", "MPEG layer 3", ...
    std::int64_t audioOffset = 0;
};

/// Throws Error{NotAudio} naming what the file really is, Error{Unsupported} for audio formats that are not read here,
/// Error{Truncated} when the container promises more bytes than there are (WAV, AIFF, Ogg, MPEG with a Xing header).
Sniffed sniff(const SourceFile& file);

}  // namespace engine::audio
