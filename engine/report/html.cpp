#include "engine/core/atomic_file.h"
#include "engine/core/translatable.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "engine/report/html_parts.h"
#include "engine/report/report_words.h"
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

/// One page in one language.
class Page {
public:
    Page(const TagReport& report, const Language& language) : m_report(report), m_evaluation(report.evaluation), m_language(language) {}

    std::string document() const
    {
        return page(m_language, headline(m_report, m_language),
                    opening() + typeTable() + tagSection() + curveSection() + learningSection() + confusionSection() + mapSection() +
                        trackTable(m_language, m_report.predictions) + recipeSection(),
                    m_report.programVersion, m_report.date);
    }

private:
    std::string word(std::string_view source) const { return m_language("Report", source); }
    std::string say(std::string_view source, std::initializer_list<std::string> html = {}) const { return sentence(m_language, source, html); }

    std::string opening() const;
    std::string typeTable() const;
    std::string verdictCell(Verdict verdict) const;
    std::string tagRow(const TagScore& tag) const;
    std::string tagSection() const;
    std::string learningSection() const;
    std::string curveSection() const;
    std::string confusionSection() const;
    std::string mapSection() const;
    std::string recipeSection() const;
    std::string partTable() const;

    const TagReport& m_report;
    const evaluate::Evaluation& m_evaluation;
    const Language& m_language;
};

std::string Page::opening() const
{
    std::string html = "<p class=\"eyebrow\">" + say(QT_TRANSLATE_NOOP("Report", "Tag report · run %1"), {isolated(m_report.run)}) + "</p>\n<h1>" +
                       escaped(headline(m_report, m_language)) + "</h1>\n<p class=\"lead\">" +
                       say(QT_TRANSLATE_NOOP("Report", "%1, evaluated track by track on %2 tracks of the %3 part of split %4, which took no part in training."),
                           {isolated(m_report.model), std::to_string(m_evaluation.tracks), escaped(word(m_report.part)), isolated(m_report.split)}) +
                       "</p>\n<div class=\"figures\">\n";
    html += figure(filled(word(QT_TRANSLATE_NOOP("Report", "%1 of %2")), {std::to_string(m_evaluation.betterThanChance), std::to_string(m_evaluation.perTag.size())}),
                   word(QT_TRANSLATE_NOOP("Report", "tags better than chance")));
    html += figure(shown(m_evaluation.macro.rocAuc), word(QT_TRANSLATE_NOOP("Report", "ROC-AUC, mean over tags")));
    html += figure(shown(m_evaluation.macro.averagePrecision), word(QT_TRANSLATE_NOOP("Report", "average precision, mean over tags")));
    html += figure(shown(m_evaluation.micro.rocAuc), word(QT_TRANSLATE_NOOP("Report", "ROC-AUC, all pairs pooled"))) + "</div>\n";
    if (!m_evaluation.undefined.empty()) {
        std::string names;
        for (const auto& tag : m_evaluation.undefined)
            names += (names.empty() ? "" : ", ") + isolated(tag);
        html += explain(say(QT_TRANSLATE_NOOP("Report", "Left out of every mean, because all tracks are alike for them: %1."), {names}));
    }
    for (const auto& note : notes(m_report, m_language))
        html += explain(escaped(note));
    return html;
}

std::string Page::typeTable() const
{
    if (m_evaluation.perType.empty()) return {};
    std::string html = heading(word(QT_TRANSLATE_NOOP("Report", "By kind of tag"))) + "<div class=\"panel\"><table>\n" +
                       headings(m_language, {QT_TRANSLATE_NOOP("Report", "Kind"), QT_TRANSLATE_NOOP("Report", "Tags"), QT_TRANSLATE_NOOP("Report", "with a value"),
                                             QT_TRANSLATE_NOOP("Report", "better than chance"), QT_TRANSLATE_NOOP("Report", "ROC-AUC"),
                                             QT_TRANSLATE_NOOP("Report", "Average precision")});
    for (const auto& type : m_evaluation.perType)
        html += "<tr>" + cell(isolated(m_language("TagType", type.type))) + cell(std::to_string(type.tags)) + cell(std::to_string(type.defined)) +
                cell(std::to_string(type.betterThanChance)) + cell(shown(type.macro.rocAuc)) + cell(shown(type.macro.averagePrecision)) + "</tr>\n";
    return html + "</table></div>\n";
}

std::string Page::verdictCell(Verdict verdict) const
{
    const char* style = verdict == Verdict::Yes ? "yes" : verdict == Verdict::No ? "no" : "open";
    return "<td class=\"" + std::string(style) + "\">" + escaped(word(verdictWord(verdict))) + "</td>";
}

std::string Page::tagRow(const TagScore& tag) const
{
    const auto& counts = tag.counts;
    const std::string html = "<tr>" + cell(isolated(tag.tag)) + cell(std::to_string(tag.positives)) + cell(shown(tag.rocAuc)) + cell(shown(tag.interval)) +
                             verdictCell(tag.verdict) + cell(shown(tag.averagePrecision)) + cell(shown(tag.averagePrecisionInterval)) +
                             cell(fixed(tag.threshold, kDecimals)) + cell(fixed(evaluate::precision(counts), kDecimals)) +
                             cell(fixed(evaluate::recall(counts), kDecimals)) + cell(fixed(evaluate::f1(counts), kDecimals));
    const auto slash = " / ";
    return html + cell(std::to_string(counts.tp) + slash + std::to_string(counts.fp) + slash + std::to_string(counts.fn) + slash + std::to_string(counts.tn)) +
           "</tr>\n";
}

