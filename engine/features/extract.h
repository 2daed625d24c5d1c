#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/features/analysis.h"

namespace engine::features {

/// The 57 columns of the genre table (without `length`), in its order.
inline constexpr std::size_t kTableColumns = 57;
/// A piece is at most as long as this: its samples and spectra's summaries are held in memory.
inline constexpr double kLongestSeconds = 2 * 3600;

/// Numbers of a whole piece: the table's columns, then the others in the order of the registry.
const std::vector<std::string>& songColumns();
std::vector<double> songRow(Analysis& piece);

/// The feature set of the source's own extraction: duration, means and standard deviations, 63 columns.
const std::vector<std::string>& sourceColumns();
/// Rearranged from a row of songColumns().
std::vector<double> sourceRow(std::span<const double> songRow, double durationSeconds);

/// Rows of consecutive pieces of a track. values: [segments, columns] row-major.
struct Segments {
    std::vector<std::size_t> starts, ends;   ///< samples
    std::vector<double> values;
};

/// Bars of four beats counted from the start of the file, beats' own places ignored, as the source does: each
/// floor(60 / tempo * 4 * 1000) ms with the tempo of the mean envelope. Every bar is analysed by itself; columns: songColumns().
Segments barRows(Analysis& song, RunControl& control);
/// Their bounds alone; the last may end past the piece, zeros are meant there. tempo 0: one bar.
struct BarBounds {
    std::vector<std::size_t> starts, ends;
};
BarBounds barBounds(std::size_t samples, double beatsPerMinute);

/// Means of all courses between tracked beats: start to first beat, beat to beat, last beat to end. Columns: laneColumns().
Segments beatRows(Analysis& song);
/// The names of all courses, in the order of the registry.
const std::vector<std::string>& laneColumns();
/// Mean of every course over frames [first, end), for laneColumns().
std::vector<double> laneMeans(std::span<const Matrix> courses, std::size_t first, std::size_t end);
/// All courses, one matrix a feature that has some.
std::vector<Matrix> allCourses(Analysis& piece);

/// Throws Error{TooShort, TooLarge} where a piece cannot be analysed.
void checkLength(std::size_t samples, const std::string& subject);

}  // namespace engine::features
