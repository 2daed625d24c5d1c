#include "engine/demo/flac.h"

#include <sndfile.h>
#include <taglib/flacfile.h>
#include <taglib/tbytevectorstream.h>
#include <taglib/xiphcomment.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "engine/core/error.h"

namespace engine::demo {

namespace {

/// A file in memory for libsndfile.
struct MemoryFile {
    std::string bytes;
    sf_count_t at = 0;
};

sf_count_t lengthOf(void* user)
{
    return static_cast<sf_count_t>(static_cast<MemoryFile*>(user)->bytes.size());
}

sf_count_t seekIn(sf_count_t offset, int whence, void* user)
{
    auto& file = *static_cast<MemoryFile*>(user);
    const sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at : lengthOf(user);
    file.at = std::max<sf_count_t>(0, from + offset);
    return file.at;
}

sf_count_t readFrom(void* to, sf_count_t count, void* user)
{
    auto& file = *static_cast<MemoryFile*>(user);
    const auto left = std::clamp<sf_count_t>(lengthOf(user) - file.at, 0, count);
    std::memcpy(to, file.bytes.data() + file.at, static_cast<std::size_t>(left));
    file.at += left;
    return left;
}

sf_count_t writeTo(const void* from, sf_count_t count, void* user)
{
    auto& file = *static_cast<MemoryFile*>(user);
    const auto end = static_cast<std::size_t>(file.at + count);
    if (file.bytes.size() < end) file.bytes.resize(end);
    std::memcpy(file.bytes.data() + file.at, from, static_cast<std::size_t>(count));
    file.at += count;
    return count;
}

sf_count_t tell(void* user)
{
    return static_cast<MemoryFile*>(user)->at;
}

std::vector<std::int16_t> toSixteenBits(std::span<const float> samples)
{
    std::vector<std::int16_t> result(samples.size());
    std::transform(samples.begin(), samples.end(), result.begin(), [](float sample) {
        return static_cast<std::int16_t>(std::clamp(std::lround(sample * 32767.0F), -32768L, 32767L));
    });
    return result;
}

std::string encode(std::span<const float> samples, int channels, int rateHz, const std::string& subject)
{
    MemoryFile memory;
    SF_VIRTUAL_IO io{lengthOf, seekIn, readFrom, writeTo, tell};
    SF_INFO info{};
    info.samplerate = rateHz;
    info.channels = channels;
    info.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16;
    SNDFILE* file = sf_open_virtual(&io, SFM_WRITE, &info, &memory);
    if (file == nullptr) throw Error(ErrorCode::Internal, subject, std::string("libsndfile cannot write FLAC: ") + sf_strerror(nullptr));
    const auto pcm = toSixteenBits(samples);
    const auto frames = static_cast<sf_count_t>(pcm.size()) / channels;
    const auto written = sf_writef_short(file, pcm.data(), frames);
    const bool closed = sf_close(file) == 0;
    if (written != frames || !closed) throw Error(ErrorCode::Internal, subject, "libsndfile wrote the FLAC file in part only");
    return std::move(memory.bytes);
}

}  // namespace

std::string encodeFlac(std::span<const float> samples, int channels, int rateHz, const std::vector<Comment>& comments, const std::string& subject)
{
    const auto audio = encode(samples, channels, rateHz, subject);
    TagLib::ByteVectorStream stream(TagLib::ByteVector(audio.data(), static_cast<unsigned>(audio.size())));
    TagLib::FLAC::File file(&stream, nullptr, false);
    auto* tag = file.xiphComment(true);
    for (const auto& [field, value] : comments)
        tag->addField(TagLib::String(field, TagLib::String::UTF8), TagLib::String(value, TagLib::String::UTF8), false);
    if (!file.isValid() || !file.save()) throw Error(ErrorCode::Internal, subject, "TagLib cannot put the tags into the FLAC file");
    const auto* tagged = stream.data();
    return std::string(tagged->data(), tagged->size());
}

}  // namespace engine::demo
