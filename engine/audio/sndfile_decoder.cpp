#include <sndfile.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "engine/audio/decoder.h"
#include "engine/audio/kernels.h"
#include "engine/audio/sniff.h"
#include "engine/core/error.h"
#include "engine/core/limits.h"

namespace engine::audio {

namespace {

constexpr std::size_t kBlockSamples = 16'384;   // interleaved; stays in the second-level cache

// libsndfile lands in the wrong place when it seeks into the last Ogg page; codecs with memory need some frames anyway.
constexpr std::int64_t kRollInFrames = 65'536;

struct CloseSndfile {
    void operator()(SNDFILE* file) const { sf_close(file); }
};

class SndfileDecoder final : public Decoder {
public:
    SndfileDecoder(std::shared_ptr<const SourceFile> source, const Sniffed& sniffed) : m_source(std::move(source))
    {
        ::lseek(m_source->descriptor(), 0, SEEK_SET);
        SF_INFO info{};
        m_file.reset(sf_open_fd(m_source->descriptor(), SFM_READ, &info, SF_FALSE));
        if (!m_file) throw Error(classOf(sf_error(nullptr)), subject(), "the " + sniffed.format + " data cannot be decoded: " + sf_strerror(nullptr));
        m_info = {sniffed.format, info.samplerate, info.channels, info.frames, 0};
        checkInfo(m_info, subject());
        m_info.durationSeconds = static_cast<double>(info.frames) / info.samplerate;
        if (sniffed.kind == Kind::Flac) checkEndReachable();
        m_rollsIn = sniffed.kind == Kind::OggVorbis || sniffed.kind == Kind::OggOpus;
        m_block.resize(kBlockSamples / static_cast<std::size_t>(info.channels) * static_cast<std::size_t>(info.channels));
    }

    const AudioInfo& info() const override { return m_info; }

    std::size_t read(std::span<float> mono) override
    {
        const auto channels = static_cast<std::size_t>(m_info.channels);
        std::size_t filled = 0;
        while (filled < mono.size()) {
            const auto wanted = std::min(m_block.size() / channels, mono.size() - filled);
            const auto got = sf_readf_float(m_file.get(), m_block.data(), static_cast<sf_count_t>(wanted));
            if (got > 0) {
                const auto frames = static_cast<std::size_t>(got);
                checkFinite(std::span(m_block).first(frames * channels), subject());
                kernels::mixToMono(m_block.data(), channels, mono.data() + filled, frames);
                filled += frames;
                m_position += got;
            }
            if (got == static_cast<sf_count_t>(wanted)) continue;
            checkEnd();
            break;
        }
        return filled;
    }

    void seek(std::int64_t frame) override
    {
        const auto start = m_rollsIn ? std::max<std::int64_t>(0, frame - kRollInFrames) : frame;
        if (sf_seek(m_file.get(), start, SEEK_SET) != start)
            throw Error(ErrorCode::Corrupt, subject(), "cannot go to second " + std::to_string(frame / m_info.sampleRateHz));
        m_position = start;
        std::vector<float> skipped(static_cast<std::size_t>(frame - start));
        read(skipped);
    }

private:
    const std::string& subject() const { return m_source->subject(); }

    static ErrorCode classOf(int error)
    {
        return error == SF_ERR_UNSUPPORTED_ENCODING ? ErrorCode::Unsupported : ErrorCode::Corrupt;
    }

    /// A FLAC header gives the length; whether the last sample is there costs one seek.
    void checkEndReachable()
    {
        std::vector<float> last(static_cast<std::size_t>(m_info.channels));
        const bool there = sf_seek(m_file.get(), m_info.frames - 1, SEEK_SET) == m_info.frames - 1 &&
                           sf_readf_float(m_file.get(), last.data(), 1) == 1;
        if (!there)
            throw Error(ErrorCode::Truncated, subject(), "cut short - the header promises " + std::to_string(m_info.frames) +
                                                             " samples, the last ones are missing. Copy it again from its source");
        sf_seek(m_file.get(), 0, SEEK_SET);
    }

    void checkEnd()
    {
        if (sf_error(m_file.get()) != SF_ERR_NO_ERROR)
            throw Error(ErrorCode::Corrupt, subject(), "damaged after second " + std::to_string(m_position / m_info.sampleRateHz) + ": " +
                                                           sf_strerror(m_file.get()));
        if (m_position < m_info.frames) refuseCutShort(m_info, m_position, subject());
        m_source->checkUnchanged();
    }

    std::shared_ptr<const SourceFile> m_source;
    std::unique_ptr<SNDFILE, CloseSndfile> m_file;
    AudioInfo m_info;
    std::vector<float> m_block;
    std::int64_t m_position = 0;
    bool m_rollsIn = false;
};

}  // namespace

std::unique_ptr<Decoder> openSndfile(std::shared_ptr<const SourceFile> file, const Sniffed& sniffed)
{
    return std::make_unique<SndfileDecoder>(std::move(file), sniffed);
}

}  // namespace engine::audio
