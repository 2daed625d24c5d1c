#include "engine/tasks/part_metrics.h"

#include <algorithm>
#include <limits>

#include "engine/evaluate/ranking.h"

namespace engine::tasks {

PartMetrics partMetrics(std::span<const float> probabilities, std::span<const float> labels, std::size_t tags,
                        std::span<const std::size_t> trackOfRow)
{
    const auto rows = tags > 0 ? probabilities.size() / tags : 0;
    const auto trackOf = [&](std::size_t row) { return trackOfRow.empty() ? row : trackOfRow[row]; };
    std::size_t tracks = 0;
    for (std::size_t row = 0; row < rows; ++row)
        tracks = std::max(tracks, trackOf(row) + 1);

    double rocSum = 0, precisionSum = 0;
    int defined = 0;
    for (std::size_t tag = 0; tag < tags; ++tag) {
        std::vector<double> sums(tracks, 0);
        std::vector<int> counts(tracks, 0);
        std::vector<std::uint8_t> truth(tracks, 0);
        for (std::size_t row = 0; row < rows; ++row) {
            const auto track = trackOf(row);
            sums[track] += probabilities[row * tags + tag];
            ++counts[track];
            truth[track] = labels[row * tags + tag] > 0.5f ? 1 : 0;
        }
        std::vector<double> scores;
        std::vector<std::uint8_t> kept;
        for (std::size_t track = 0; track < tracks; ++track) {
            if (counts[track] == 0) continue;
            scores.push_back(sums[track] / counts[track]);
            kept.push_back(truth[track]);
        }
        const auto ranked = evaluate::rank(scores, kept);
        if (!ranked.hasBothClasses()) continue;
        rocSum += *evaluate::rocAuc(ranked);
        precisionSum += *evaluate::averagePrecision(ranked);
        ++defined;
    }
    if (defined == 0) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    return {rocSum / defined, precisionSum / defined};
}

}  // namespace engine::tasks
