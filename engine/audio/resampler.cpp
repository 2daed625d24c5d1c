#include "engine/audio/resampler.h"

#include <samplerate.h>
#include <soxr.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "engine/core/error.h"

namespace engine::audio {

namespace {

class Identity final : public Resampler {
public:
    void process(std::span<const float> in, bool, std::vector<float>& out) override { out.insert(out.end(), in.begin(), in.end()); }
};

class Samplerate final : public Resampler {
public:
    Samplerate(int quality, int inHz, int outHz) : m_ratio(static_cast<double>(outHz) / inHz)
    {
        int error = 0;
        m_state = src_new(quality, 1, &error);
        if (m_state == nullptr) throw Error(ErrorCode::InvalidArgument, "resampler", src_strerror(error));
    }
    ~Samplerate() override { src_delete(m_state); }
    Samplerate(const Samplerate&) = delete;
    Samplerate& operator=(const Samplerate&) = delete;

    void process(std::span<const float> in, bool last, std::vector<float>& out) override
    {
        SRC_DATA data{};
        data.src_ratio = m_ratio;
        data.end_of_input = last ? 1 : 0;
        data.data_in = in.data();
        data.input_frames = static_cast<long>(in.size());
        do {
            const auto had = out.size();
            out.resize(had + static_cast<std::size_t>(static_cast<double>(data.input_frames) * m_ratio) + 256);
            data.data_out = out.data() + had;
            data.output_frames = static_cast<long>(out.size() - had);
            const int error = src_process(m_state, &data);
            out.resize(had + static_cast<std::size_t>(data.output_frames_gen));
            if (error != 0) throw Error(ErrorCode::Internal, "resampler", src_strerror(error));
            data.data_in += data.input_frames_used;
            data.input_frames -= data.input_frames_used;
        } while (data.input_frames > 0 || (last && data.output_frames_gen > 0));
    }

private:
    SRC_STATE* m_state = nullptr;
    double m_ratio;
};

class Soxr final : public Resampler {
public:
    Soxr(int inHz, int outHz) : m_ratio(static_cast<double>(outHz) / inHz)
    {
        const auto io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
        const auto quality = soxr_quality_spec(SOXR_HQ, 0);
        soxr_error_t error = nullptr;
        m_state = soxr_create(inHz, outHz, 1, &error, &io, &quality, nullptr);
        if (error != nullptr) throw Error(ErrorCode::InvalidArgument, "resampler", soxr_strerror(error));
    }
    ~Soxr() override { soxr_delete(m_state); }
    Soxr(const Soxr&) = delete;
    Soxr& operator=(const Soxr&) = delete;

    void process(std::span<const float> in, bool last, std::vector<float>& out) override
    {
        while (!in.empty()) in = in.subspan(run(in.data(), in.size(), out).used);
        while (last && run(nullptr, 0, out).made > 0) {
        }
    }

private:
    struct Count {
        std::size_t used = 0, made = 0;
    };
    Count run(const float* in, std::size_t frames, std::vector<float>& out)
    {
        const auto had = out.size();
        out.resize(had + static_cast<std::size_t>(static_cast<double>(frames) * m_ratio) + 4096);
        Count count;
        const auto error = soxr_process(m_state, in, frames, &count.used, out.data() + had, out.size() - had, &count.made);
        out.resize(had + count.made);
        if (error != nullptr) throw Error(ErrorCode::Internal, "resampler", soxr_strerror(error));
        return count;
    }

    soxr_t m_state = nullptr;
    double m_ratio;
};

}  // namespace

Resampler::~Resampler() = default;

std::unique_ptr<Resampler> makeResampler(std::string_view name, int inHz, int outHz)
{
    const bool fits = PolyphaseResampler::fits(inHz, outHz);
    const bool known = name == "auto" || name == "polyphase" || name == "soxr-hq" || name == "samplerate-best" ||
                       name == "samplerate-medium" || name == "samplerate-fast";
    if (!known) throw Error(ErrorCode::InvalidArgument, "resampler", "there is none called \"" + std::string(name) + "\"");
    if (inHz == outHz) return std::make_unique<Identity>();
    if (name == "samplerate-best") return std::make_unique<Samplerate>(SRC_SINC_BEST_QUALITY, inHz, outHz);
    if (name == "samplerate-medium") return std::make_unique<Samplerate>(SRC_SINC_MEDIUM_QUALITY, inHz, outHz);
    if (name == "samplerate-fast") return std::make_unique<Samplerate>(SRC_SINC_FASTEST, inHz, outHz);
    if (name == "soxr-hq" || (name == "auto" && !fits)) return std::make_unique<Soxr>(inHz, outHz);
    if (!fits)
        throw Error(ErrorCode::InvalidArgument, "resampler",
                    "polyphase cannot turn " + std::to_string(inHz) + " Hz into " + std::to_string(outHz) + " Hz; use auto or soxr-hq");
    return std::make_unique<PolyphaseResampler>(inHz, outHz);
}

std::int64_t resampledLength(std::int64_t frames, int inHz, int outHz)
{
    // At most 24 h at 768 kHz: the product stays below 2^56.
    return (frames * outHz + inHz - 1) / inHz;
}

std::int64_t filterMargin(int inHz, int outHz)
{
    constexpr std::int64_t kWidestFilter = 2048;   // soxr-hq and samplerate-best stay below 1000 at ratio 1
    return kWidestFilter * std::max(1, inHz / outHz + 1);
}

}  // namespace engine::audio
