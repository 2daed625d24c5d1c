#include "engine/core/csv.h"
#include "engine/core/translatable.h"
#include "engine/report/charts.h"

namespace engine::report {

namespace {

CsvWriter& maybe(CsvWriter& csv, const std::optional<double>& value)
{
    return value ? csv.number(*value) : csv.empty();
}

void interval(CsvWriter& csv, const std::optional<evaluate::Interval>& value)
{
    maybe(csv, value ? std::optional(value->low) : std::nullopt);
    maybe(csv, value ? std::optional(value->high) : std::nullopt);
}

/// A type comes from outside; of it letters and digits make a file name.
std::string fileWord(const std::string& text)
{
    std::string word;
    for (const char c : text)
        word += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '-';
    return word;
}

}  // namespace

std::string tagBarsCsv(const evaluate::Evaluation& evaluation)
{
    CsvWriter csv;
    for (const char* name : {"tag", "type", "positives [tracks]", "ROC-AUC [0..1]", "ROC-AUC 95 % low [0..1]", "ROC-AUC 95 % high [0..1]",
                             "better than chance [verdict]", "average precision [0..1]", "average precision 95 % low [0..1]",
                             "average precision 95 % high [0..1]", "average precision by chance [0..1]"})
        csv.text(name);
    csv.endRow();
    for (const auto t : tagsByRocAuc(evaluation)) {
        const auto& tag = evaluation.perTag[t];
        csv.text(tag.tag).text(tag.type).integer(static_cast<std::int64_t>(tag.positives));
        maybe(csv, tag.rocAuc);
        interval(csv, tag.interval);
        csv.text(evaluate::verdictName(tag.verdict));
        maybe(csv, tag.averagePrecision);
        interval(csv, tag.averagePrecisionInterval);
        csv.number(tag.prevalence());
        csv.endRow();
    }
    return csv.document();
}

std::string learningCsv(const TagReport& report)
{
    CsvWriter csv;
    for (const char* name : {"epoch", "training loss", "validation loss", "training ROC-AUC [0..1]", "validation ROC-AUC [0..1]",
                             "training average precision [0..1]", "validation average precision [0..1]"})
        csv.text(name);
    csv.endRow();
    for (const auto& epoch : report.epochs) {
        csv.integer(epoch.epoch).number(epoch.trainLoss);
        for (const auto& value : {epoch.validLoss, epoch.trainRocAuc, epoch.validRocAuc, epoch.trainAveragePrecision, epoch.validAveragePrecision})
            maybe(csv, value);
        csv.endRow();
    }
    return csv.document();
}

std::string mapCsv(const TagReport& report)
{
    CsvWriter csv;
    csv.text("x").text("y").text("tag");
    csv.endRow();
    for (const auto& point : report.map) {
        csv.number(static_cast<double>(point.x)).number(static_cast<double>(point.y)).text(point.tag);
        csv.endRow();
    }
    return csv.document();
}

std::vector<ReportChart> reportCharts(const TagReport& report, const Language& language)
{
    const auto& evaluation = report.evaluation;
    std::vector<ReportChart> charts;
    const auto add = [&](std::string id, std::string title, const Drawing& drawing, auto csv) {
        if (!drawing.empty()) charts.push_back({std::move(id), std::move(title), drawing.inLanguage(language), csv()});
    };
    const auto word = [&](const char* source) { return language("Report", source); };
    BarOptions bars;
    bars.language = language;
    add("tag-bars", word(QT_TRANSLATE_NOOP("Report", "Every tag")), tagBars(evaluation, bars), [&] { return tagBarsCsv(evaluation); });
    add("roc", word(QT_TRANSLATE_NOOP("Report", "ROC curves")), rocCurves(report), [&] { return rocCsv(report); });
    add("precision-recall", word(QT_TRANSLATE_NOOP("Report", "Precision and recall")), precisionRecallCurves(report), [&] { return precisionRecallCsv(report); });
    add("loss", word(QT_TRANSLATE_NOOP("Report", "Loss")), lossCurves(report), [&] { return learningCsv(report); });
    add("learning", word(QT_TRANSLATE_NOOP("Report", "ROC-AUC while learning")), rocAucCurves(report), [&] { return learningCsv(report); });
    for (const auto& table : confusionTables(evaluation)) {
        const auto id = "confusion-" + (table.type.empty() ? std::string("all") : fileWord(table.type));
        const auto title = table.type.empty() ? word(QT_TRANSLATE_NOOP("Report", "Tags together"))
                                              : filled(word(QT_TRANSLATE_NOOP("Report", "Confusion: %1")), {language("TagType", table.type)});
        add(id, title, confusionHeatmap(evaluation, table, Share::Counts, language), [&] { return confusionCsv(evaluation, table); });
    }
    add("map", word(QT_TRANSLATE_NOOP("Report", "Map")), mapScatter(report.map), [&] { return mapCsv(report); });
    return charts;
}

}  // namespace engine::report
