#include "engine/tasks/label_chart.h"

#include <cmath>

#include "engine/core/csv.h"
#include "engine/core/translatable.h"
#include "engine/report/taught_chart.h"

namespace engine::tasks {

report::Drawing taughtChart(const std::vector<store::LabelPoint>& points, TaughtMeasure measure, double width, double height)
{
    report::TaughtLine line;
    for (const auto& point : points) {
        const double score = measure == TaughtMeasure::RocAuc ? point.rocAuc : point.averagePrecision;
        if (!std::isnan(score)) line.points.push_back({static_cast<double>(point.labelled), score, {}});
    }
    const auto* title = measure == TaughtMeasure::RocAuc ? QT_TRANSLATE_NOOP("Chart", "ROC-AUC on the validation part") : QT_TRANSLATE_NOOP("Chart", "Average precision on the validation part");
    return report::taughtCurve({std::move(line)}, title, width, height);
}

std::string taughtCsv(const std::vector<store::LabelPoint>& points)
{
    CsvWriter table;
    for (const char* name : {"labelled", "roc_auc", "average_precision", "measured_tags", "run", "seconds"})
        table.text(name);
    table.endRow();
    for (const auto& point : points) {
        table.text(std::to_string(point.labelled));
        for (const double score : {point.rocAuc, point.averagePrecision}) {
            if (std::isnan(score)) table.text("");
            else table.number(score);
        }
        table.text(std::to_string(point.measuredTags)).text(std::to_string(value(point.run))).number(point.seconds);
        table.endRow();
    }
    return table.document();
}

}  // namespace engine::tasks
