#include "engine/audio/decoder.h"

#include <cstdio>

#include "engine/audio/kernels.h"
#include "engine/audio/sniff.h"
#include "engine/core/error.h"
#include "engine/core/limits.h"

namespace engine::audio {

namespace {

std::string clock(std::int64_t frames, int rateHz)
{
    const auto seconds = frames / rateHz;
    char text[32];
    std::snprintf(text, sizeof text, "%lld:%02lld", static_cast<long long>(seconds / 60), static_cast<long long>(seconds % 60));
    return text;
}

}  // namespace

Decoder::~Decoder() = default;

std::unique_ptr<Decoder> openDecoder(const std::filesystem::path& path)
{
    auto file = std::make_shared<const SourceFile>(path);
    const auto sniffed = sniff(*file);
    auto decoder = sniffed.kind == Kind::Mpeg ? openMpg123(file, sniffed) : openSndfile(file, sniffed);
    checkInfo(decoder->info(), file->subject());
    return decoder;
}

void checkInfo(const AudioInfo& info, const std::string& subject)
{
    if (info.sampleRateHz < limits::kMinSampleRateHz || info.sampleRateHz > limits::kMaxSampleRateHz)
        throw Error(ErrorCode::InsaneFormat, subject, "the header claims a sample rate of " + std::to_string(info.sampleRateHz) + " Hz");
    if (info.channels < 1 || info.channels > limits::kMaxChannels)
        throw Error(ErrorCode::InsaneFormat, subject, "the header claims " + std::to_string(info.channels) + " channels");
    if (info.frames <= 0) throw Error(ErrorCode::NoAudio, subject, "there is a header, but no sound in the file");
    if (info.frames / info.sampleRateHz > limits::kMaxDecodedSeconds)
        throw Error(ErrorCode::TooLarge, subject, "longer than 24 hours (" + clock(info.frames, info.sampleRateHz) + " minutes claimed)");
}

void checkFinite(std::span<const float> samples, const std::string& subject)
{
    if (!kernels::allFinite(samples.data(), samples.size()))
        throw Error(ErrorCode::NonFinite, subject, "holds samples that are no numbers (NaN or infinity)");
}

void refuseCutShort(const AudioInfo& info, std::int64_t decodedFrames, const std::string& subject)
{
    throw Error(ErrorCode::Truncated, subject,
                "cut short - the header promises " + clock(info.frames, info.sampleRateHz) + ", the sound ends at " +
                    clock(decodedFrames, info.sampleRateHz) + ". Copy it again from its source");
}

}  // namespace engine::audio
