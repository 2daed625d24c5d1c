#include "ui/report/report_pages.h"

#include <algorithm>
#include <functional>
#include <optional>

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include "engine/evaluate/explanations.h"
#include "engine/report/charts.h"
#include "engine/report/escape.h"
#include "ui/charts/drawing_painter.h"

namespace ui {

namespace {

using Block = ReportPages::Block;
using BlockPtr = std::shared_ptr<Block>;
using engine::report::fixed;
namespace evaluate = engine::evaluate;

constexpr double kMargin = 56;
constexpr double kFoot = 40;
constexpr int kFine = 8;          // fonts take whole pixels: they are set so much larger and painted so much smaller
constexpr int kDecimals = 3;
constexpr double kNoLigatures = 0.1;   // spaced letters are not joined: "flute" is found by a search
constexpr std::size_t kShownTracks = 100;
// A chart is never drawn so large that its text is larger than that around it.
constexpr double kMostScale = 0.86;

double contentWidth()
{
    return ReportPages::size().width() - 2 * kMargin;
}

double contentHeight()
{
    return ReportPages::size().height() - 2 * kMargin - kFoot;
}

QString qs(std::string_view text)
{
    return QString::fromStdString(engine::report::cleaned(text));
}

QString shown(const std::optional<double>& value)
{
    return value ? QString::fromStdString(fixed(*value, kDecimals)) : QStringLiteral("n/a");
}

QString shown(const std::optional<evaluate::Interval>& interval)
{
    return interval ? shown(std::optional(interval->low)) + QStringLiteral("–") + shown(std::optional(interval->high)) : QStringLiteral("n/a");
}

QFont fontOf(double size, bool bold)
{
    QFont font;
    font.setPixelSize(static_cast<int>(size * kFine));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setLetterSpacing(QFont::AbsoluteSpacing, kNoLigatures);
    return font;
}

/// Words in a column of some width, wrapped.
struct TextBlock final : Block {
    QString text;
    QFont font;
    QColor colour;
    double width = 0;

    TextBlock(QString words, double size, bool bold, const QColor& ink, double after) : text(std::move(words)), font(fontOf(size, bold)), colour(ink), width(contentWidth())
    {
        const auto box = QFontMetricsF(font).boundingRect(QRectF(0, 0, width * kFine, 1e6), Qt::TextWordWrap, text);
        height = box.height() / kFine + after;
    }
    void paint(QPainter& painter) const override
    {
        painter.save();
        painter.scale(1.0 / kFine, 1.0 / kFine);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(0, 0, width * kFine, height * kFine), Qt::TextWordWrap, text);
        painter.restore();
    }
};

/// The big numbers at the top.
struct FiguresBlock final : Block {
    std::vector<std::pair<QString, QString>> figures;

    explicit FiguresBlock(std::vector<std::pair<QString, QString>> pairs) : figures(std::move(pairs)) { height = 76; }
    void paint(QPainter& painter) const override
    {
        const auto colours = ChartColours::paper();
        const double width = contentWidth() / static_cast<double>(figures.size());
        painter.setPen(QPen(colours.rule, 1));
        painter.drawLine(QPointF(0, 0), QPointF(contentWidth(), 0));
        painter.drawLine(QPointF(0, 58), QPointF(contentWidth(), 58));
        for (std::size_t i = 0; i < figures.size(); ++i) {
            painter.save();
            painter.translate(static_cast<double>(i) * width, 0);
            painter.scale(1.0 / kFine, 1.0 / kFine);
            painter.setFont(fontOf(20, true));
            painter.setPen(colours.ink);
            painter.drawText(QPointF(0, 30 * kFine), figures[i].first);
            painter.setFont(fontOf(9.5, false));
            painter.setPen(colours.soft);
            painter.drawText(QPointF(0, 47 * kFine), figures[i].second);
            painter.restore();
        }
    }
};

struct Column {
    double width = 0;         ///< share of the page
    bool isText = false;      ///< left, else right
};

/// One row of a table; the head row is repeated on every page by the layout of TableBlocks.
struct RowBlock final : Block {
    std::vector<Column> columns;
    QStringList cells;
    bool head = false;

