#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace engine::audio {

/// Mono samples in [-1, 1] (not clipped) at one rate.
struct MonoClip {
    std::vector<float> samples;
    int rateHz = 0;
};

/// What the decoder itself says of a file; durations come from here, not from tags.
struct AudioInfo {
    std::string format;           ///< "FLAC", "MPEG layer 3", "Ogg Vorbis", ...
    int sampleRateHz = 0;
    int channels = 0;
    std::int64_t frames = 0;      ///< at sampleRateHz
    double durationSeconds = 0;
};

/// A piece of a file in samples at the *target* rate. length < 0 = to the end.
struct Range {
    std::int64_t start = 0;
    std::int64_t length = -1;
};

/// Opens by descriptor (names are bytes), sniffs the content first, checks the limits of core/limits.h.
/// Throws Error with the classes of errors.h: empty, not-audio (names what it is), truncated, unsupported, insane-format, ...
AudioInfo probe(const std::filesystem::path& path);

/// Decodes, mixes to mono (mean of the channels) and resamples to `rateHz` (0 = the file's own rate).
/// resampler: a name of Preset::resampler. Only the range needed (plus filter margin) is decoded; it
/// equals that slice of a whole decode (MPEG, soxr and libsamplerate: up to rounding). A range past the end gives what is there;
/// one that begins there is Error{TooShort}.
/// Throws Error; Cancelled when stop is requested (checked per block).
MonoClip decodeMono(const std::filesystem::path& path, int rateHz, std::string_view resampler = "auto",
                    Range range = {}, std::stop_token stop = {});

/// Min, max and RMS of consecutive blocks of `samplesPerPeak` mono samples; level k+1 halves level k.
struct PeakLevel {
    int samplesPerPeak = 0;
    std::vector<float> minimum, maximum, rms;
};
struct PeakPyramid {
    int rateHz = 0;               ///< the file's own rate
    std::int64_t frames = 0;
    std::vector<PeakLevel> levels;
};

/// One streaming decode pass. `grown` (may be null) is told from time to time with what is there so far, for a
/// picture that grows while decoding.
PeakPyramid readPeaks(const std::filesystem::path& path, std::stop_token stop = {},
                      const std::function<void(const PeakPyramid&)>& grown = nullptr);

/// One decode pass that gives both the analysis samples and the overview.
struct Decoded {
    AudioInfo info;
    MonoClip clip;
    PeakPyramid peaks;
    std::string audioHash;        ///< hex hash of the decoded samples (duplicates, re-linking)
};
Decoded decodeAll(const std::filesystem::path& path, int rateHz, std::string_view resampler = "auto",
                  std::stop_token stop = {});

}  // namespace engine::audio