std::string Page::tagSection() const
{
    std::string html = heading(word(QT_TRANSLATE_NOOP("Report", "Every tag"))) + explanation(m_language, "roc-auc") + explanation(m_language, "average-precision");
    BarOptions bars;
    bars.language = m_language;
    html += panel(m_language, tagBars(m_evaluation, bars), "panel wide");
    html += explain(say(QT_TRANSLATE_NOOP("Report", "✓ better than chance, × not, ? not enough data. The thin lines are 95 % intervals. The dashed line is what guessing "
                                                    "reaches: 0.5 for ROC-AUC, the share of tracks with the tag for average precision.")));
    html += explanation(m_language, "better-than-chance") + explanation(m_language, "threshold");
    html += "<div class=\"panel dense\"><table>\n" +
            headings(m_language, {QT_TRANSLATE_NOOP("Report", "Tag"), QT_TRANSLATE_NOOP("Report", "Positives"), QT_TRANSLATE_NOOP("Report", "ROC-AUC"),
                                  QT_TRANSLATE_NOOP("Report", "95 % interval"), QT_TRANSLATE_NOOP("Report", "Better than chance"),
                                  QT_TRANSLATE_NOOP("Report", "Avg. precision"), QT_TRANSLATE_NOOP("Report", "95 % interval"),
                                  QT_TRANSLATE_NOOP("Report", "Threshold"), QT_TRANSLATE_NOOP("Report", "Precision"), QT_TRANSLATE_NOOP("Report", "Recall"),
                                  QT_TRANSLATE_NOOP("Report", "F1"), QT_TRANSLATE_NOOP("Report", "TP / FP / FN / TN")});
    for (const auto t : tagsByRocAuc(m_evaluation))
        html += tagRow(m_evaluation.perTag[t]);
    return html + "</table></div>\n";
}

std::string Page::learningSection() const
{
    const auto loss = lossCurves(m_report);
    const auto roc = rocAucCurves(m_report);
    if (loss.empty() && roc.empty()) return {};
    auto words = say(QT_TRANSLATE_NOOP("Report", "Training and validation after every epoch."));
    if (m_report.bestEpoch > 0) words += " " + say(QT_TRANSLATE_NOOP("Report", "The weights of epoch %1 were kept."), {std::to_string(m_report.bestEpoch)});
    return heading(word(QT_TRANSLATE_NOOP("Report", "How it learned"))) + explain(words) + "<div class=\"pair\">\n" + panel(m_language, loss) +
           panel(m_language, roc) + "</div>\n";
}

std::string Page::curveSection() const
{
    const auto roc = rocCurves(m_report);
    if (roc.empty()) return {};
    return heading(word(QT_TRANSLATE_NOOP("Report", "Every threshold at once"))) +
           explain(say(QT_TRANSLATE_NOOP("Report", "Each line is a tag as its threshold falls from strict to lenient; the best, the middle and the worst by ROC-AUC are "
                                                   "named. The dashed diagonal is guessing."))) +
           "<div class=\"pair\">\n" + panel(m_language, roc) + panel(m_language, precisionRecallCurves(m_report)) + "</div>\n";
}

/// Every type of classes, then all tags together: what a type of several tags shows stands in the latter.
std::string Page::confusionSection() const
{
    std::string html;
    bool explained = false;
    for (const auto& table : confusionTables(m_evaluation)) {
        if (!table.classes && !table.type.empty()) continue;
        html += heading(table.classes ? filled(word(QT_TRANSLATE_NOOP("Report", "Which classes are mixed up: %1")), {m_language("TagType", table.type)})
                                      : word(QT_TRANSLATE_NOOP("Report", "Which tags go together")));
        if (!table.classes || !explained) html += explanation(m_language, table.classes ? "confusion" : "tag-confusion");
        explained = explained || table.classes;
        if (table.places.size() > kHeatmapTags)
            html += explain(say(QT_TRANSLATE_NOOP("Report", "The %1 tags with most tracks; JSON holds all."), {std::to_string(kHeatmapTags)}));
        html += panel(m_language, confusionHeatmap(m_evaluation, largestOf(table, m_evaluation, kHeatmapTags), Share::Counts, m_language));
    }
    return html;
}

std::string Page::mapSection() const
{
    if (m_report.map.empty()) return {};
    std::string html = heading(word(QT_TRANSLATE_NOOP("Report", "The map"))) + explanation(m_language, "map");
    if (m_report.map.size() > kMapPoints)
        html += explain(say(QT_TRANSLATE_NOOP("Report", "%1 tracks, evenly thinned for drawing."), {std::to_string(m_report.map.size())}));
    return html + panel(m_language, mapScatter(m_report.map));
}

std::string Page::recipeSection() const
{
    std::string html = heading(word(QT_TRANSLATE_NOOP("Report", "How to repeat it"))) + definitions(recipe(m_report, m_language));
    return m_report.parts.empty() ? html : html + partTable();
}

std::string Page::partTable() const
{
    std::string html = "<div class=\"panel\"><table>\n" + headings(m_language, {QT_TRANSLATE_NOOP("Report", "Part"), QT_TRANSLATE_NOOP("Report", "Tracks"),
                                                                               QT_TRANSLATE_NOOP("Report", "Artists"), QT_TRANSLATE_NOOP("Report", "Tags given")});
    for (const auto& part : m_report.parts)
        html += "<tr>" + cell(escaped(word(part.part))) + cell(std::to_string(part.tracks)) + cell(std::to_string(part.artists)) +
                cell(std::to_string(part.labels)) + "</tr>\n";
    return html + "</table></div>\n";
}

}  // namespace

std::string toHtml(const TagReport& report, const Language& language)
{
    return Page(report, language).document();
}

void writeHtml(const TagReport& report, const std::filesystem::path& path, const Language& language)
{
    writeFileAtomically(path, toHtml(report, language));
}

}  // namespace engine::report
