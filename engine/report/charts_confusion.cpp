#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/csv.h"
#include "engine/core/translatable.h"
#include "engine/report/charts.h"

namespace engine::report {

namespace {

constexpr std::size_t kShortNameLength = 16;

ConfusionTable classesOf(const evaluate::TypeConfusion& type)
{
    ConfusionTable table{type.type, true, type.places, type.confusion.table, std::vector<std::size_t>(type.places.size()),
                         std::vector<std::size_t>(type.places.size())};
    for (std::size_t i = 0; i < type.places.size(); ++i)
        for (std::size_t j = 0; j < type.places.size(); ++j) {
            table.rowTotals[i] += table.counts(i, j);
            table.columnTotals[j] += table.counts(i, j);
        }
    return table;
}

ConfusionTable tagsOf(const evaluate::Evaluation& evaluation, const std::string& type, std::vector<std::size_t> places)
{
    ConfusionTable table{type, false, std::move(places), {}, {}, {}};
    table.counts.size = table.places.size();
    for (const auto i : table.places) {
        const auto& counts = evaluation.perTag[i].counts;
        table.rowTotals.push_back(counts.tp + counts.fn);
        table.columnTotals.push_back(counts.tp + counts.fp);
        for (const auto j : table.places)
            table.counts.cells.push_back(evaluation.tagConfusion(i, j));
    }
    return table;
}

double shareOf(std::size_t count, std::size_t total)
{
    return total > 0 ? std::min(1.0, static_cast<double>(count) / static_cast<double>(total)) : 0;
}

std::string titleOf(const ConfusionTable& table, Share share)
{
    switch (share) {
    case Share::Counts:
        return table.classes ? QT_TRANSLATE_NOOP("Chart", "predicted class →") : QT_TRANSLATE_NOOP("Chart", "tag given →");
    case Share::Rows:
        return table.classes ? QT_TRANSLATE_NOOP("Chart", "predicted class → (% of the row)")
                             : QT_TRANSLATE_NOOP("Chart", "tag given → (% of the row)");
    case Share::Columns: break;
    }
    return table.classes ? QT_TRANSLATE_NOOP("Chart", "predicted class → (% of the column)")
                         : QT_TRANSLATE_NOOP("Chart", "tag given → (% of the column)");
}

struct Cell {
    std::size_t i = 0, j = 0;
    double x = 0, y = 0, extent = 0;
};

void drawCell(Drawing& drawing, const evaluate::Evaluation& evaluation, const ConfusionTable& table, Share share, const Cell& at, const Language& language)
{
    const auto count = table.counts(at.i, at.j);
    const double part = share == Share::Columns ? shareOf(count, table.columnTotals[at.j]) : shareOf(count, table.rowTotals[at.i]);
    const auto& truth = evaluation.perTag[table.places[at.i]];
    const auto& given = evaluation.perTag[table.places[at.j]];
    const auto tip = filled(language("Chart", QT_TRANSLATE_NOOP("Chart", "%1 → %2: %3 tracks, %4 % of the row, %5 % of the column")),
                            {truth.tag, given.tag, std::to_string(count), fixed(100 * shareOf(count, table.rowTotals[at.i]), 1),
                             fixed(100 * shareOf(count, table.columnTotals[at.j]), 1)});
    drawing.rect(at.x + 0.5, at.y + 0.5, at.extent - 1, at.extent - 1, "cell-base");
    if (count > 0) drawing.rect(at.x + 0.5, at.y + 0.5, at.extent - 1, at.extent - 1, "cell", tip, 0.08 + 0.92 * part);
    const auto number = share == Share::Counts ? std::to_string(count) : fixed(100 * part, 0);
    drawing.text(at.x + at.extent / 2, at.y + at.extent / 2 + 4, count == 0 ? "cell-number zero" : part > 0.6 ? "cell-number strong" : "cell-number", number);
    drawing.mark({Mark::Kind::Cell, table.places[at.i], table.places[at.j], 0, at.x, at.y, at.extent, at.extent});
}

}  // namespace

std::vector<ConfusionTable> confusionTables(const evaluate::Evaluation& evaluation)
{
    std::vector<ConfusionTable> tables;
    const auto isOfClasses = [&](const std::string& type) {
        return std::any_of(tables.begin(), tables.end(), [&](const auto& table) { return table.classes && table.type == type; });
    };
    for (const auto& type : evaluation.typeConfusions)
        tables.push_back(classesOf(type));
    for (const auto& type : evaluation.perType) {
        if (type.tags < 2 || isOfClasses(type.type)) continue;
        std::vector<std::size_t> places;
        for (std::size_t t = 0; t < evaluation.perTag.size(); ++t)
            if (evaluation.perTag[t].type == type.type) places.push_back(t);
        tables.push_back(tagsOf(evaluation, type.type, std::move(places)));
    }
    // One type alone is all there is already.
    if (evaluation.perTag.size() > 1 && !(tables.size() == 1 && tables.front().places.size() == evaluation.perTag.size())) {
        std::vector<std::size_t> places(evaluation.perTag.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        tables.push_back(tagsOf(evaluation, "", std::move(places)));
    }
    return tables;
}

ConfusionTable largestOf(const ConfusionTable& table, const evaluate::Evaluation& evaluation, std::size_t count)
{
    if (table.places.size() <= count) return table;
    std::vector<std::size_t> order(table.places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return evaluation.perTag[table.places[a]].positives > evaluation.perTag[table.places[b]].positives;
    });
    order.resize(count);
    std::sort(order.begin(), order.end());
    ConfusionTable smaller{table.type, table.classes, {}, {count, {}}, {}, {}};
    for (const auto i : order) {
        smaller.places.push_back(table.places[i]);
        smaller.rowTotals.push_back(table.rowTotals[i]);
        smaller.columnTotals.push_back(table.columnTotals[i]);
        for (const auto j : order)
            smaller.counts.cells.push_back(table.counts(i, j));
    }
    return smaller;
}

Drawing confusionHeatmap(const evaluate::Evaluation& evaluation, const ConfusionTable& table, Share share, const Language& language)
{
    const auto size = table.places.size();
    if (size == 0) return {};
    const double extent = size > 20 ? 30 : size > 12 ? 36 : 46;
    std::size_t longest = 0;
    for (const auto place : table.places)
        longest = std::max(longest, std::min(evaluation.perTag[place].tag.size(), kShortNameLength));
    // Names take what they need; the corner holds the heading of the rows.
    constexpr double kLetter = 7.6;
    constexpr double kCorner = 128;
    const double names = kLetter * static_cast<double>(longest) + 16;
    const double side = std::max(kCorner, names);
    const double top = 40 + std::max(30.0, names);
    // The title may be wider than a small table.
    const double width = std::max(side + extent * static_cast<double>(size) + 10, side + 260);
    Drawing drawing(width, top + extent * static_cast<double>(size) + 10, QT_TRANSLATE_NOOP("Chart", "Truth in rows, prediction in columns"));
    drawing.text(side, 14, "axis-title", titleOf(table, share), 60);
    drawing.text(side - 12, top - 10, "axis-title end", table.classes ? QT_TRANSLATE_NOOP("Chart", "true class ↓") : QT_TRANSLATE_NOOP("Chart", "true tag ↓"));
    for (std::size_t i = 0; i < size; ++i) {
        const double at = extent * static_cast<double>(i);
        const auto& tag = evaluation.perTag[table.places[i]].tag;
        drawing.text(side - 12, top + at + extent / 2 + 4, "label end", tag, kShortNameLength);
        drawing.verticalText(side + at + extent / 2 + 4, top - 8, "label", tag, kShortNameLength);
        for (std::size_t j = 0; j < size; ++j)
            drawCell(drawing, evaluation, table, share, {i, j, side + extent * static_cast<double>(j), top + at, extent}, language);
    }
    return drawing;
}

std::string confusionCsv(const evaluate::Evaluation& evaluation, const ConfusionTable& table)
{
    CsvWriter csv;
    for (const char* name : {"truth", "prediction", "tracks [count]", "share of the truth [0..1]", "share of the prediction [0..1]"})
        csv.text(name);
    csv.endRow();
    for (std::size_t i = 0; i < table.places.size(); ++i)
        for (std::size_t j = 0; j < table.places.size(); ++j) {
            const auto count = table.counts(i, j);
            csv.text(evaluation.perTag[table.places[i]].tag).text(evaluation.perTag[table.places[j]].tag).integer(static_cast<std::int64_t>(count));
            csv.number(shareOf(count, table.rowTotals[i])).number(shareOf(count, table.columnTotals[j]));
            csv.endRow();
        }
    return csv.document();
}

}  // namespace engine::report
