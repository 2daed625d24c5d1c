#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/core/translatable.h"
#include "engine/report/charts.h"

namespace engine::report {

namespace {

using evaluate::TagScore;
using evaluate::Verdict;

constexpr double kRow = kBarsRow;
constexpr double kHead = kBarsHead;
constexpr double kFoot = 22;
constexpr double kLeastNames = 70;
constexpr double kMostNames = 170;
constexpr double kGap = 96;   // holds the number behind a bar
// Code points that fit into the space for names.
constexpr std::size_t kNameLength = 22;
constexpr double kLeastBar = 90;

/// Two columns of bars beside the names.
struct Columns {
    double bar = 0;
    double left = 0;
    double right = 0;
};

/// As much room as the longest name needs.
double namesWidth(const evaluate::Evaluation& evaluation)
{
    constexpr double kLetter = 7.4;
    std::size_t longest = 0;
    for (const auto& tag : evaluation.perTag)
        longest = std::max(longest, std::min(tag.tag.size(), kNameLength));
    return std::clamp(kLetter * static_cast<double>(longest) + 16, kLeastNames, kMostNames);
}

void drawAxis(Drawing& drawing, double left, double bar, double bottom, std::string_view title)
{
    drawing.text(left, 14, "axis-title", title, 60);
    for (int tick = 0; tick <= 4; ++tick) {
        const double x = left + bar * tick / 4;
        drawing.line(x, kHead - 8, x, bottom, "grid");
        drawing.text(x, bottom + 16, "tick middle", coordinate(tick / 4.0));
    }
}

std::string range(const std::optional<evaluate::Interval>& interval)
{
    return interval ? " (" + fixed(interval->low, 3) + " - " + fixed(interval->high, 3) + ")" : std::string();
}

std::string tip(const TagScore& tag, const Language& language)
{
    return filled(language("Chart", QT_TRANSLATE_NOOP("Chart", "%1: %2 of %3 tracks, ROC-AUC %4, average precision %5")),
                  {tag.tag, std::to_string(tag.positives), std::to_string(tag.items()), fixed(*tag.rocAuc, 3) + range(tag.interval),
                   fixed(*tag.averagePrecision, 3) + range(tag.averagePrecisionInterval)});
}

void drawInterval(Drawing& drawing, const std::optional<evaluate::Interval>& interval, double left, double bar, double middle)
{
    if (!interval) return;
    const double low = left + bar * interval->low;
    const double high = left + bar * interval->high;
    if (high > low) drawing.line(low, middle, high, middle, "whisker");   // perfect order: a point
    drawing.line(low, middle - 4, low, middle + 4, "whisker");
    drawing.line(high, middle - 4, high, middle + 4, "whisker");
}

void drawTag(Drawing& drawing, const TagScore& tag, const Columns& columns, double top, const Language& language)
{
    const double middle = top + kRow / 2;
    const double left = columns.left;
    const double right = columns.right;
    drawing.text(left - 12, middle + 4, "label end", tag.tag, kNameLength);
    if (!tag.rocAuc || !tag.averagePrecision) {
        drawing.text(left + 4, middle + 4, "tick", tag.positives == 0 ? QT_TRANSLATE_NOOP("Chart", "n/a: no track has this tag") : QT_TRANSLATE_NOOP("Chart", "n/a: every track has this tag"));
        return;
    }
    const bool certain = tag.verdict == Verdict::Yes;
    drawing.rect(left, middle - 7, columns.bar * *tag.rocAuc, 14, certain ? "bar" : "bar unsure", tip(tag, language));
    drawInterval(drawing, tag.interval, left, columns.bar, middle);
    drawing.text(left + columns.bar + 10, middle + 4, "value", fixed(*tag.rocAuc, 3));
    // The verdict in a shape, not in colour alone.
    drawing.text(left + columns.bar + 52, middle + 4, "value",
                 tag.verdict == Verdict::Yes ? "\xe2\x9c\x93" : tag.verdict == Verdict::No ? "\xc3\x97" : "?");
    drawing.rect(right, middle - 7, columns.bar * *tag.averagePrecision, 14, "bar second", tip(tag, language));
    drawInterval(drawing, tag.averagePrecisionInterval, right, columns.bar, middle);
    const double prevalence = right + columns.bar * tag.prevalence();
    drawing.line(prevalence, middle - 9, prevalence, middle + 9, "chance");
    drawing.text(right + columns.bar + 10, middle + 4, "value", fixed(*tag.averagePrecision, 3));
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

Drawing tagBars(const evaluate::Evaluation& evaluation, const BarOptions& options)
{
    if (evaluation.perTag.empty()) return {};
    const double names = namesWidth(evaluation);
    const double width = std::max(options.width, names + 2 * kGap + 2 * kLeastBar);
    Columns columns;
    columns.left = names;
    columns.bar = (width - names - 2 * kGap) / 2;
    columns.right = columns.left + columns.bar + kGap;
    const double bottom = kHead + kRow * static_cast<double>(evaluation.perTag.size());
    Drawing drawing(width, bottom + kFoot, QT_TRANSLATE_NOOP("Chart", "ROC-AUC and average precision with 95 % intervals for each tag"));
    drawAxis(drawing, columns.left, columns.bar, bottom, QT_TRANSLATE_NOOP("Chart", "ROC-AUC"));
    drawAxis(drawing, columns.right, columns.bar, bottom, QT_TRANSLATE_NOOP("Chart", "Average precision"));
    double top = kHead;
    for (const auto t : options.order.empty() ? tagsByRocAuc(evaluation) : options.order) {
        const auto& tag = evaluation.perTag[t];
        drawTag(drawing, tag, columns, top, options.language);
        drawing.mark({Mark::Kind::Tag, t, t, tag.threshold, 0, top, width, kRow});
        top += kRow;
    }
    const double chance = columns.left + columns.bar / 2;
    drawing.line(chance, kHead - 8, chance, bottom, "chance");
    drawing.text(chance + 5, kHead - 1, "tick", QT_TRANSLATE_NOOP("Chart", "chance"));
    return drawing;
}

}  // namespace engine::report