    RowBlock(std::vector<Column> layout, QStringList texts, bool isHead) : columns(std::move(layout)), cells(std::move(texts)), head(isHead)
    {
        height = head ? 20 : 16;
        keepsWithNext = head;
    }
    void paint(QPainter& painter) const override
    {
        const auto colours = ChartColours::paper();
        const auto font = fontOf(head ? 9 : 9.5, head);
        const QFontMetricsF metrics(font);
        double x = 0;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const auto& column = columns[static_cast<std::size_t>(i)];
            const double width = column.width * contentWidth();
            painter.save();
            painter.translate(x, 0);
            painter.scale(1.0 / kFine, 1.0 / kFine);
            painter.setFont(font);
            painter.setPen(head ? colours.soft : colours.ink);
            const QRectF place(0, 0, (width - 6) * kFine, (height - 3) * kFine);
            const auto text = metrics.elidedText(cells[i], Qt::ElideRight, place.width());
            painter.drawText(place, (column.isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, text);
            painter.restore();
            x += width;
        }
        painter.setPen(QPen(colours.rule, head ? 1 : 0.5));
        painter.drawLine(QPointF(0, height - 1), QPointF(contentWidth(), height - 1));
    }
};

/// Room between blocks.
struct SpaceBlock final : Block {
    explicit SpaceBlock(double room) { height = room; }
    void paint(QPainter&) const override {}
};

/// A chart, or a slice of it from one height to another.
struct ChartBlock final : Block {
    engine::report::Drawing drawing;
    double scale = 1, from = 0, to = 0;

    ChartBlock(const engine::report::Drawing& whole, double factor, double top, double bottom)
        : drawing(whole.slice(top, bottom)), scale(factor), from(top), to(bottom)
    {
        height = (to - from) * scale;
    }
    void paint(QPainter& painter) const override
    {
        painter.save();
        painter.scale(scale, scale);
        painter.translate(0, -from);
        const QRectF part(0, from, drawing.width(), to - from);
        painter.setClipRect(part);
        paintDrawing(painter, drawing, {ChartColours::paper(), QFont(), false}, part);
        painter.restore();
    }
};

/// Two charts side by side.
struct PairBlock final : Block {
    ChartBlock left, right;

