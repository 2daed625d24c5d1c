#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/audio/kernels.h"

namespace engine::audio {

/// Streaming rate conversion of one channel. Output sample k lies at input time k * inHz / outHz; no delay is left in.
class Resampler {
public:
    virtual ~Resampler();
    /// Appends what `in` allows to `out`; `last` flushes the tail (once, then no more input).
    virtual void process(std::span<const float> in, bool last, std::vector<float>& out) = 0;
};

/// name: one of Preset::resampler. "auto" is the own polyphase filter where the two rates have a small common ratio (all usual
/// ones), else soxr-hq. Measured, 44.1 -> 16 kHz, CPU ms per second and mean log-mel error (128 bands) of noise-filled music against
/// an ideal low pass, all bands / without the top two, which lie in the transition band of every filter:
///   polyphase 0.19 ms, 0.09 / 0.013 dB     samplerate-best   27-31 ms, 0.12 / 0.001 dB
///   soxr-hq   0.19 ms, 0.21 / 0.007 dB     samplerate-fast  3.5-3.7 ms, 1.76 / 0.98 dB
/// As cheap as soxr, closer over all bands, and the only one that gives the same bytes however the input is cut into blocks and
/// ranges.
/// Throws Error{InvalidArgument} for an unknown name, or "polyphase" between rates without a small ratio.
std::unique_ptr<Resampler> makeResampler(std::string_view name, int inHz, int outHz);

/// Samples that `frames` at inHz become at outHz: ceil(frames * outHz / inHz).
std::int64_t resampledLength(std::int64_t frames, int inHz, int outHz);

/// Input frames on each side that can influence one output sample of any of the filters, a generous upper bound.
std::int64_t filterMargin(int inHz, int outHz);

/// Rational polyphase FIR: Kaiser-windowed sinc, 29 zero crossings a side, stop band 90 dB down, one dot product a sample.
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
    kernels::FilterStep m_step;             ///< in m_history
    std::int64_t m_inputs = 0, m_outputs = 0;
    int m_inHz, m_outHz;
};

}  // namespace engine::audio
