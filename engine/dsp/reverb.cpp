#include "engine/dsp/reverb.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/core/error.h"

namespace engine::dsp {

namespace {

// Lengths at 44 100 Hz, all without a common divisor, so that no tone is favoured.
constexpr std::array<int, 8> kCombs{1116, 1188, 1277, 1356, 1422, 1491, 1557, 1617};
constexpr std::array<int, 4> kAllPasses{225, 341, 441, 556};
constexpr float kWetGain = 0.015f;

class DelayLine {
public:
    explicit DelayLine(double length) : m_values(std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(length))), 0.0f) {}
    float oldest() const { return m_values[m_place]; }
    void replace(float value)
    {
        m_values[m_place] = value;
        m_place = m_place + 1 == m_values.size() ? 0 : m_place + 1;
    }

private:
    std::vector<float> m_values;
    std::size_t m_place = 0;
};

struct Comb {
    DelayLine line;
    float stored = 0;
    float next(float input, float feedback, float damping)
    {
        const float output = line.oldest();
        stored = output + (stored - output) * damping;
        line.replace(input + stored * feedback);
        return output;
    }
};

float allPass(DelayLine& line, float input)
{
    const float output = line.oldest();
    line.replace(input + output * 0.5f);
    return output - input;
}

/// SoX's scale: feedback 0.3 at a reverberance of 0 and 0.98 at 100, so that equal steps sound equal.
float feedbackOf(double reverberance)
{
    const double a = -1 / std::log(1 - 0.3);
    const double b = 100 / (std::log(1 - 0.98) * a + 1);
    return static_cast<float>(1 - std::exp((reverberance - b) / (a * b)));
}

}  // namespace

void reverberate(std::span<float> samples, const ReverbSettings& settings, int sampleRateHz)
{
    for (const double value : {settings.reverberance, settings.damping, settings.roomScale})
        if (!(value >= 0 && value <= 100)) throw Error(ErrorCode::InvalidArgument, "reverb", "reverberance, damping and room scale lie between 0 and 100");
    const double scale = (settings.roomScale / 100 * 0.9 + 0.1) * sampleRateHz / 44100;
    const auto feedback = feedbackOf(settings.reverberance);
    const auto damping = static_cast<float>(settings.damping / 100 * 0.3 + 0.2);
    std::vector<Comb> combs;
    for (const int length : kCombs)
        combs.push_back({DelayLine(scale * length)});
    std::vector<DelayLine> allPasses;
    for (const int length : kAllPasses)
        allPasses.emplace_back(scale * length);
    for (auto& sample : samples) {
        float wet = 0;
        for (auto& comb : combs)
            wet += comb.next(sample, feedback, damping);
        for (auto& line : allPasses)
            wet = allPass(line, wet);
        sample += kWetGain * wet;
    }
}

}  // namespace engine::dsp