    PairBlock(const engine::report::Drawing& a, const engine::report::Drawing& b, double scale)
        : left(a, scale, 0, a.height()), right(b, scale, 0, b.height())
    {
        height = std::max(left.height, right.height);
    }
    void paint(QPainter& painter) const override
    {
        left.paint(painter);
        painter.save();
        painter.translate(contentWidth() - right.drawing.width() * right.scale, 0);
        right.paint(painter);
        painter.restore();
    }
};

/// Collects the blocks of a report from the top.
class Composer {
public:
    explicit Composer(const engine::report::TagReport& report) : m_report(report), m_colours(ChartColours::paper()) {}

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
        auto sentence = qs(words.title) + QStringLiteral(": ") + qs(words.text);
        if (!words.chance.empty()) sentence += QStringLiteral(" By chance: ") + qs(words.chance) + QLatin1Char('.');
        text(sentence);
    }
    void chart(const engine::report::Drawing& drawing)
    {
        if (drawing.empty()) return;
        const double scale = std::min({kMostScale, contentWidth() / drawing.width(), contentHeight() / drawing.height()});
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
        add<PairBlock>(left, right, std::min(kMostScale, contentWidth() / (left.width() + right.width())));
        add<SpaceBlock>(8.0);
    }
    /// Row by row, so that it flows over pages as a table does.
    void bars(const engine::report::Drawing& drawing, std::size_t rows)
    {
        using engine::report::kBarsHead;
        using engine::report::kBarsRow;
        if (drawing.empty()) return;
        const double scale = std::min(kMostScale, contentWidth() / drawing.width());
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
    const ChartColours m_colours;
    std::vector<BlockPtr> m_blocks;
};

void Composer::opening()
{
    const auto& evaluation = m_report.evaluation;
    text(QStringLiteral("Tag report · run ") + qs(m_report.run));
    add<TextBlock>(qs(evaluation.headline()), 27.0, true, m_colours.ink, 8.0);
    text(QStringLiteral("%1, evaluated track by track on %2 tracks of the %3 part of split %4.")
             .arg(qs(m_report.model)).arg(evaluation.tracks).arg(qs(m_report.part), qs(m_report.split)));
    add<SpaceBlock>(6.0);
    add<FiguresBlock>(std::vector<std::pair<QString, QString>>{
        {shown(evaluation.macro.rocAuc), QStringLiteral("ROC-AUC, mean over tags")},
        {shown(evaluation.macro.averagePrecision), QStringLiteral("avg. precision, mean over tags")},
        {shown(evaluation.micro.rocAuc), QStringLiteral("ROC-AUC, all pairs pooled")},
        {shown(evaluation.micro.averagePrecision), QStringLiteral("avg. precision, all pairs pooled")}});
    if (!evaluation.undefined.empty()) {
        QStringList names;
        for (const auto& tag : evaluation.undefined)
            names << qs(tag);
        text(QStringLiteral("Left out of every mean, because all tracks are alike for them: %1.").arg(names.join(QStringLiteral(", "))));
    }
    for (const auto& note : m_report.notes)
        text(qs(note));
}

void Composer::types()
{
    if (m_report.evaluation.perType.empty()) return;
    heading(QStringLiteral("By kind of tag"));
    std::vector<QStringList> rows;
    for (const auto& type : m_report.evaluation.perType)
        rows.push_back({qs(type.type), QString::number(type.tags), QString::number(type.defined), QString::number(type.betterThanChance),
                        shown(type.macro.rocAuc), shown(type.macro.averagePrecision)});
    table({{0.3, true}, {0.1}, {0.14}, {0.18}, {0.12}, {0.16}},
          {QStringLiteral("Kind"), QStringLiteral("Tags"), QStringLiteral("with a value"), QStringLiteral("better than chance"), QStringLiteral("ROC-AUC"),
           QStringLiteral("Average precision")}, rows);
}

void Composer::tags()
{
    const auto& evaluation = m_report.evaluation;
    heading(QStringLiteral("Every tag"));
    explain("roc-auc");
    explain("average-precision");
    bars(engine::report::tagBars(evaluation), evaluation.perTag.size());
    explain("better-than-chance");
    explain("threshold");
    std::vector<QStringList> rows;
    for (const auto t : engine::report::tagsByRocAuc(evaluation)) {
        const auto& tag = evaluation.perTag[t];
        const auto verdict = tag.verdict == evaluate::Verdict::Yes ? QStringLiteral("yes") : tag.verdict == evaluate::Verdict::No ? QStringLiteral("no")
                                                                                                                              : QStringLiteral("not enough data");
        rows.push_back({qs(tag.tag), QString::number(tag.positives), shown(tag.rocAuc), shown(tag.interval), verdict, shown(tag.averagePrecision),
                        shown(tag.averagePrecisionInterval), shown(std::optional(tag.threshold)), shown(std::optional(evaluate::f1(tag.counts)))});
    }
    table({{0.18, true}, {0.085}, {0.085}, {0.125}, {0.145}, {0.085}, {0.125}, {0.09}, {0.08}},
          {QStringLiteral("Tag"), QStringLiteral("Positives"), QStringLiteral("ROC-AUC"), QStringLiteral("95 % interval"), QStringLiteral("Above chance"),
           QStringLiteral("Avg. prec."), QStringLiteral("95 % interval"), QStringLiteral("Threshold"), QStringLiteral("F1")}, rows);
}

void Composer::curves()
{
    const auto roc = engine::report::rocCurves(m_report);
    if (roc.empty()) return;
    heading(QStringLiteral("Every threshold at once"));
    explain("roc-curve");
    explain("precision-recall");
    pair(roc, engine::report::precisionRecallCurves(m_report));
}

void Composer::learning()
{
    const auto loss = engine::report::lossCurves(m_report);
    const auto roc = engine::report::rocAucCurves(m_report);
    if (loss.empty() && roc.empty()) return;
    heading(QStringLiteral("How it learned"));
    if (m_report.bestEpoch > 0) text(QStringLiteral("Training and validation after every epoch. The weights of epoch %1 were kept.").arg(m_report.bestEpoch));
    pair(loss, roc);
}

void Composer::confusions()
{
    for (const auto& table : engine::report::confusionTables(m_report.evaluation)) {
        if (!table.classes && !table.type.empty()) continue;
        heading(table.classes ? QStringLiteral("Which classes are mixed up: ") + qs(table.type) : QStringLiteral("Which tags go together"));
        explain(table.classes ? "confusion" : "tag-confusion");
        if (table.places.size() > engine::report::kHeatmapTags)
            text(QStringLiteral("The %1 tags with most tracks; JSON holds all.").arg(engine::report::kHeatmapTags));
        chart(engine::report::confusionHeatmap(m_report.evaluation, engine::report::largestOf(table, m_report.evaluation, engine::report::kHeatmapTags)));
    }
}

void Composer::map()
{
    if (m_report.map.empty()) return;
    heading(QStringLiteral("The map"));
    explain("map");
    chart(engine::report::mapScatter(m_report.map));
}

void Composer::tracks()
{
    if (m_report.predictions.empty()) return;
    heading(QStringLiteral("Track by track"));
    const auto count = std::min(kShownTracks, m_report.predictions.size());
    if (count < m_report.predictions.size())
        text(QStringLiteral("The first %1 of %2; JSON holds all.").arg(count).arg(m_report.predictions.size()));
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
    table({{0.2, true}, {0.15, true}, {0.38, true}, {0.27, true}}, {QStringLiteral("Track"), QStringLiteral("Artist"), QStringLiteral("Predicted"), QStringLiteral("Truth")}, rows);
}

void Composer::recipe()
{
    heading(QStringLiteral("How to repeat it"));
    std::vector<QStringList> rows;
    const auto row = [&](const char* name, const QString& value) {
        if (!value.isEmpty()) rows.push_back({QString::fromLatin1(name), value});
    };
    row("Run", qs(m_report.run));
    row("Model", qs(m_report.model) + (m_report.architecture.empty() ? QString() : QStringLiteral(" (%1)").arg(qs(m_report.architecture))));
    row("Preset", qs(m_report.presetName));
    row("Preset hash", qs(m_report.presetHash));
    row("Split", qs(m_report.split) + QStringLiteral(", part ") + qs(m_report.part));
    row("Seed", QString::number(m_report.seed));
    row("Device", qs(m_report.device));
    row("Intervals", m_report.evaluation.intervals == evaluate::IntervalMethod::DeLong ? QStringLiteral("DeLong, 95 %") : QStringLiteral("bootstrap over tracks, 95 %"));
    row("Date", qs(m_report.date));
    row("Program", QStringLiteral("Tagbench ") + qs(m_report.programVersion));
    table({{0.2, true}, {0.8, true}}, {QStringLiteral("What"), QStringLiteral("Value")}, rows);
    if (m_report.parts.empty()) return;
    rows.clear();
    for (const auto& part : m_report.parts)
        rows.push_back({qs(part.part), QString::number(part.tracks), QString::number(part.artists), QString::number(part.labels)});
    table({{0.25, true}, {0.25}, {0.25}, {0.25}}, {QStringLiteral("Part"), QStringLiteral("Tracks"), QStringLiteral("Artists"), QStringLiteral("Tags given")}, rows);
}

}  // namespace

