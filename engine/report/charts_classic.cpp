#include <algorithm>
#include <cmath>

#include "engine/core/translatable.h"
#include "engine/report/charts.h"
#include "engine/report/classic_report.h"

namespace engine::report {

Drawing classConfusion(const Json& confusion, const std::vector<std::string>& classes)
{
    evaluate::Evaluation evaluation;
    ConfusionTable table;
    table.classes = true;
    table.counts.size = classes.size();
    table.rowTotals.assign(classes.size(), 0);
    table.columnTotals.assign(classes.size(), 0);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        table.places.push_back(i);
        for (std::size_t j = 0; j < classes.size(); ++j) {
            const auto count = confusion[i][j].get<std::size_t>();
            table.counts.cells.push_back(count);
            table.rowTotals[i] += count;
            table.columnTotals[j] += count;
        }
        evaluate::TagScore score;
        score.tag = classes[i];
        score.positives = table.rowTotals[i];
        evaluation.perTag.push_back(std::move(score));
    }
    return confusionHeatmap(evaluation, largestOf(table, evaluation, kHeatmapTags));
}

Drawing importanceBars(const Json& importance, const std::string& metric, std::size_t most)
{
    const auto count = std::min(most, importance.size());
    if (count == 0) return {};
    constexpr double kNames = 230, kBars = 420, kGain = 110, kRow = 24, kTop = 46;
    double largest = 1e-9, smallest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double mean = importance[i]["permutation"]["mean"].get<double>(), spread = importance[i]["permutation"]["sd"].get<double>();
        largest = std::max(largest, mean + spread);
        smallest = std::min(smallest, mean - spread);
    }
    const double scale = kBars / (largest - smallest), zero = kNames - smallest * scale;
    Drawing drawing(kNames + kBars + kGain + 20, kTop + kRow * static_cast<double>(count) + 10, "What each feature is worth to the model");
    drawing.text(kNames, 16, "axis-title", "fall of " + metric + " when the feature is shuffled", 70);
    const bool gains = importance[0]["gain"].is_number();
    if (gains) drawing.text(kNames + kBars + kGain, 36, "tick end", QT_TRANSLATE_NOOP("Chart", "share of gain"));
    drawing.line(zero, kTop - 4, zero, kTop + kRow * static_cast<double>(count), "grid");
    for (std::size_t i = 0; i < count; ++i) {
        const auto& row = importance[i];
        const double mean = row["permutation"]["mean"].get<double>(), spread = row["permutation"]["sd"].get<double>();
        const double y = kTop + kRow * static_cast<double>(i), end = zero + mean * scale, middle = y + 9;
        const auto name = row["feature"].get<std::string>();
        drawing.text(kNames - 8, y + 13, "label end", name);
        drawing.rect(std::min(zero, end), y + 2, std::max(0.5, std::abs(end - zero)), 14, "bar", name + ": " + fixed(mean, 4) + " \xc2\xb1 " + fixed(spread, 4));
        drawing.line(end - spread * scale, middle, end + spread * scale, middle, "whisker");
        if (gains) drawing.text(kNames + kBars + kGain, y + 13, "value end", fixed(row["gain"].get<double>(), 3));
    }
    return drawing;
}

}  // namespace engine::report
