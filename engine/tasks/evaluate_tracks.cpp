#include "engine/tasks/evaluate_tracks.h"

#include <algorithm>

#include "engine/evaluate/type_confusion.h"

namespace engine::tasks {

namespace {

template <typename Belongs>
std::vector<TrackId> select(const RunScores& data, std::size_t tag, Belongs belongs)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < data.rows(); ++row)
        if (belongs(row)) rows.push_back(row);
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return data.score(a, tag) > data.score(b, tag); });
    std::vector<TrackId> tracks;
    for (const auto row : rows)
        tracks.push_back(data.tracks[row]);
    return tracks;
}

}  // namespace

std::vector<TrackId> tracksOfTag(const RunScores& data, std::size_t tag)
{
    return select(data, tag, [&](std::size_t row) { return data.label(row, tag); });
}

std::vector<TrackId> tracksAtThreshold(const RunScores& data, std::size_t tag, double threshold)
{
    return select(data, tag, [&](std::size_t row) { return data.score(row, tag) >= threshold; });
}

std::vector<TrackId> tracksOfClassCell(const RunScores& data, std::span<const std::size_t> classes, std::size_t truth, std::size_t answer)
{
    const std::span<const double> scores(data.scores);
    const auto width = data.tags.size();
    return select(data, answer, [&](std::size_t row) {
        return data.label(row, truth) && classes[evaluate::bestOf(scores.subspan(row * width, width), classes)] == answer;
    });
}

std::vector<TrackId> tracksOfTagCell(const RunScores& data, double threshold, std::size_t truth, std::size_t given)
{
    return select(data, given, [&](std::size_t row) { return data.label(row, truth) && data.score(row, given) >= threshold; });
}

}  // namespace engine::tasks
