#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace engine::tasks {

struct PartMetrics {
    double rocAuc = 0;               ///< macro over the tags that have both classes; NaN if none has
    double averagePrecision = 0;
};

/// probabilities, labels: [rows, tags]. trackOfRow: rows of one track are averaged before anything is measured (the chunks of a
/// track are one piece of evidence); empty = every row counts for itself.
PartMetrics partMetrics(std::span<const float> probabilities, std::span<const float> labels, std::size_t tags,
                        std::span<const std::size_t> trackOfRow = {});

}  // namespace engine::tasks
