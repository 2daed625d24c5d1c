#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/demo/score.h"

namespace engine::demo {

constexpr int kRateHz = 32000;   ///< twice the rate the networks hear: quick to make and to read
constexpr int kChannels = 2;

/// The General MIDI sound font of Debian's timgm6mb-soundfont, in the usual folders. Throws Error{Missing} naming the package.
std::filesystem::path findSoundFont();

/// Plays scores with FluidSynth, offline. Each score gets a synthesizer of its own, so that no reverberation or envelope of
/// the one before is left in it; the sounds themselves are shared by all while one SynthHall lives.
/// Thread-safe: render() may be called by several threads at once.
class SynthHall {
public:
    explicit SynthHall(const std::filesystem::path& soundFont);
    ~SynthHall();
    SynthHall(const SynthHall&) = delete;
    SynthHall& operator=(const SynthHall&) = delete;

    /// [frames * 2] interleaved stereo at kRateHz; the loudest sample is score.peak, the end fades out.
    std::vector<float> render(const Score& score) const;

private:
    struct Synth;
    std::filesystem::path m_soundFont;
    std::unique_ptr<Synth> m_keeper;   ///< never plays; keeps the font's samples in FluidSynth's cache
};

}  // namespace engine::demo
