#include "engine/tasks/faithfulness.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/random.h"

namespace engine::tasks {

namespace {

constexpr std::size_t kMostWindows = 12;

std::size_t removedOf(std::size_t cells, double share)
{
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(share * static_cast<double>(cells))));
}

float medianOf(std::vector<float> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The explained windows that are looked at again, with the cell of the map that each of their values lies in.
class Probe {
public:
    Probe(TagPredictor& predictor, const dsp::Melgram& melgram, const TrackExplanation& explanation, const std::string& subject)
        : m_predictor(predictor), m_explanation(explanation), m_bands(melgram.mels)
    {
        auto plan = predictor.windowsOf(melgram.frames, subject);
        m_frames = plan.windowFrames;
        const auto all = plan.startFrames.size(), count = std::min(all, kMostWindows);
        for (std::size_t i = 0; i < count; ++i) {
            const auto window = i * all / count;
            m_starts.push_back(plan.startFrames[window]);
            m_inputs.push_back(TagPredictor::cut(melgram, plan, window, 1));
            m_medians.push_back(medianOf(m_inputs.back()));
        }
        const auto& preset = predictor.preset();
        m_columnsPerFrame = static_cast<double>(preset.hopSamples) / preset.sampleRateHz / explanation.secondsPerColumn;
    }
    std::size_t windows() const { return m_inputs.size(); }

    /// Mean probability of the tag, without the cells of `removed` that are not 0; none = everything is there.
    double probability(const std::vector<std::uint8_t>& removed)
    {
        double sum = 0;
        for (std::size_t window = 0; window < m_inputs.size(); ++window) {
            auto input = m_inputs[window];
            if (!removed.empty()) remove(input, window, removed);
            const auto logits = m_predictor.model().forward({input, 1, m_bands, m_frames}).logits;
            sum += 1 / (1 + std::exp(-static_cast<double>(logits[m_explanation.tag])));
        }
        return sum / static_cast<double>(m_inputs.size());
    }

private:
    void remove(std::vector<float>& input, std::size_t window, const std::vector<std::uint8_t>& removed) const
    {
        for (std::size_t band = 0; band < m_bands; ++band) {
            const auto row = band * m_explanation.rows / m_bands;
            for (std::size_t frame = 0; frame < m_frames; ++frame) {
                const auto place = static_cast<double>(m_starts[window] + frame) * m_columnsPerFrame;
                const auto column = std::min(m_explanation.columns - 1, static_cast<std::size_t>(place));
                if (removed[row * m_explanation.columns + column] != 0) input[band * m_frames + frame] = m_medians[window];
            }
        }
    }

    TagPredictor& m_predictor;
    const TrackExplanation& m_explanation;
    std::size_t m_bands, m_frames = 0;
    double m_columnsPerFrame = 0;
    std::vector<std::size_t> m_starts;
    std::vector<std::vector<float>> m_inputs;
    std::vector<float> m_medians;
};

}  // namespace

double Faithfulness::meanRandom() const
{
    return withoutRandom.empty() ? whole : std::accumulate(withoutRandom.begin(), withoutRandom.end(), 0.0) / static_cast<double>(withoutRandom.size());
}

bool Faithfulness::explains() const
{
    return !withoutRandom.empty() && withoutHottest < *std::min_element(withoutRandom.begin(), withoutRandom.end());
}

std::vector<std::uint8_t> hottestCells(const std::vector<float>& values, double share)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] > values[b]; });
    std::vector<std::uint8_t> chosen(values.size(), 0);
    for (std::size_t i = 0; i < std::min(order.size(), removedOf(values.size(), share)); ++i)
        chosen[order[i]] = 1;
    return chosen;
}

std::vector<std::uint8_t> randomCells(std::size_t cells, double share, std::uint64_t seed)
{
    const auto order = SplitMix{seed, cells}.permutation(cells);
    std::vector<std::uint8_t> chosen(cells, 0);
    for (std::size_t i = 0; i < std::min(cells, removedOf(cells, share)); ++i)
        chosen[order[i]] = 1;
    return chosen;
}

Faithfulness faithfulnessOf(TagPredictor& predictor, const dsp::Melgram& melgram, const TrackExplanation& explanation, const std::string& subject,
                            RunControl& control)
{
    Probe probe(predictor, melgram, explanation, subject);
    Faithfulness found;
    found.windows = probe.windows();
    constexpr std::int64_t kSteps = 2 + kRandomDraws;
    control.step("checking the explanation", 0, kSteps);
    found.whole = probe.probability({});
    control.step("checking the explanation", 1, kSteps);
    found.withoutHottest = probe.probability(hottestCells(explanation.values, kRemovedShare));
    for (int draw = 0; draw < kRandomDraws; ++draw) {
        control.step("checking the explanation", 2 + draw, kSteps);
        found.withoutRandom.push_back(probe.probability(randomCells(explanation.values.size(), kRemovedShare, static_cast<std::uint64_t>(draw))));
    }
    return found;
}

}  // namespace engine::tasks
