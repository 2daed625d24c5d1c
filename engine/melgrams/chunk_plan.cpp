#include "engine/melgrams/chunk_plan.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"
#include "engine/core/random.h"

namespace engine::melgrams {

std::int64_t wholeSamples(double seconds, int rateHz)
{
    // 0.29 * 100 is 28.999...: a hundredth of a sample is no reason to lose one.
    return static_cast<std::int64_t>(std::floor(seconds * rateHz + 0.01));
}

std::vector<std::int64_t> chunkStarts(std::int64_t total, std::int64_t length, std::int64_t hop, bool pad)
{
    if (length <= 0 || hop <= 0) throw Error(ErrorCode::InvalidArgument, "chunks", "length and hop must be above 0");
    std::vector<std::int64_t> starts;
    if (pad && total > 0 && total < length) return {0};
    const auto end = pad ? total : total - length + 1;
    for (std::int64_t start = 0; start < end; start += hop) starts.push_back(start);
    return starts;
}

CropPlan cropPlan(std::int64_t samples, const dsp::Preset& preset)
{
    const int rate = preset.sampleRateHz;
    const auto cutStart = wholeSamples(preset.cutStartSeconds, rate), cutEnd = wholeSamples(preset.cutEndSeconds, rate);
    CropPlan plan;
    plan.cutsSkipped = cutStart + cutEnd > 0 && samples - cutStart - cutEnd < wholeSamples(preset.chunkSeconds, rate);
    plan.usable = plan.cutsSkipped ? samples : samples - cutStart - cutEnd;
    const auto crop = wholeSamples(preset.cropSeconds, rate);
    plan.length = crop > 0 ? std::min(crop, plan.usable) : plan.usable;
    plan.firstStart = plan.cutsSkipped ? 0 : cutStart;
    plan.lastStart = plan.firstStart + plan.usable - plan.length;
    return plan;
}

std::int64_t cropStart(const CropPlan& plan, const dsp::Preset& preset, std::uint64_t seed, TrackId track, int repetition)
{
    if (!preset.randomCrop) return plan.firstStart;
    const auto places = static_cast<std::uint64_t>(plan.lastStart - plan.firstStart) + 1;
    const auto mixed = scattered(scattered(scattered(seed) ^ value(track)) ^ static_cast<std::uint64_t>(repetition));
    // High half of the product: uniform to 1 in 2^64 / places, without the bias of a remainder.
    __extension__ using Wide = unsigned __int128;
    return plan.firstStart + static_cast<std::int64_t>(static_cast<std::uint64_t>((Wide{mixed} * places) >> 64));
}

std::vector<std::int64_t> chunksOf(const CropPlan& plan, const dsp::Preset& preset)
{
    return chunkStarts(plan.length, wholeSamples(preset.chunkSeconds, preset.sampleRateHz),
                       wholeSamples(preset.chunkHopSeconds, preset.sampleRateHz), preset.tail == "pad");
}

}  // namespace engine::melgrams
