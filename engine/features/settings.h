#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/json.h"

namespace engine::features {

inline constexpr int kRateHz = 22050;
inline constexpr std::size_t kFftSize = 2048;
inline constexpr std::size_t kHopSamples = 512;
inline constexpr std::size_t kBins = kFftSize / 2 + 1;
inline constexpr double kHzPerBin = static_cast<double>(kRateHz) / kFftSize;
inline constexpr double kFramesPerSecond = static_cast<double>(kRateHz) / kHopSamples;

/// Two generations of the reference library (librosa) differ in how they treat the ends of a piece.
enum class Mode {
    ZeroPad,   ///< 0.9 and later: frames are centred with zeros
    Table,     ///< 0.8, which made the 1000-row genre table: frames are centred with the mirrored signal, and the harmonic and
               ///< percussive waveforms are silent after the last whole hop
};

/// How features are computed: rate, frames and definitions are fixed (those of the reference), the mode is chosen.
struct Settings {
    Mode mode = Mode::ZeroPad;

    /// "zeropad" or "table"
    std::string_view name() const { return mode == Mode::Table ? "table" : "zeropad"; }
    /// SHA-256 (hex) of toJson(): the identity of every number computed with them.
    std::string hash() const;
};

Json toJson(const Settings& settings);
/// By name. Throws Error{InvalidArgument}.
Settings settingsFromName(std::string_view name);

/// 16-bit files at another rate are brought to kRateHz as the reference does.
inline constexpr std::string_view kResampler = "soxr-hq";

}  // namespace engine::features
