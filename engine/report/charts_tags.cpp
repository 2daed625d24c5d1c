#include <algorithm>
#include <numeric>

#include "engine/report/charts.h"
#include "engine/report/svg.h"

namespace engine::report {

namespace {

using evaluate::TagScore;
using evaluate::Verdict;

constexpr double kRow = 24;
constexpr double kHead = 34;
constexpr double kFoot = 22;
constexpr double kNames = 170;
constexpr double kBar = 300;
constexpr double kGap = 96;   // holds the number behind a bar
// Code points that fit into the space for names.
constexpr std::size_t kNameLength = 22;
constexpr std::size_t kShortNameLength = 16;
constexpr double kWidth = kNames + 2 * kBar + 2 * kGap;

void drawAxis(Svg& svg, double left, double bottom, std::string_view title)
{
    svg.text(left, 14, "axis-title", title);
    for (int tick = 0; tick <= 4; ++tick) {
        const double x = left + kBar * tick / 4;
        svg.line(x, kHead - 8, x, bottom, "grid");
        svg.text(x, bottom + 16, "tick middle", coordinate(tick / 4.0));
    }
}

std::string tip(const TagScore& tag)
{
    std::string text = tag.tag + ": " + std::to_string(tag.positives) + " of " + std::to_string(tag.items()) + " tracks";
    if (tag.rocAuc) text += ", ROC-AUC " + fixed(*tag.rocAuc, 3);
    if (tag.interval) text += " (" + fixed(tag.interval->low, 3) + " - " + fixed(tag.interval->high, 3) + ")";
    return text;
}

void drawTag(Svg& svg, const TagScore& tag, double top)
{
    const double middle = top + kRow / 2;
    const double left = kNames;
    const double right = kNames + kBar + kGap;
    svg.text(kNames - 12, middle + 4, "label end", tag.tag, kNameLength);
    if (!tag.rocAuc || !tag.averagePrecision) {
        svg.text(left + 4, middle + 4, "tick", tag.positives == 0 ? "n/a: no track has this tag" : "n/a: every track has this tag");
        return;
    }
    const bool certain = tag.verdict == Verdict::Yes;
    svg.rect(left, middle - 7, kBar * *tag.rocAuc, 14, certain ? "bar" : "bar unsure", tip(tag));
    if (tag.interval) {
        const double low = left + kBar * tag.interval->low;
        const double high = left + kBar * tag.interval->high;
        svg.line(low, middle, high, middle, "whisker");
        svg.line(low, middle - 4, low, middle + 4, "whisker");
        svg.line(high, middle - 4, high, middle + 4, "whisker");
    }
    svg.text(left + kBar + 10, middle + 4, "value", fixed(*tag.rocAuc, 3));
    // The verdict in a shape, not in colour alone.
    svg.text(left + kBar + 52, middle + 4, "value",
             tag.verdict == Verdict::Yes ? "\xe2\x9c\x93" : tag.verdict == Verdict::No ? "\xc3\x97" : "?");
    svg.rect(right, middle - 7, kBar * *tag.averagePrecision, 14, "bar second", tip(tag));
    const double prevalence = right + kBar * tag.prevalence();
    svg.line(prevalence, middle - 9, prevalence, middle + 9, "chance");
    svg.text(right + kBar + 10, middle + 4, "value", fixed(*tag.averagePrecision, 3));
}

std::vector<std::size_t> mostFrequent(const evaluate::Evaluation& evaluation, std::size_t count)
{
    std::vector<std::size_t> order(evaluation.perTag.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return evaluation.perTag[a].positives > evaluation.perTag[b].positives; });
    order.resize(std::min(count, order.size()));
    std::sort(order.begin(), order.end());
    return order;
}

}  // namespace

std::vector<std::size_t> tagsByRocAuc(const evaluate::Evaluation& evaluation)
{
    std::vector<std::size_t> order(evaluation.perTag.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return evaluation.perTag[a].rocAuc.value_or(-1) > evaluation.perTag[b].rocAuc.value_or(-1);
    });
    return order;
}

std::string tagBars(const evaluate::Evaluation& evaluation)
{
    if (evaluation.perTag.empty()) return {};
    const double bottom = kHead + kRow * static_cast<double>(evaluation.perTag.size());
    Svg svg(kWidth, bottom + kFoot, "ROC-AUC with 95 % interval and average precision for each tag");
    drawAxis(svg, kNames, bottom, "ROC-AUC with 95 % interval");
    drawAxis(svg, kNames + kBar + kGap, bottom, "Average precision");
    double top = kHead;
    for (const auto t : tagsByRocAuc(evaluation)) {
        drawTag(svg, evaluation.perTag[t], top);
        top += kRow;
    }
    const double chance = kNames + kBar / 2;
    svg.line(chance, kHead - 8, chance, bottom, "chance");
    svg.text(chance + 5, kHead - 1, "tick", "chance");
    return svg.finish();
}

std::string confusionHeatmap(const evaluate::Evaluation& evaluation)
{
    const auto& table = evaluation.confusion ? evaluation.confusion->table : evaluation.tagConfusion;
    if (table.size == 0) return {};
    const auto shown = mostFrequent(evaluation, kHeatmapTags);
    const double cell = shown.size() > 20 ? 30 : shown.size() > 12 ? 36 : 46;
    constexpr double kSide = 150;
    constexpr double kTop = 120;
    const double extent = cell * static_cast<double>(shown.size());
    Svg svg(kSide + extent + 10, kTop + extent + 10, "Truth in rows, prediction in columns");
    svg.text(kSide, 14, "axis-title", evaluation.confusion ? "predicted class \xe2\x86\x92" : "tag given \xe2\x86\x92");
    svg.text(kSide - 12, kTop - 10, "axis-title end", evaluation.confusion ? "true class \xe2\x86\x93" : "true tag \xe2\x86\x93");
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double at = cell * (static_cast<double>(i) + 0.5);
        const auto& row = evaluation.perTag[shown[i]];
        svg.text(kSide - 12, kTop + at + 4, "label end", row.tag, kShortNameLength);
        svg.verticalText(kSide + at + 4, kTop - 8, "label", row.tag, kShortNameLength);
        // In a tag table a row's own tag is the natural measure; in a class table the row's sum is the same number.
        const double total = std::max<double>(1, static_cast<double>(row.positives));
        for (std::size_t j = 0; j < shown.size(); ++j) {
            const auto count = table(shown[i], shown[j]);
            const double share = std::min(1.0, static_cast<double>(count) / total);
            const double x = kSide + cell * static_cast<double>(j);
            const double y = kTop + cell * static_cast<double>(i);
            const auto text = row.tag + " \xe2\x86\x92 " + evaluation.perTag[shown[j]].tag + ": " + std::to_string(count);
            svg.rect(x + 0.5, y + 0.5, cell - 1, cell - 1, "cell-base");
            if (count > 0) svg.rect(x + 0.5, y + 0.5, cell - 1, cell - 1, "cell", text, 0.08 + 0.92 * share);
            if (count > 0) svg.text(x + cell / 2, y + cell / 2 + 4, share > 0.6 ? "cell-number strong" : "cell-number", std::to_string(count));
        }
    }
    return svg.finish();
}

}  // namespace engine::report
