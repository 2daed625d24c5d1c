#include "engine/tasks/track_explanation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace engine::tasks {

namespace {

// A derivative keeps every activation: fewer windows at once than predicting.
constexpr std::size_t kWindowsAtOnce = 4;
// More columns than a wide screen has pixels show nothing more.
constexpr std::size_t kMostColumns = 4000;
constexpr std::size_t kMostCells = 120000;

float sigmoid(float logit)
{
    return 1.0f / (1.0f + std::exp(-logit));
}

/// Adds up what the windows say, weighted by how much of a column each of them covers.
class Grid {
public:
    Grid(std::size_t rows, double secondsPerColumn, double seconds)
        : m_rows(rows), m_step(std::max(secondsPerColumn, seconds / static_cast<double>(std::min(kMostColumns, kMostCells / rows)))),
          m_columns(static_cast<std::size_t>(std::ceil(seconds / m_step - 1e-9))), m_sum(rows * m_columns, 0.0), m_weight(m_columns, 0.0)
    {
    }

    /// values: one column, [rows] with `stride` between rows.
    void add(double from, double to, const float* values, std::size_t stride)
    {
        from = std::max(from, 0.0);
        for (auto column = static_cast<std::size_t>(from / m_step); column < m_columns && static_cast<double>(column) * m_step < to; ++column) {
            const double left = static_cast<double>(column) * m_step;
            const double share = std::min(to, left + m_step) - std::max(from, left);
            if (share <= 0) continue;
            m_weight[column] += share;
            for (std::size_t row = 0; row < m_rows; ++row)
                m_sum[row * m_columns + column] += share * static_cast<double>(values[row * stride]);
        }
    }

    void moveTo(TrackExplanation& result) const
    {
        result.rows = m_rows;
        result.columns = m_columns;
        result.secondsPerColumn = m_step;
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            result.peak = std::max(result.peak, mean(i));
        // What speaks for nothing is shown against the same measure.
        double scale = result.peak;
        if (scale <= 0)
            for (std::size_t i = 0; i < m_sum.size(); ++i)
                scale = std::max(scale, -mean(i));
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            result.values.push_back(scale > 0 ? static_cast<float>(mean(i) / scale) : 0.0f);
        shareOut(result);
    }
    std::vector<float> means() const
    {
        std::vector<float> values;
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            values.push_back(static_cast<float>(mean(i)));
        return values;
    }

private:
    void shareOut(TrackExplanation& result) const
    {
        std::vector<double> times(m_columns, 0.0), bands(m_rows, 0.0);
        double all = 0;
        for (std::size_t i = 0; i < m_sum.size(); ++i) {
            const double part = std::max(0.0, mean(i));
            times[i % m_columns] += part;
            bands[i / m_columns] += part;
            all += part;
        }
        const auto shares = [all](const std::vector<double>& sums) {
            std::vector<float> found;
            for (const double sum : sums)
                found.push_back(all > 0 ? static_cast<float>(sum / all) : 0.0f);
            return found;
        };
        result.timeShares = shares(times);
        result.bandShares = shares(bands);
    }
    double mean(std::size_t cell) const
    {
        const auto weight = m_weight[cell % m_columns];
        return weight > 0 ? m_sum[cell] / weight : 0.0;
    }

