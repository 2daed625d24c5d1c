#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace engine::audio {

/// Streaming rate conversion of one channel. Output sample k lies at input time k * inHz / outHz; no delay is left in.
class Resampler {
public:
    virtual ~Resampler();
    /// Appends what `in` allows to `out`; `last` flushes the tail (once, then no more input).
    virtual void process(std::span<const float> in, bool last, std::vector<float>& out) = 0;
};

/// name: one of Preset::resampler. "auto" is the own polyphase filter where the two rates have a small common ratio (all usual
/// ones), else soxr-hq: measured 44.1 -> 16 kHz on one core it costs a tenth of samplerate-fast, a hundredth of
/// samplerate-best, and its log-mel differs from samplerate-best's by less than 0.01 dB in the mean.
/// Throws Error{InvalidArgument} for an unknown name, or "polyphase" between rates without a small ratio.
std::unique_ptr<Resampler> makeResampler(std::string_view name, int inHz, int outHz);

/// Samples that `frames` at inHz become at outHz: ceil(frames * outHz / inHz).
std::int64_t resampledLength(std::int64_t frames, int inHz, int outHz);

/// Input frames on each side that can influence one output sample of any of the filters, a generous upper bound.
std::int64_t filterMargin(int inHz, int outHz);

/// Rational polyphase FIR: Kaiser-windowed sinc, 24 zero crossings a side, stop band 90 dB down, one dot product a sample.
class PolyphaseResampler final : public Resampler {
public:
    PolyphaseResampler(int inHz, int outHz);
    /// Whether the filter table stays within 4 MB.
    static bool fits(int inHz, int outHz);
    void process(std::span<const float> in, bool last, std::vector<float>& out) override;

private:
    struct Table;
    std::shared_ptr<const Table> m_table;   ///< shared by all resamplers of the same ratio
    std::vector<float> m_history;           ///< input not yet used up, zeros before the first sample
    std::size_t m_at = 0;                   ///< start of the next dot product in m_history
    std::size_t m_phase = 0;
    std::int64_t m_inputs = 0, m_outputs = 0;
    int m_inHz, m_outHz;
};

}  // namespace engine::audio
