#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "engine/audio/audio_file.h"

namespace engine::audio {

class SourceFile;
struct Sniffed;

/// One open file, decoded block by block to mono (mean of the channels) at its own rate. Both implementations give the same
/// samples at the same places: MPEG encoder delay and padding are cut as the LAME header says, as libsndfile does.
class Decoder {
public:
    virtual ~Decoder();
    virtual const AudioInfo& info() const = 0;
    /// Fills `mono`; returns the frames decoded, fewer than asked only at the end. Throws Error{Truncated, Corrupt, NonFinite, TooLarge}.
    virtual std::size_t read(std::span<float> mono) = 0;
    /// Goes on at `frame` (0 .. info().frames). What follows is what a decode from the start gives there
    /// (MPEG: up to the rounding of the last bit, libmpg123 adds in another order after a seek).
    virtual void seek(std::int64_t frame) = 0;
};

/// Opens, sniffs, checks limits. Throws as probe() does.
std::unique_ptr<Decoder> openDecoder(const std::filesystem::path& path);

std::unique_ptr<Decoder> openSndfile(std::shared_ptr<const SourceFile> file, const Sniffed& sniffed);
/// MPEG through libmpg123, which mixes to mono before its synthesis filter: half the work for stereo.
std::unique_ptr<Decoder> openMpg123(std::shared_ptr<const SourceFile> file, const Sniffed& sniffed);

/// Throws Error{InsaneFormat, NoAudio, TooLarge} when rate, channels or length break core/limits.h.
void checkInfo(const AudioInfo& info, const std::string& subject);
/// Throws Error{NonFinite}.
void checkFinite(std::span<const float> samples, const std::string& subject);
/// Throws Error{Truncated} with both times.
[[noreturn]] void refuseCutShort(const AudioInfo& info, std::int64_t decodedFrames, const std::string& subject);

}  // namespace engine::audio
