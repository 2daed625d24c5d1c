#include "ui/widgets/peaks.h"

#include <algorithm>
#include <cmath>

namespace ui::widgets {

int peakLevelFor(const engine::audio::PeakPyramid& peaks, double samplesPerPixel)
{
    int best = -1;
    for (std::size_t i = 0; i < peaks.levels.size(); ++i) {
        if (peaks.levels[i].samplesPerPeak <= samplesPerPixel) best = static_cast<int>(i);
    }
    return best;
}

PeakColumn peakColumn(const engine::audio::PeakPyramid& peaks, int level, double firstSample, double lastSample)
{
    PeakColumn column;
    if (peaks.levels.empty() || lastSample <= 0) return column;
    const auto& row = peaks.levels[static_cast<std::size_t>(std::max(0, level))];
    const auto count = static_cast<std::int64_t>(row.minimum.size());
    const double step = std::max(1, row.samplesPerPeak);
    const auto first = static_cast<std::int64_t>(std::floor(std::max(0.0, firstSample) / step));
    const auto last = std::min(count, std::max(first + 1, static_cast<std::int64_t>(std::ceil(lastSample / step))));
    if (first >= last) return column;
    column = {row.minimum[static_cast<std::size_t>(first)], row.maximum[static_cast<std::size_t>(first)], 0, true};
    double energy = 0;
    for (auto i = static_cast<std::size_t>(first); i < static_cast<std::size_t>(last); ++i) {
        column.minimum = std::min(column.minimum, row.minimum[i]);
        column.maximum = std::max(column.maximum, row.maximum[i]);
        energy += static_cast<double>(row.rms[i]) * row.rms[i];
    }
    column.rms = static_cast<float>(std::sqrt(energy / static_cast<double>(last - first)));
    return column;
}

}  // namespace ui::widgets
