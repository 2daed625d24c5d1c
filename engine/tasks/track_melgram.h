#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "engine/dsp/melgram.h"
#include "engine/store/track_store.h"

namespace engine::tasks {

/// A track's melgram and where in the track it began.
struct TrackMelgram {
    dsp::Melgram melgram;
    std::int64_t startSample = 0;      ///< at the preset's rate
};

/// Decodes a whole file into a melgram, cuts and crop not applied. One extractor a thread and preset is kept.
dsp::Melgram melgramOfFile(const std::filesystem::path& file, const dsp::Preset& preset, std::stop_token stop);

/// The piece of a track the preset wants: without the cut ends, cropped (at random by seed, track and repetition if the preset says so).
/// If the cuts would leave less than one chunk they are skipped. Throws Error{InsaneFormat} below minSampleRateHz.
TrackMelgram melgramOfTrack(const store::Track& track, const std::filesystem::path& file, const dsp::Preset& preset,
                            int repetition, std::uint64_t seed, std::stop_token stop);

}  // namespace engine::tasks
