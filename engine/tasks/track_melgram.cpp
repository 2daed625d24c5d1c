#include "engine/tasks/track_melgram.h"

#include <memory>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/melgrams/chunk_plan.h"

namespace engine::tasks {

namespace {

dsp::MelExtractor& extractorOf(const dsp::Preset& preset)
{
    // FFT buffers belong to a pool thread and end with it; plans and filterbanks are shared underneath.
    thread_local std::unique_ptr<dsp::MelExtractor> kept;
    if (!kept || kept->preset() != preset) kept = std::make_unique<dsp::MelExtractor>(preset);
    return *kept;
}

audio::Range rangeOf(const store::Track& track, const dsp::Preset& preset, int repetition, std::uint64_t seed)
{
    const auto whole = melgrams::wholeSamples(track.durationSeconds, preset.sampleRateHz);
    const auto plan = melgrams::cropPlan(whole, preset);
    const auto start = melgrams::cropStart(plan, preset, seed, track.id, repetition);
    // The last sample is where the decoder says it is, which can differ by a rounding from the duration: read to the end.
    return start == 0 && plan.length == whole ? audio::Range{} : audio::Range{start, plan.length};
}

}  // namespace

dsp::Melgram melgramOfFile(const std::filesystem::path& file, const dsp::Preset& preset, std::stop_token stop)
{
    const auto clip = audio::decodeMono(file, preset.sampleRateHz, preset.resampler, {}, std::move(stop));
    return extractorOf(preset)(clip.samples);
}

TrackMelgram melgramOfTrack(const store::Track& track, const std::filesystem::path& file, const dsp::Preset& preset,
                            int repetition, std::uint64_t seed, std::stop_token stop)
{
    if (track.sampleRateHz < preset.minSampleRateHz)
        throw Error(ErrorCode::InsaneFormat, track.displayPath,
                    "has " + std::to_string(track.sampleRateHz) + " Hz, the preset " + preset.name + " wants at least " +
                        std::to_string(preset.minSampleRateHz) + " Hz");
    const auto range = rangeOf(track, preset, repetition, seed);
    const auto clip = audio::decodeMono(file, preset.sampleRateHz, preset.resampler, range, std::move(stop));
    return {extractorOf(preset)(clip.samples), range.start};
}

}  // namespace engine::tasks
