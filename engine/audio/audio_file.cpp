#include "engine/audio/audio_file.h"

#include <algorithm>
#include <numeric>

#include "engine/audio/decoder.h"
#include "engine/audio/peak_builder.h"
#include "engine/audio/resampler.h"
#include "engine/audio/sample_hash.h"
#include "engine/core/error.h"
#include "engine/core/limits.h"
#include "engine/core/run_control.h"

namespace engine::audio {

namespace {

constexpr std::size_t kBlockFrames = 65'536;

void checkStop(const std::stop_token& stop)
{
    if (stop.stop_requested()) throw Cancelled{};
}

/// Which input frames a range of output samples needs. Inputs begin at a multiple of the reduced input rate, where input and
/// output sample coincide, so that every filter meets the same phases as in a decode from the start.
struct Need {
    std::int64_t firstInput = 0;
    std::int64_t inputs = 0;         ///< to decode
    std::int64_t skipOutputs = 0;    ///< before the range begins
    std::int64_t outputs = 0;        ///< length of the result
};

Need needOf(const AudioInfo& info, int rateHz, Range range, const std::string& subject)
{
    const auto whole = resampledLength(info.frames, info.sampleRateHz, rateHz);
    if (range.start < 0) throw Error(ErrorCode::InvalidArgument, subject, "a piece cannot begin before the file");
    if (range.start >= whole)
        throw Error(ErrorCode::TooShort, subject, "the piece begins at sample " + std::to_string(range.start) + ", the file has " +
                                                      std::to_string(whole) + " at " + std::to_string(rateHz) + " Hz");
    const auto length = range.length < 0 ? whole - range.start : std::min(range.length, whole - range.start);
    const auto common = std::gcd(info.sampleRateHz, rateHz);
    const std::int64_t up = rateHz / common, down = info.sampleRateHz / common;
    const auto margin = up == down ? 0 : filterMargin(info.sampleRateHz, rateHz);
    const auto cycle = std::max<std::int64_t>(0, range.start * down / up - margin) / down;
    const auto lastInput = std::min(info.frames, (range.start + length) * down / up + 1 + margin);
    return {cycle * down, lastInput - cycle * down, range.start - cycle * up, length};
}

/// Calls take(block, last) for `frames` frames from where the decoder stands.
template <typename Take>
void decodeBlocks(Decoder& decoder, std::int64_t frames, const std::stop_token& stop, Take&& take)
{
    std::vector<float> block(kBlockFrames);
    for (std::int64_t done = 0; done < frames;) {
        checkStop(stop);
        const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(kBlockFrames, frames - done));
        const auto got = decoder.read(std::span(block).first(wanted));
        done += static_cast<std::int64_t>(got);
        const bool last = got < wanted || done == frames;
        take(std::span<const float>(block).first(got), last);
        if (last) break;
    }
}

/// Reads once past the promised end, so that damage there is seen by the decoder's own check.
void checkEnd(Decoder& decoder, const std::string& subject)
{
    float beyond = 0;
    const auto rate = decoder.info().sampleRateHz;
    for (std::int64_t extra = 0; decoder.read(std::span(&beyond, 1)) == 1; ++extra)
        if (extra > limits::kMaxDecodedSeconds * rate) throw Error(ErrorCode::TooLarge, subject, "longer than 24 hours");
}

void fitLength(std::vector<float>& samples, std::int64_t length)
{
    samples.resize(static_cast<std::size_t>(length), 0.0f);   // other filters round the length in other ways, by a sample or two
}

}  // namespace

AudioInfo probe(const std::filesystem::path& path)
{
    return openDecoder(path)->info();
}

MonoClip decodeMono(const std::filesystem::path& path, int rateHz, std::string_view resampler, Range range, std::stop_token stop)
{
    const auto decoder = openDecoder(path);
    const auto info = decoder->info();
    if (rateHz == 0) rateHz = info.sampleRateHz;
    const auto need = needOf(info, rateHz, range, path.string());
    const auto filter = makeResampler(resampler, info.sampleRateHz, rateHz);
    if (need.firstInput > 0) decoder->seek(need.firstInput);
    MonoClip clip{{}, rateHz};
    std::int64_t decoded = 0;
    decodeBlocks(*decoder, need.inputs, stop, [&](std::span<const float> block, bool last) {
        filter->process(block, last, clip.samples);
        decoded += static_cast<std::int64_t>(block.size());
    });
    if (need.firstInput + decoded == info.frames) checkEnd(*decoder, path.string());
    const auto there = resampledLength(need.firstInput + decoded, info.sampleRateHz, rateHz) - range.start;
    if (there <= 0) throw Error(ErrorCode::TooShort, path.string(), "the piece begins after the last sample");
    if (need.skipOutputs > 0)
        clip.samples.erase(clip.samples.begin(),
                           clip.samples.begin() + std::min<std::ptrdiff_t>(need.skipOutputs, static_cast<std::ptrdiff_t>(clip.samples.size())));
    fitLength(clip.samples, std::min(need.outputs, there));
    return clip;
}

PeakPyramid readPeaks(const std::filesystem::path& path, std::stop_token stop, const std::function<void(const PeakPyramid&)>& grown)
{
    constexpr int kBlocksBetweenReports = 16;
    const auto decoder = openDecoder(path);
    PeakBuilder builder(decoder->info().sampleRateHz);
    int blocks = 0;
    decodeBlocks(*decoder, decoder->info().frames, stop, [&](std::span<const float> block, bool last) {
        builder.add(block);
        if (grown && !last && ++blocks % kBlocksBetweenReports == 0) grown(builder.pyramid());
    });
    checkEnd(*decoder, path.string());
    return builder.pyramid();
}

Decoded decodeAll(const std::filesystem::path& path, int rateHz, std::string_view resampler, std::stop_token stop)
{
    const auto decoder = openDecoder(path);
    Decoded result;
    result.info = decoder->info();
    const int ownHz = result.info.sampleRateHz;
    result.clip.rateHz = rateHz == 0 ? ownHz : rateHz;
    const auto filter = makeResampler(resampler, ownHz, result.clip.rateHz);
    PeakBuilder builder(ownHz);
    SampleHash hash;
    std::int64_t decoded = 0;
    decodeBlocks(*decoder, result.info.frames, stop, [&](std::span<const float> block, bool last) {
        filter->process(block, last, result.clip.samples);
        builder.add(block);
        hash.update(block);
        decoded += static_cast<std::int64_t>(block.size());
    });
    checkEnd(*decoder, path.string());
    fitLength(result.clip.samples, resampledLength(decoded, ownHz, result.clip.rateHz));
    result.peaks = builder.pyramid();
    result.audioHash = hash.hex();
    return result;
}

}  // namespace engine::audio