ReportPages::ReportPages(engine::report::TagReport report) : m_report(std::move(report))
{
    arrange(Composer(m_report).compose());
}

ReportPages::~ReportPages() = default;

void ReportPages::arrange(const std::vector<std::shared_ptr<Block>>& blocks)
{
    m_pages.emplace_back();
    double y = 0;
    std::shared_ptr<const Block> head;   // of the table that is under way
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto& block = blocks[i];
        const auto* row = dynamic_cast<const RowBlock*>(block.get());
        if (row == nullptr) head.reset();
        else if (row->head) head = block;
        // What belongs together is not torn apart: a heading with its text, a text with its chart.
        double needed = block->height;
        for (std::size_t next = i; blocks[next]->keepsWithNext && next + 1 < blocks.size(); ++next)
            needed += blocks[next + 1]->height;
        const bool isSpace = dynamic_cast<const SpaceBlock*>(block.get()) != nullptr;
        if (y > 0 && y + std::min(needed, contentHeight()) > contentHeight() + 0.01) {
            m_pages.emplace_back();
            y = 0;
            if (row != nullptr && !row->head && head) {
                m_pages.back().push_back({head, 0});
                y = head->height;
            }
        }
        if (isSpace && y == 0) continue;   // no room above the first thing of a page
        m_pages.back().push_back({block, y});
        y += block->height;
    }
}

int ReportPages::count() const
{
    return static_cast<int>(m_pages.size());
}

void ReportPages::paint(QPainter& painter, int page) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& placed : m_pages[static_cast<std::size_t>(page)]) {
        painter.save();
        painter.translate(kMargin, kMargin + placed.y);
        placed.block->paint(painter);
        painter.restore();
    }
    painter.scale(1.0 / kFine, 1.0 / kFine);
    painter.setFont(fontOf(9, false));
    painter.setPen(ChartColours::paper().soft);
    const QRectF foot(kMargin * kFine, (size().height() - kMargin) * kFine, contentWidth() * kFine, 20 * kFine);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("Tagbench %1 · %2 · %3").arg(qs(m_report.programVersion), qs(m_report.run), qs(m_report.date)));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("%1 / %2").arg(page + 1).arg(count()));
    painter.restore();
}

}  // namespace ui
