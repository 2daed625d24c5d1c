#include "ui/report/report_composer.h"

#include <algorithm>
#include <optional>

#include "engine/evaluate/explanations.h"
#include "engine/report/charts.h"
#include "engine/report/report_words.h"
#include "ui/charts/drawing_painter.h"

namespace ui::paper {

namespace {

using BlockPtr = std::shared_ptr<Block>;
using engine::report::fixed;
namespace evaluate = engine::evaluate;

constexpr int kDecimals = 3;
constexpr std::size_t kShownTracks = 100;
// A chart is never drawn so large that its text is larger than that around it.
constexpr double kMostScale = 0.86;

QString shown(const std::optional<double>& value)
{
    return value ? QString::fromStdString(fixed(*value, kDecimals)) : QStringLiteral("n/a");
}

QString shown(const std::optional<evaluate::Interval>& interval)
{
    return interval ? shown(std::optional(interval->low)) + QStringLiteral("–") + shown(std::optional(interval->high)) : QStringLiteral("n/a");
}

/// Collects the blocks of a report from the top.
class Composer {
public:
    Composer(const engine::report::TagReport& report, const engine::Language& language) : m_report(report), m_language(language), m_colours(ChartColours::paper()) {}

    std::vector<BlockPtr> compose()
    {
        opening();
        types();
        tags();
        curves();
        learning();
        confusions();
        map();
        tracks();
        recipe();
        return std::move(m_blocks);
    }

private:
    /// A text of the context "Report" in the report's language.
    QString say(std::string_view source) const { return QString::fromStdString(m_language("Report", source)); }
    QString metric(std::string_view source) const { return QString::fromStdString(m_language("Metric", source)); }
    QString typeName(const std::string& type) const { return qs(m_language("TagType", type)); }
    QStringList headings(std::initializer_list<std::string_view> sources) const
    {
        QStringList names;
        for (const auto source : sources)
            names << say(source);
        return names;
    }
    template <typename Made, typename... Arguments>
    Made& add(Arguments&&... arguments)
    {
        auto block = std::make_shared<Made>(std::forward<Arguments>(arguments)...);
        auto& made = *block;
        m_blocks.push_back(std::move(block));
        return made;
    }
    void text(const QString& words, double size = 10.5, bool bold = false) { add<TextBlock>(words, size, bold, bold ? m_colours.ink : m_colours.soft, 6.0); }
    void heading(const QString& words)
    {
        add<SpaceBlock>(18.0);
        add<TextBlock>(words, 16.0, true, m_colours.ink, 4.0).keepsWithNext = true;
    }
    void explain(const char* id)
    {
        const auto& words = evaluate::explanation(id);
        auto sentence = say(QT_TRANSLATE_NOOP("Report", "%1: %2")).arg(metric(words.title), metric(words.text));
        if (!words.chance.empty()) sentence += QLatin1Char(' ') + metric(QT_TRANSLATE_NOOP("Metric", "By chance: %1.")).arg(metric(words.chance));
        text(sentence);
        m_blocks.back()->keepsWithNext = true;
    }
    void chart(const engine::report::Drawing& source)
    {
        if (source.empty()) return;
        const auto drawing = source.inLanguage(m_language);
        const double scale = std::min({kMostScale, kContentWidth / drawing.width(), kContentHeight / drawing.height()});
        add<ChartBlock>(drawing, scale, 0.0, drawing.height());
        add<SpaceBlock>(8.0);
    }
    void pair(const engine::report::Drawing& left, const engine::report::Drawing& right)
    {
        if (left.empty() || right.empty()) {
            chart(left);
            chart(right);
            return;
        }
        add<PairBlock>(left.inLanguage(m_language), right.inLanguage(m_language), std::min(kMostScale, kContentWidth / (left.width() + right.width())));
        add<SpaceBlock>(8.0);
    }
    /// Row by row, so that it flows over pages as a table does.
    void bars(const engine::report::Drawing& source, std::size_t rows)
    {
        using engine::report::kBarsHead;
        using engine::report::kBarsRow;
        if (source.empty()) return;
        const auto drawing = source.inLanguage(m_language);
        const double scale = std::min(kMostScale, kContentWidth / drawing.width());
        add<ChartBlock>(drawing, scale, 0.0, kBarsHead).keepsWithNext = true;
        for (std::size_t row = 0; row < rows; ++row) {
            const double top = kBarsHead + kBarsRow * static_cast<double>(row);
            auto& slice = add<ChartBlock>(drawing, scale, top, row + 1 == rows ? drawing.height() : top + kBarsRow);
            slice.keepsWithNext = row + 2 == rows;   // the axis does not stand alone
        }
        add<SpaceBlock>(8.0);
    }
    void table(const std::vector<Column>& columns, const QStringList& head, const std::vector<QStringList>& rows)
    {
        add<RowBlock>(columns, head, true);
        for (const auto& row : rows)
            add<RowBlock>(columns, row, false);
        add<SpaceBlock>(8.0);
    }

