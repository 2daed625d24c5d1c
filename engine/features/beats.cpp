#include "engine/features/beats.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/features/settings.h"

namespace engine::features {

namespace {

constexpr double kTightness = 100;

/// Divided by the sample standard deviation.
std::vector<double> normalised(std::span<const float> envelope)
{
    double sum = 0, squares = 0;
    for (const float value : envelope) sum += value;
    const double mean = sum / static_cast<double>(envelope.size());
    for (const float value : envelope) squares += (value - mean) * (value - mean);
    const double deviation = envelope.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(envelope.size() - 1));
    std::vector<double> out(envelope.begin(), envelope.end());
    if (deviation > 0)
        for (double& value : out) value /= deviation;
    return out;
}

/// out[i] = sum over j of values[i + j] * window[j + reach], zeros outside; the window is symmetric.
template <typename Window>
std::vector<double> smoothed(const std::vector<double>& values, const Window& window)
{
    const auto reach = static_cast<std::ptrdiff_t>(window.size() / 2), count = static_cast<std::ptrdiff_t>(values.size());
    std::vector<double> out(values.size());
    for (std::ptrdiff_t i = 0; i < count; ++i)
        for (auto j = std::max(-reach, -i); j <= std::min(reach, count - 1 - i); ++j)
            out[static_cast<std::size_t>(i)] += values[static_cast<std::size_t>(i + j)] * window[static_cast<std::size_t>(j + reach)];
    return out;
}

std::vector<double> localScore(std::span<const float> envelope, std::ptrdiff_t period)
{
    std::vector<double> window;
    for (auto tau = -period; tau <= period; ++tau) {
        const double x = 32.0 * static_cast<double>(tau) / static_cast<double>(period);
        window.push_back(std::exp(-0.5 * x * x));
    }
    return smoothed(normalised(envelope), window);
}

struct Chain {
    std::vector<double> score;           ///< of the best chain of beats that ends at each frame
    std::vector<std::ptrdiff_t> link;    ///< the beat before, negative = none
};

Chain bestChains(const std::vector<double>& local, std::ptrdiff_t period)
{
    const auto nearest = static_cast<std::ptrdiff_t>(std::nearbyint(static_cast<double>(period) / 2)), farthest = 2 * period;
    std::vector<double> cost(static_cast<std::size_t>(farthest) + 1);
    for (auto step = std::max<std::ptrdiff_t>(1, nearest); step <= farthest; ++step) {
        const double ratio = std::log(static_cast<double>(step) / static_cast<double>(period));
        cost[static_cast<std::size_t>(step)] = kTightness * ratio * ratio;
    }
    const double quiet = 0.01 * *std::max_element(local.begin(), local.end());
    Chain chain{local, std::vector<std::ptrdiff_t>(local.size(), -1)};
    bool before = true;   // no beat yet
    for (std::size_t i = 0; i < local.size(); ++i) {
        double best = -std::numeric_limits<double>::infinity();
        std::ptrdiff_t bestAt = -1;
        for (auto step = static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, nearest)); step < cost.size() && step <= i; ++step) {
            const double score = chain.score[i - step] - cost[step];
            if (score <= best) continue;
            best = score;
            bestAt = static_cast<std::ptrdiff_t>(i - step);
        }
        if (bestAt >= 0) chain.score[i] += best;
        if (before && local[i] < quiet) continue;
        chain.link[i] = bestAt;
        before = false;
    }
    return chain;
}

/// The last local maximum that reaches half the median of all local maxima.
std::ptrdiff_t lastBeat(const std::vector<double>& score)
{
    std::vector<std::size_t> peaks;
    for (std::size_t i = 0; i < score.size(); ++i) {
        const double left = i == 0 ? score[0] : score[i - 1], right = i + 1 == score.size() ? score[i] : score[i + 1];
        if (score[i] > left && score[i] >= right) peaks.push_back(i);
    }
    if (peaks.empty()) return -1;
    std::vector<double> heights;
    for (const auto peak : peaks) heights.push_back(score[peak]);
    std::sort(heights.begin(), heights.end());
    const auto middle = heights.size() / 2;
    const double median = heights.size() % 2 == 1 ? heights[middle] : 0.5 * (heights[middle - 1] + heights[middle]);
    for (auto peak = peaks.rbegin(); peak != peaks.rend(); ++peak)
        if (2 * score[*peak] >= median) return static_cast<std::ptrdiff_t>(*peak);
    return -1;
}

/// Without the beats before the first and after the last frame whose local score passes half the root mean square of the scores at
/// the beats, smoothed by a 5-point Hann window that runs two beats over the end.
void trim(std::vector<std::size_t>& beats, const std::vector<double>& local)
{
    std::vector<double> atBeats;
    for (const auto beat : beats) atBeats.push_back(local[beat]);
    atBeats.resize(atBeats.size() + 2, 0.0);
    double squares = 0;
    for (const double value : smoothed(atBeats, std::array<double, 5>{0.0, 0.5, 1.0, 0.5, 0.0})) squares += value * value;
    const double threshold = 0.5 * std::sqrt(squares / static_cast<double>(atBeats.size()));
    const auto loud = [&](double score) { return score > threshold; };
    const auto first = std::find_if(local.begin(), local.end(), loud) - local.begin();
    const auto end = local.rend() - std::find_if(local.rbegin(), local.rend(), loud);
    std::erase_if(beats, [&](std::size_t beat) { return static_cast<std::ptrdiff_t>(beat) < first || static_cast<std::ptrdiff_t>(beat) >= end; });
}

}  // namespace

Beats trackBeats(std::span<const float> onsetEnvelope, double beatsPerMinute)
{
    Beats beats;
    beats.beatsPerMinute = beatsPerMinute;
    if (beatsPerMinute <= 0) return beats;
    const auto period = static_cast<std::ptrdiff_t>(std::nearbyint(60 * kFramesPerSecond / beatsPerMinute));
    const auto local = localScore(onsetEnvelope, period);
    const auto chain = bestChains(local, period);
    for (auto at = lastBeat(chain.score); at >= 0; at = chain.link[static_cast<std::size_t>(at)])
        beats.frames.push_back(static_cast<std::size_t>(at));
    std::reverse(beats.frames.begin(), beats.frames.end());
    trim(beats.frames, local);
    for (const auto frame : beats.frames) beats.seconds.push_back(static_cast<double>(frame * kHopSamples) / kRateHz);
    return beats;
}

}  // namespace engine::features
