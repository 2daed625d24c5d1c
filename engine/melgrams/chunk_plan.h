#pragma once
#include <cstdint>
#include <vector>

#include "engine/core/ids.h"
#include "engine/dsp/preset.h"

namespace engine::melgrams {

/// Starts of overlapping chunks. Units are the caller's: samples or frames.
/// drop: whole chunks only, 1 + floor((total - length) / hop) of them. pad: every start below `total`, ceil(total / hop), the
/// last ones reach past the end and are filled up; what is shorter than a chunk gives one. Throws Error{InvalidArgument} unless length and hop are positive.
std::vector<std::int64_t> chunkStarts(std::int64_t total, std::int64_t length, std::int64_t hop, bool pad);

/// What of a track is analysed: after the preset's cuts and its crop, in samples at the preset's rate.
struct CropPlan {
    std::int64_t usable = 0;          ///< after the cuts
    std::int64_t firstStart = 0;      ///< the crop may begin at firstStart .. lastStart, both included
    std::int64_t lastStart = 0;
    std::int64_t length = 0;
    bool cutsSkipped = false;         ///< they would have left less than one chunk
};
CropPlan cropPlan(std::int64_t samples, const dsp::Preset& preset);

/// Where the crop of one occurrence of a track begins: uniform in the plan's range by (seed, track, repetition) for a random
/// crop, else the first place. Depends on nothing else, so a job that resumes, a shard and a repeat agree.
std::int64_t cropStart(const CropPlan& plan, const dsp::Preset& preset, std::uint64_t seed, TrackId track, int repetition);

/// The chunks within a crop, in samples from its begin, by chunk_s, chunk_hop_s and tail of the preset.
std::vector<std::int64_t> chunksOf(const CropPlan& plan, const dsp::Preset& preset);

/// floor(seconds * rate): a chunk never asks for a sample more than there is.
std::int64_t wholeSamples(double seconds, int rateHz);

}  // namespace engine::melgrams
