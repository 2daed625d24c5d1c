#include "engine/core/atomic_file.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "engine/report/html_parts.h"
#include "engine/report/tag_report.h"

namespace engine::report {

namespace {

using namespace html;
using evaluate::TagScore;
using evaluate::Verdict;

constexpr int kDecimals = 3;

std::string shown(const std::optional<double>& value)
{
    return value ? fixed(*value, kDecimals) : "n/a";
}

std::string shown(const std::optional<evaluate::Interval>& interval)
{
    return interval ? fixed(interval->low, kDecimals) + "\xe2\x80\x93" + fixed(interval->high, kDecimals) : "n/a";
}

std::string opening(const TagReport& report)
{
    const auto& evaluation = report.evaluation;
    std::string html = "<p class=\"eyebrow\">Tag report &middot; run " + isolated(report.run) + "</p>\n<h1>" + escaped(evaluation.headline()) + "</h1>\n";
    html += "<p class=\"lead\">" + isolated(report.model) + ", evaluated track by track on " + std::to_string(evaluation.tracks) + " tracks of the " +
            escaped(report.part) + " part of split " + isolated(report.split) + ", which took no part in training.</p>\n";
    html += "<div class=\"figures\">\n";
    html += figure(std::to_string(evaluation.betterThanChance) + " of " + std::to_string(evaluation.perTag.size()), "tags better than chance");
    html += figure(shown(evaluation.macro.rocAuc), "ROC-AUC, mean over tags");
    html += figure(shown(evaluation.macro.averagePrecision), "average precision, mean over tags");
    html += figure(shown(evaluation.micro.rocAuc), "ROC-AUC, all pairs pooled");
    html += "</div>\n";
    if (!evaluation.undefined.empty()) {
        html += "<p class=\"explain\">Left out of every mean, because all tracks are alike for them: ";
        for (std::size_t i = 0; i < evaluation.undefined.size(); ++i)
            html += (i > 0 ? ", " : "") + isolated(evaluation.undefined[i]);
        html += ".</p>\n";
    }
    for (const auto& note : report.notes)
        html += "<p class=\"explain\">" + escaped(note) + "</p>\n";
    return html;
}

std::string typeTable(const evaluate::Evaluation& evaluation)
{
    if (evaluation.perType.empty()) return {};
    std::string html = heading("By kind of tag") + "<div class=\"panel\"><table>\n<tr><th>Kind</th><th>Tags</th><th>with a value</th>"
                                                   "<th>better than chance</th><th>ROC-AUC</th><th>Average precision</th></tr>\n";
    for (const auto& type : evaluation.perType)
        html += "<tr>" + cell(isolated(type.type)) + cell(std::to_string(type.tags)) + cell(std::to_string(type.defined)) +
                cell(std::to_string(type.betterThanChance)) + cell(shown(type.macro.rocAuc)) + cell(shown(type.macro.averagePrecision)) + "</tr>\n";
    return html + "</table></div>\n";
}

std::string verdictCell(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Yes: return "<td class=\"yes\">yes</td>";
    case Verdict::No: return "<td class=\"no\">no</td>";
    case Verdict::NotEnoughData: break;
    }
    return "<td class=\"open\">not enough data</td>";
}

std::string tagRow(const TagScore& tag)
{
    const auto& counts = tag.counts;
    std::string html = "<tr>" + cell(isolated(tag.tag)) + cell(std::to_string(tag.positives)) + cell(shown(tag.rocAuc)) + cell(shown(tag.interval)) +
                       verdictCell(tag.verdict) + cell(shown(tag.averagePrecision)) + cell(shown(tag.averagePrecisionInterval)) + cell(fixed(tag.threshold, kDecimals)) +
                       cell(fixed(evaluate::precision(counts), kDecimals)) + cell(fixed(evaluate::recall(counts), kDecimals)) +
                       cell(fixed(evaluate::f1(counts), kDecimals));
    const auto slash = " / ";
    return html + cell(std::to_string(counts.tp) + slash + std::to_string(counts.fp) + slash + std::to_string(counts.fn) + slash + std::to_string(counts.tn)) +
           "</tr>\n";
}

std::string tagSection(const evaluate::Evaluation& evaluation)
{
    std::string html = heading("Every tag") + explanation("roc-auc") + explanation("average-precision");
    html += panel(tagBars(evaluation), "panel wide");
    html += "<p class=\"explain\">\xe2\x9c\x93 better than chance, \xc3\x97 not, ? not enough data. The thin lines are 95 % intervals. The dashed line is what guessing reaches: 0.5 for ROC-AUC, "
            "the share of tracks with the tag for average precision.</p>\n";
    html += explanation("better-than-chance") + explanation("threshold");
    html += "<div class=\"panel dense\"><table>\n<tr><th>Tag</th><th>Positives</th><th>ROC-AUC</th><th>95 % interval</th><th>Better than chance</th>"
            "<th>Avg. precision</th><th>95 % interval</th><th>Threshold</th><th>Precision</th><th>Recall</th><th>F1</th><th>TP / FP / FN / TN</th></tr>\n";
    for (const auto t : tagsByRocAuc(evaluation))
        html += tagRow(evaluation.perTag[t]);
    return html + "</table></div>\n";
}

std::string learningSection(const TagReport& report)
{
    const auto loss = lossCurves(report);
    const auto roc = rocAucCurves(report);
    if (loss.empty() && roc.empty()) return {};
    std::string html = heading("How it learned");
    html += "<p class=\"explain\">Training and validation after every epoch.";
    if (report.bestEpoch > 0) html += " The weights of epoch " + std::to_string(report.bestEpoch) + " were kept.";
    return html + "</p>\n<div class=\"pair\">\n" + panel(loss) + panel(roc) + "</div>\n";
}

std::string curveSection(const TagReport& report)
{
    const auto roc = rocCurves(report);
    if (roc.empty()) return {};
    return heading("Every threshold at once") +
           "<p class=\"explain\">Each line is a tag as its threshold falls from strict to lenient; the best, the middle and the worst by ROC-AUC "
           "are named. The dashed diagonal is guessing.</p>\n<div class=\"pair\">\n" +
           panel(roc) + panel(precisionRecallCurves(report)) + "</div>\n";
}

/// Every type of classes, then all tags together: what a type of several tags shows stands in the latter.
std::string confusionSection(const evaluate::Evaluation& evaluation)
{
    std::string html;
    bool explained = false;
    for (const auto& table : confusionTables(evaluation)) {
        if (!table.classes && !table.type.empty()) continue;
        html += heading(table.classes ? "Which classes are mixed up: " + table.type : "Which tags go together");
        if (!table.classes || !explained) html += explanation(table.classes ? "confusion" : "tag-confusion");
        explained = explained || table.classes;
        if (table.places.size() > kHeatmapTags)
            html += "<p class=\"explain\">The " + std::to_string(kHeatmapTags) + " tags with most tracks; JSON holds all.</p>\n";
        html += panel(confusionHeatmap(evaluation, largestOf(table, evaluation, kHeatmapTags)));
    }
    return html;
}

std::string mapSection(const TagReport& report)
{
    if (report.map.empty()) return {};
    std::string html = heading("The map") + explanation("map");
    if (report.map.size() > kMapPoints)
        html += "<p class=\"explain\">" + std::to_string(report.map.size()) + " tracks, evenly thinned for drawing.</p>\n";
    return html + panel(mapScatter(report.map));
}

std::string recipeSection(const TagReport& report)
{
    const bool deLong = report.evaluation.intervals == evaluate::IntervalMethod::DeLong;
    std::string html = heading("How to repeat it") +
                       definitions({{"Run", report.run},
                                    {"Model", report.model + (report.architecture.empty() ? "" : " (" + report.architecture + ")")},
                                    {"Preset", report.presetName},
                                    {"Preset hash", report.presetHash},
                                    {"Split", report.split + ", part " + report.part},
                                    {"Seed", std::to_string(report.seed)},
                                    {"Device", report.device},
                                    {"Intervals", deLong ? "DeLong, 95 %" : "bootstrap over tracks, 95 %"},
                                    {"Date", report.date},
                                    {"Program", "Tagbench " + report.programVersion}});
    if (report.parts.empty()) return html;
    html += "<div class=\"panel\"><table>\n<tr><th>Part</th><th>Tracks</th><th>Artists</th><th>Tags given</th></tr>\n";
    for (const auto& part : report.parts)
        html += "<tr>" + cell(isolated(part.part)) + cell(std::to_string(part.tracks)) + cell(std::to_string(part.artists)) +
                cell(std::to_string(part.labels)) + "</tr>\n";
    return html + "</table></div>\n";
}

}  // namespace

std::string toHtml(const TagReport& report)
{
    const auto sections = opening(report) + typeTable(report.evaluation) + tagSection(report.evaluation) + curveSection(report) +
                          learningSection(report) + confusionSection(report.evaluation) + mapSection(report) +
                          trackTable(report.predictions) + recipeSection(report);
    return page(report.evaluation.headline(), sections, report.programVersion, report.date);
}

void writeHtml(const TagReport& report, const std::filesystem::path& path)
{
    writeFileAtomically(path, toHtml(report));
}

}  // namespace engine::report
