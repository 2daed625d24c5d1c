#pragma once
#include <string>
#include <vector>

#include "engine/core/language.h"
#include "engine/report/drawing.h"
#include "engine/report/tag_report.h"

namespace engine::report {

/// Each chart is empty where there is nothing to draw. What stands for tracks carries marks.

struct BarOptions {
    std::vector<std::size_t> order;   ///< places of the tags from the top; empty = best ROC-AUC first
    double width = 962;
    Language language = {};           ///< of what is said while the pointer rests on a bar
};
inline constexpr double kBarsHead = 34;   ///< above the first row
inline constexpr double kBarsRow = 24;
/// A row per tag: ROC-AUC and average precision as bars with their intervals, and what chance gives.
Drawing tagBars(const evaluate::Evaluation& evaluation, const BarOptions& options = {});

Drawing lossCurves(const TagReport& report);
Drawing rocAucCurves(const TagReport& report);

struct CurveOptions {
    std::vector<std::size_t> tags;   ///< places of those drawn strongly, at most kCurveTags; empty = best, middle and worst
    double width = 460;
    double height = 300;
};
inline constexpr std::size_t kCurveTags = 8;
/// All tags thin, the chosen ones named, with a ring at their thresholds.
Drawing rocCurves(const TagReport& report, const CurveOptions& options = {});
/// As above; a tag's chance level is its share of tracks.
Drawing precisionRecallCurves(const TagReport& report, const CurveOptions& options = {});

/// What is mixed up with what. Of classes (every track has one and is given one) or of tags (many, each by its threshold).
struct ConfusionTable {
    std::string type;                  ///< empty = tags of all types
    bool classes = false;
    std::vector<std::size_t> places;   ///< of the tags, rows and columns
    evaluate::CountTable counts;       ///< [places, places], row = truth
    std::vector<std::size_t> rowTotals;      ///< tracks that have the tag
    std::vector<std::size_t> columnTotals;   ///< tracks that were given it
};
/// Types of classes first, then types of several tags, then all tags together.
std::vector<ConfusionTable> confusionTables(const evaluate::Evaluation& evaluation);
/// The rows and columns of the `count` tags with most tracks.
ConfusionTable largestOf(const ConfusionTable& table, const evaluate::Evaluation& evaluation, std::size_t count);

enum class Share { Counts, Rows, Columns };
/// A number in every cell: tracks, or per cent of its row or column. The colour is that share, with counts that of the row.
Drawing confusionHeatmap(const evaluate::Evaluation& evaluation, const ConfusionTable& table, Share share = Share::Counts, const Language& language = {});
inline constexpr std::size_t kHeatmapTags = 30;   ///< the most a page shows

/// Points by the colour of their tag, with a legend of the most frequent. More than kMapPoints are thinned evenly.
Drawing mapScatter(const std::vector<MapPoint>& points);
inline constexpr std::size_t kMapPoints = 6000;

/// Places in evaluation.perTag, best ROC-AUC first, undefined last.
std::vector<std::size_t> tagsByRocAuc(const evaluate::Evaluation& evaluation);

/// The values behind a chart as CSV, with headings and units.
std::string tagBarsCsv(const evaluate::Evaluation& evaluation);
std::string learningCsv(const TagReport& report);
/// tags as in CurveOptions, but empty = all.
std::string rocCsv(const TagReport& report, const std::vector<std::size_t>& tags = {});
std::string precisionRecallCsv(const TagReport& report, const std::vector<std::size_t>& tags = {});
std::string confusionCsv(const evaluate::Evaluation& evaluation, const ConfusionTable& table);
std::string mapCsv(const TagReport& report);

/// One chart of a report, ready for a file.
struct ReportChart {
    std::string id;      ///< "tag-bars", "confusion-genre"; safe as a file name
    std::string title;   ///< in the report's language, as what the drawing says
    Drawing drawing;
    std::string csv;
};
/// All that have something to draw, in the order of the report.
std::vector<ReportChart> reportCharts(const TagReport& report, const Language& language = {});

}  // namespace engine::report
