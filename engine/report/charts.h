#pragma once
#include <string>
#include <vector>

#include "engine/report/tag_report.h"

namespace engine::report {

/// Each gives one <svg>, or an empty text where there is nothing to draw.

/// A row per tag, best first: ROC-AUC bar with its interval and the chance line, average precision with the prevalence.
std::string tagBars(const evaluate::Evaluation& evaluation);
std::string lossCurves(const TagReport& report);
std::string rocAucCurves(const TagReport& report);
/// All tags thin; best, middle and worst named.
std::string rocCurves(const TagReport& report);
std::string precisionRecallCurves(const TagReport& report);
/// Counts with colour by row share; at most kHeatmapTags tags, those with most positives.
std::string confusionHeatmap(const evaluate::Evaluation& evaluation);
inline constexpr std::size_t kHeatmapTags = 30;
/// Points by tag colour, with a legend of the most frequent tags. More than kMapPoints are thinned evenly.
std::string mapScatter(const TagReport& report);
inline constexpr std::size_t kMapPoints = 6000;

/// Indices of evaluation.perTag, best ROC-AUC first, undefined last.
std::vector<std::size_t> tagsByRocAuc(const evaluate::Evaluation& evaluation);

}  // namespace engine::report
