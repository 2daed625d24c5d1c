#include <mpg123.h>
#include <unistd.h>

#include <mutex>
#include <vector>

#include "engine/audio/decoder.h"
#include "engine/audio/mpeg_header.h"
#include "engine/audio/sniff.h"
#include "engine/core/error.h"

namespace engine::audio {

namespace {

// After a seek the bit reservoir (up to 511 bytes back, several frames at low rates) and the overlap of two frames must be
// filled again before what is decoded equals a decode from the start.
constexpr long kFramesBeforeSeek = 16;
// Encoders count frames in different ways; a frame or two at the end is no damage.
constexpr std::int64_t kToleratedFrames = 3;

struct DeleteMpg123 {
    void operator()(mpg123_handle* handle) const { mpg123_delete(handle); }
};

class Mpg123Decoder final : public Decoder {
public:
    Mpg123Decoder(std::shared_ptr<const SourceFile> source, const Sniffed& sniffed) : m_source(std::move(source))
    {
        static std::once_flag once;
        std::call_once(once, [] { mpg123_init(); });
        readHeader(sniffed);
        open();
        m_info.format = sniffed.format;
        m_info.sampleRateHz = m_header.sampleRateHz;
        m_info.channels = m_header.channels;
        // Without a frame count in the file the length is a guess from the bit rate: walk the frame headers once.
        if (!m_promisedFrames && mpg123_scan(m_handle.get()) != MPG123_OK) refuse("the frames cannot be counted");
        m_info.frames = mpg123_length(m_handle.get());
        m_info.durationSeconds = static_cast<double>(m_info.frames) / m_info.sampleRateHz;
    }

    const AudioInfo& info() const override { return m_info; }

    std::size_t read(std::span<float> mono) override
    {
        std::size_t filled = 0;
        while (filled < mono.size()) {
            std::size_t bytes = 0;
            const int status = mpg123_read(m_handle.get(), reinterpret_cast<unsigned char*>(mono.data() + filled),
                                           (mono.size() - filled) * sizeof(float), &bytes);
            filled += bytes / sizeof(float);
            if (status == MPG123_DONE) {
                checkEnd(m_position + static_cast<std::int64_t>(filled));
                break;
            }
            if (status != MPG123_OK && status != MPG123_NEW_FORMAT) refuse("the MPEG stream is damaged");
        }
        checkFinite(mono.first(filled), m_source->subject());
        m_position += static_cast<std::int64_t>(filled);
        return filled;
    }

    void seek(std::int64_t frame) override
    {
        if (frame == m_position) return;
        if (mpg123_seek(m_handle.get(), frame, SEEK_SET) != frame)
            refuse("cannot go to second " + std::to_string(frame / m_info.sampleRateHz));
        m_position = frame;
    }

private:
    void readHeader(const Sniffed& sniffed)
    {
        std::vector<unsigned char> frame(256);
        frame.resize(m_source->readAt(sniffed.audioOffset, frame));
        const auto header = parseMpegHeader(frame);
        if (!header) throw Error(ErrorCode::Corrupt, m_source->subject(), "no MPEG frame where one was found before");
        m_header = *header;
        if (const auto xing = parseXing(m_header, frame)) m_promisedFrames = xing->frames;
    }

    void open()
    {
        int error = MPG123_OK;
        m_handle.reset(mpg123_new(nullptr, &error));
        if (!m_handle) throw Error(ErrorCode::Internal, m_source->subject(), mpg123_plain_strerror(error));
        auto* handle = m_handle.get();
        // Pictures in tags are not decoded samples: skip the tag instead of reading it. Gain tags must not change samples.
        mpg123_param(handle, MPG123_ADD_FLAGS, MPG123_QUIET | MPG123_FORCE_FLOAT | MPG123_MONO_MIX | MPG123_SKIP_ID3V2 | MPG123_GAPLESS, 0);
        mpg123_param(handle, MPG123_REMOVE_FLAGS, MPG123_AUTO_RESAMPLE, 0);
        mpg123_param(handle, MPG123_RVA, MPG123_RVA_OFF, 0);
        mpg123_param(handle, MPG123_PREFRAMES, kFramesBeforeSeek, 0);
        mpg123_format_none(handle);
        mpg123_format(handle, m_header.sampleRateHz, MPG123_MONO, MPG123_ENC_FLOAT_32);
        ::lseek(m_source->descriptor(), 0, SEEK_SET);
        long rate = 0;
        int channels = 0, encoding = 0;
        if (mpg123_open_fd(handle, m_source->descriptor()) != MPG123_OK || mpg123_getformat(handle, &rate, &channels, &encoding) != MPG123_OK)
            refuse("the MPEG stream cannot be opened");
    }

    [[noreturn]] void refuse(const std::string& what)
    {
        throw Error(ErrorCode::Corrupt, m_source->subject(), what + ": " + mpg123_strerror(m_handle.get()));
    }

    void checkEnd(std::int64_t decoded)
    {
        if (m_promisedFrames && decoded + kToleratedFrames * m_header.samples < m_info.frames)
            refuseCutShort(m_info, decoded, m_source->subject());
        m_source->checkUnchanged();
    }

    std::shared_ptr<const SourceFile> m_source;
    std::unique_ptr<mpg123_handle, DeleteMpg123> m_handle;
    MpegHeader m_header;
    std::optional<std::int64_t> m_promisedFrames;
    AudioInfo m_info;
    std::int64_t m_position = 0;
};

}  // namespace

std::unique_ptr<Decoder> openMpg123(std::shared_ptr<const SourceFile> file, const Sniffed& sniffed)
{
    return std::make_unique<Mpg123Decoder>(std::move(file), sniffed);
}

}  // namespace engine::audio