    void opening();
    void types();
    void tags();
    void curves();
    void learning();
    void confusions();
    void map();
    void tracks();
    void recipe();

    const engine::report::TagReport& m_report;
    const engine::Language& m_language;
    const ChartColours m_colours;
    std::vector<BlockPtr> m_blocks;
};

void Composer::opening()
{
    const auto& evaluation = m_report.evaluation;
    text(say(QT_TRANSLATE_NOOP("Report", "Tag report · run %1")).arg(qs(m_report.run)));
    add<TextBlock>(qs(engine::report::headline(m_report, m_language)), 27.0, true, m_colours.ink, 8.0);
    text(say(QT_TRANSLATE_NOOP("Report", "%1, evaluated track by track on %2 tracks of the %3 part of split %4, which took no part in training."))
             .arg(qs(m_report.model), QString::number(evaluation.tracks), say(m_report.part), qs(m_report.split)));
    add<SpaceBlock>(6.0);
    add<FiguresBlock>(std::vector<std::pair<QString, QString>>{
        {shown(evaluation.macro.rocAuc), say(QT_TRANSLATE_NOOP("Report", "ROC-AUC, mean over tags"))},
        {shown(evaluation.macro.averagePrecision), say(QT_TRANSLATE_NOOP("Report", "average precision, mean over tags"))},
        {shown(evaluation.micro.rocAuc), say(QT_TRANSLATE_NOOP("Report", "ROC-AUC, all pairs pooled"))},
        {shown(evaluation.micro.averagePrecision), say(QT_TRANSLATE_NOOP("Report", "average precision, all pairs pooled"))}});
    if (!evaluation.undefined.empty()) {
        QStringList names;
        for (const auto& tag : evaluation.undefined)
            names << qs(tag);
        text(say(QT_TRANSLATE_NOOP("Report", "Left out of every mean, because all tracks are alike for them: %1.")).arg(names.join(QStringLiteral(", "))));
    }
    for (const auto& note : engine::report::notes(m_report, m_language))
        text(qs(note));
}

void Composer::types()
{
    if (m_report.evaluation.perType.empty()) return;
    heading(say(QT_TRANSLATE_NOOP("Report", "By kind of tag")));
    std::vector<QStringList> rows;
    for (const auto& type : m_report.evaluation.perType)
        rows.push_back({typeName(type.type), QString::number(type.tags), QString::number(type.defined), QString::number(type.betterThanChance),
                        shown(type.macro.rocAuc), shown(type.macro.averagePrecision)});
    table({{0.3, true}, {0.1}, {0.14}, {0.18}, {0.12}, {0.16}},
          headings({QT_TRANSLATE_NOOP("Report", "Kind"), QT_TRANSLATE_NOOP("Report", "Tags"), QT_TRANSLATE_NOOP("Report", "with a value"), QT_TRANSLATE_NOOP("Report", "better than chance"), QT_TRANSLATE_NOOP("Report", "ROC-AUC"), QT_TRANSLATE_NOOP("Report", "Average precision")}), rows);
}

void Composer::tags()
{
    const auto& evaluation = m_report.evaluation;
    heading(say(QT_TRANSLATE_NOOP("Report", "Every tag")));
    explain("roc-auc");
    explain("average-precision");
    bars(engine::report::tagBars(evaluation), evaluation.perTag.size());
    explain("better-than-chance");
    explain("threshold");
    std::vector<QStringList> rows;
    for (const auto t : engine::report::tagsByRocAuc(evaluation)) {
        const auto& tag = evaluation.perTag[t];
        const auto verdict = say(engine::report::verdictWord(tag.verdict));
        rows.push_back({qs(tag.tag), QString::number(tag.positives), shown(tag.rocAuc), shown(tag.interval), verdict, shown(tag.averagePrecision),
                        shown(tag.averagePrecisionInterval), shown(std::optional(tag.threshold)), shown(std::optional(evaluate::f1(tag.counts)))});
    }
    table({{0.175, true}, {0.085}, {0.085}, {0.125}, {0.14}, {0.1}, {0.125}, {0.085}, {0.08}},
          {say(QT_TRANSLATE_NOOP("Report", "Tag")), say(QT_TRANSLATE_NOOP("Report", "Positives")), say(QT_TRANSLATE_NOOP("Report", "ROC-AUC")), say(QT_TRANSLATE_NOOP("Report", "95 % interval")), say(QT_TRANSLATE_NOOP("Report", "Better than chance")),
           say(QT_TRANSLATE_NOOP("Report", "Avg. precision")), say(QT_TRANSLATE_NOOP("Report", "95 % interval")), say(QT_TRANSLATE_NOOP("Report", "Threshold")), QStringLiteral("F1")}, rows);
}

void Composer::curves()
{
    const auto roc = engine::report::rocCurves(m_report);
    if (roc.empty()) return;
    heading(say(QT_TRANSLATE_NOOP("Report", "Every threshold at once")));
    explain("roc-curve");
    explain("precision-recall");
    pair(roc, engine::report::precisionRecallCurves(m_report));
}

void Composer::learning()
{
    const auto loss = engine::report::lossCurves(m_report);
    const auto roc = engine::report::rocAucCurves(m_report);
    if (loss.empty() && roc.empty()) return;
    heading(say(QT_TRANSLATE_NOOP("Report", "How it learned")));
    auto words = say(QT_TRANSLATE_NOOP("Report", "Training and validation after every epoch."));
    if (m_report.bestEpoch > 0) words += QLatin1Char(' ') + say(QT_TRANSLATE_NOOP("Report", "The weights of epoch %1 were kept.")).arg(m_report.bestEpoch);
    text(words);
    pair(loss, roc);
}

void Composer::confusions()
{
    for (const auto& table : engine::report::confusionTables(m_report.evaluation)) {
        if (!table.classes && !table.type.empty()) continue;
        heading(table.classes ? say(QT_TRANSLATE_NOOP("Report", "Which classes are mixed up: %1")).arg(typeName(table.type)) : say(QT_TRANSLATE_NOOP("Report", "Which tags go together")));
        explain(table.classes ? "confusion" : "tag-confusion");
        if (table.places.size() > engine::report::kHeatmapTags)
            text(say(QT_TRANSLATE_NOOP("Report", "The %1 tags with most tracks; JSON holds all.")).arg(engine::report::kHeatmapTags));
        chart(engine::report::confusionHeatmap(m_report.evaluation, engine::report::largestOf(table, m_report.evaluation, engine::report::kHeatmapTags)));
    }
}

void Composer::map()
{
    if (m_report.map.empty()) return;
    heading(say(QT_TRANSLATE_NOOP("Report", "The map")));
    explain("map");
    chart(engine::report::mapScatter(m_report.map));
}

void Composer::tracks()
{
    if (m_report.predictions.empty()) return;
    heading(say(QT_TRANSLATE_NOOP("Report", "Track by track")));
    const auto count = std::min(kShownTracks, m_report.predictions.size());
    if (count < m_report.predictions.size())
        text(say(QT_TRANSLATE_NOOP("Report", "The first %1 of %2; JSON holds all.")).arg(count).arg(m_report.predictions.size()));
    std::vector<QStringList> rows;
    for (std::size_t i = 0; i < count; ++i) {
        const auto& track = m_report.predictions[i];
        QStringList predicted, truth;
        for (const auto& given : track.top)
            predicted << qs(given.tag) + QLatin1Char(' ') + QString::fromStdString(fixed(given.probability, 2));
        for (const auto& tag : track.truth)
            truth << qs(tag);
        rows.push_back({qs(track.title.empty() ? track.path : track.title), qs(track.artist), predicted.join(QStringLiteral(", ")), truth.join(QStringLiteral(", "))});
    }
    table({{0.2, true}, {0.15, true}, {0.38, true}, {0.27, true}}, headings({QT_TRANSLATE_NOOP("Report", "Track"), QT_TRANSLATE_NOOP("Report", "Artist"), QT_TRANSLATE_NOOP("Report", "Predicted"), QT_TRANSLATE_NOOP("Report", "Truth")}), rows);
}

void Composer::recipe()
{
    heading(say(QT_TRANSLATE_NOOP("Report", "How to repeat it")));
    std::vector<QStringList> rows;
    for (const auto& [name, value] : engine::report::recipe(m_report, m_language))
        if (!value.empty()) rows.push_back({qs(name), qs(value)});
    table({{0.2, true}, {0.8, true}}, headings({QT_TRANSLATE_NOOP("Report", "What"), QT_TRANSLATE_NOOP("Report", "Value")}), rows);
    if (m_report.parts.empty()) return;
    rows.clear();
    for (const auto& part : m_report.parts)
        rows.push_back({say(part.part), QString::number(part.tracks), QString::number(part.artists), QString::number(part.labels)});
    table({{0.25, true}, {0.25}, {0.25}, {0.25}},
          headings({QT_TRANSLATE_NOOP("Report", "Part"), QT_TRANSLATE_NOOP("Report", "Tracks"), QT_TRANSLATE_NOOP("Report", "Artists"),
                    QT_TRANSLATE_NOOP("Report", "Tags given")}), rows);
}

}  // namespace

std::vector<std::shared_ptr<Block>> composed(const engine::report::TagReport& report, const engine::Language& language)
{
    return Composer(report, language).compose();
}

}  // namespace ui::paper
