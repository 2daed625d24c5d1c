#include "engine/tasks/track_explanation.h"

#include <algorithm>
#include <cmath>

namespace engine::tasks {

namespace {

// A derivative keeps every activation: fewer windows at once than predicting.
constexpr std::size_t kWindowsAtOnce = 4;
// More columns than a wide screen has pixels show nothing more.
constexpr std::size_t kMostColumns = 4000;

float sigmoid(float logit)
{
    return 1.0f / (1.0f + std::exp(-logit));
}

/// Adds up what the windows say, weighted by how much of a column each of them covers.
class Grid {
public:
    Grid(std::size_t rows, double secondsPerColumn, double seconds)
        : m_rows(rows), m_step(std::max(secondsPerColumn, seconds / static_cast<double>(kMostColumns))),
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
        result.values.resize(m_sum.size());
        double most = 0;
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            most = std::max(most, mean(i));
        for (std::size_t i = 0; i < m_sum.size(); ++i)
            result.values[i] = most > 0 ? static_cast<float>(mean(i) / most) : 0.0f;
        shareOut(result);
    }

private:
    void shareOut(TrackExplanation& result) const
    {
        std::vector<double> times(m_columns, 0.0), bands(m_rows, 0.0);
        double all = 0;
        for (std::size_t i = 0; i < m_sum.size(); ++i) {
            times[i % m_columns] += mean(i);
            bands[i / m_columns] += mean(i);
            all += mean(i);
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

std::string_view methodName(neural::AttributionMethod method)
{
    return method == neural::AttributionMethod::GradCam ? "grad-cam" : "attention";
}

TrackExplanation explainTrack(TagPredictor& predictor, const dsp::Melgram& melgram, std::optional<std::size_t> tag,
                              std::optional<neural::AttributionMethod> method, const std::string& subject, RunControl& control)
{
    const auto& preset = predictor.preset();
    const double secondsPerFrame = static_cast<double>(preset.hopSamples) / preset.sampleRateHz;
    const auto plan = predictor.windowsOf(melgram.frames, subject);
    TrackExplanation result;
    result.tag = tag ? *tag : likeliest(predictor.predict(melgram, subject).scores);
    result.method = method.value_or(predictor.model().attributionMethods().front());

    std::optional<Grid> grid;
    const auto windows = plan.startFrames.size();
    const auto tags = predictor.model().tagCount();
    double sum = 0;
    for (std::size_t first = 0; first < windows; first += kWindowsAtOnce) {
        const auto count = std::min(kWindowsAtOnce, windows - first);
        const auto input = TagPredictor::cut(melgram, plan, first, count);
        const auto seen = predictor.model().attribute({input, count, melgram.mels, plan.windowFrames}, result.tag, result.method);
        const double step = seen.framesPerColumn * secondsPerFrame;
        if (!grid) grid.emplace(seen.rows, step, static_cast<double>(melgram.frames) * secondsPerFrame);
        result.layer = seen.layer;
        for (std::size_t i = 0; i < count; ++i) {
            const double start = static_cast<double>(plan.startFrames[first + i]) * secondsPerFrame;
            const double end = start + static_cast<double>(plan.windowFrames) * secondsPerFrame;
            const float probability = sigmoid(seen.logits[i * tags + result.tag]);
            sum += static_cast<double>(probability);
            result.windows.push_back({start, end, probability});
            const auto* map = seen.values.data() + i * seen.rows * seen.columns;
            for (std::size_t column = 0; column < seen.columns; ++column) {
                const double from = start + (seen.firstFrame + static_cast<double>(column) * seen.framesPerColumn) * secondsPerFrame;
                grid->add(std::max(from, start), std::min(from + step, end), map + column, seen.columns);
            }
        }
        control.step("explanation", static_cast<std::int64_t>(first + count), static_cast<std::int64_t>(windows));
    }
    result.probability = static_cast<float>(sum / static_cast<double>(windows));
    grid->moveTo(result);
    return result;
}

}  // namespace engine::tasks