    std::size_t m_rows;
    double m_step;
    std::size_t m_columns;
    std::vector<double> m_sum, m_weight;
};

std::size_t likeliest(const std::vector<float>& scores)
{
    return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace

std::vector<float> silenceOf(const dsp::Preset& preset)
{
    const std::vector<float> quiet(static_cast<std::size_t>(std::max(preset.sampleRateHz, 2 * preset.fftSize)), 0.0f);
    const auto melgram = dsp::MelExtractor(preset)(quiet);
    std::vector<float> silence;
    for (std::size_t band = 0; band < melgram.mels; ++band)
        silence.push_back(melgram.at(band, melgram.frames / 2));
    return silence;
}

double incompleteness(const TrackExplanation& explanation)
{
    double missing = 0, most = 0;
    for (const auto& window : explanation.windows) {
        const double whole = static_cast<double>(window.logit) - static_cast<double>(window.baseline);
        missing = std::max(missing, std::abs(window.sum - whole));
        most = std::max(most, std::abs(whole));
    }
    return explanation.hasBaseline && most > 0 ? missing / most : 0;
}

namespace {

/// A track's explanation, gathered window by window.
class Gathering {
public:
    Gathering(TagPredictor& predictor, const dsp::Melgram& melgram, WindowPlan plan, TrackExplanation& result)
        : m_model(predictor.model()), m_melgram(melgram), m_plan(std::move(plan)), m_result(result),
          m_secondsPerFrame(static_cast<double>(predictor.preset().hopSamples) / predictor.preset().sampleRateHz)
    {
    }

    void add(std::size_t first, std::size_t count, const neural::AttributionQuestion& question)
    {
        const auto input = TagPredictor::cut(m_melgram, m_plan, first, count);
        const auto seen = m_model.attribute({input, count, m_melgram.mels, m_plan.windowFrames}, question);
        m_result.layer = seen.layer;
        m_result.passes = std::max(m_result.passes, seen.passes);
        m_result.hasBaseline = !seen.baseline.empty();
        for (std::size_t i = 0; i < count; ++i) {
            addWindow(seen, i, m_plan.startFrames[first + i]);
            addColumns(m_map, seen, seen.values, seen.rows, i);
            if (!seen.tagColumns.empty()) addColumns(m_tags, seen, seen.tagColumns, m_model.tagCount(), i);
        }
    }
    void finish() const
    {
        m_map->moveTo(m_result);
        if (m_tags) m_result.tagColumns = m_tags->means();
    }

private:
    void addWindow(const neural::Attribution& seen, std::size_t i, std::size_t startFrame)
    {
        const double start = static_cast<double>(startFrame) * m_secondsPerFrame;
        const float logit = seen.logits[i * m_model.tagCount() + m_result.tag];
        const auto cells = static_cast<std::ptrdiff_t>(seen.rows * seen.columns);
        const auto* values = seen.values.data() + static_cast<std::ptrdiff_t>(i) * cells;
        TrackExplanation::Window window{start, start + static_cast<double>(m_plan.windowFrames) * m_secondsPerFrame, sigmoid(logit), logit};
        window.sum = std::accumulate(values, values + cells, 0.0);
        if (m_result.hasBaseline) window.baseline = seen.baseline[i];
        m_result.windows.push_back(window);
    }
    void addColumns(std::optional<Grid>& grid, const neural::Attribution& seen, const std::vector<float>& values, std::size_t rows, std::size_t i) const
    {
        const double step = seen.framesPerColumn * m_secondsPerFrame;
        if (!grid) grid.emplace(rows, step, static_cast<double>(m_melgram.frames) * m_secondsPerFrame);
        const auto& window = m_result.windows.back();
        const auto* map = values.data() + i * rows * seen.columns;
        for (std::size_t column = 0; column < seen.columns; ++column) {
            const double from = window.startSeconds + (seen.firstFrame + static_cast<double>(column) * seen.framesPerColumn) * m_secondsPerFrame;
            grid->add(std::max(from, window.startSeconds), std::min(from + step, window.endSeconds), map + column, seen.columns);
        }
    }

    neural::Model& m_model;
    const dsp::Melgram& m_melgram;
    WindowPlan m_plan;
    TrackExplanation& m_result;
    double m_secondsPerFrame;
    std::optional<Grid> m_map, m_tags;
};

}  // namespace

TrackExplanation explainTrack(TagPredictor& predictor, const dsp::Melgram& melgram, std::optional<std::size_t> tag, const std::optional<std::string>& method,
                              const std::string& subject, RunControl& control)
{
    TrackExplanation result;
    auto plan = predictor.windowsOf(melgram.frames, subject);
    const auto windows = plan.startFrames.size();
    result.tag = tag ? *tag : likeliest(predictor.predict(melgram, subject).scores);
    result.method = method ? *method : predictor.model().attributionMethods().front();

    constexpr std::int64_t kThousandths = 1000;
    neural::AttributionQuestion question{result.method, result.tag, silenceOf(predictor.preset())};
    Gathering gathering(predictor, melgram, std::move(plan), result);
    for (std::size_t first = 0; first < windows; first += kWindowsAtOnce) {
        const auto count = std::min(kWindowsAtOnce, windows - first);
        const auto tell = [&](double share) {
            const double done = (static_cast<double>(first) + share * static_cast<double>(count)) / static_cast<double>(windows);
            control.step("explanation", static_cast<std::int64_t>(done * kThousandths), kThousandths);
        };
        question.progress = tell;
        gathering.add(first, count, question);
        tell(1);
    }
    double sum = 0;
    for (const auto& window : result.windows)
        sum += static_cast<double>(window.probability);
    result.probability = static_cast<float>(sum / static_cast<double>(windows));
    gathering.finish();
    return result;
}

}  // namespace engine::tasks
