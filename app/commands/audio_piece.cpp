#include "app/commands/audio_piece.h"

#include <cmath>

#include "engine/core/error.h"
#include "engine/core/limits.h"

namespace app {

namespace {

std::int64_t toSamples(double seconds, int rateHz)
{
    return std::llround(seconds * rateHz);
}

}  // namespace

void addPieceOptions(CLI::App& command, PieceOptions& options)
{
    const CLI::Range seconds(0.0, static_cast<double>(engine::limits::kMaxDecodedSeconds));
    auto* start = command.add_option("--start", options.startSeconds, "Begin of the piece in seconds")->check(seconds)->type_name("S");
    auto* duration = command.add_option("--duration", options.durationSeconds, "Length of the piece in seconds")->check(seconds)->type_name("S");
    const CLI::Range samples(std::int64_t{0}, std::int64_t{1} << 40);
    command.add_option("--start-sample", options.startSample, "Begin of the piece in samples at the target rate")
        ->check(samples)->type_name("N")->excludes(start);
    command.add_option("--samples", options.samples, "Length of the piece in samples at the target rate")
        ->check(samples)->type_name("N")->excludes(duration);
}

engine::audio::MonoClip decodePiece(const std::filesystem::path& audio, int rateHz, const std::string& resampler,
                                    const PieceOptions& piece, std::stop_token stop)
{
    if (rateHz == 0) rateHz = engine::audio::probe(audio).sampleRateHz;
    engine::audio::Range range;
    if (piece.startSeconds) range.start = toSamples(*piece.startSeconds, rateHz);
    if (piece.startSample) range.start = *piece.startSample;
    if (piece.durationSeconds) range.length = toSamples(*piece.durationSeconds, rateHz);
    if (piece.samples) range.length = *piece.samples;
    auto clip = engine::audio::decodeMono(audio, rateHz, resampler, range, stop);
    if (range.length >= 0 && static_cast<std::int64_t>(clip.samples.size()) < range.length)
        throw engine::Error(engine::ErrorCode::TooShort, audio.string(),
                            std::to_string(range.length) + " samples at " + std::to_string(rateHz) + " Hz wanted from sample " +
                                std::to_string(range.start) + ", " + std::to_string(clip.samples.size()) + " are there");
    return clip;
}

void refuseLowRate(const std::filesystem::path& audio, const engine::dsp::Preset& preset)
{
    const auto rate = engine::audio::probe(audio).sampleRateHz;
    if (rate < preset.minSampleRateHz)
        throw engine::Error(engine::ErrorCode::InsaneFormat, audio.string(),
                            "its sample rate of " + std::to_string(rate) + " Hz is below the " +
                                std::to_string(preset.minSampleRateHz) + " Hz that preset " + preset.name + " wants");
}

}  // namespace app
