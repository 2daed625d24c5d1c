#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

#include "engine/core/translatable.h"
#include "engine/report/charts.h"
#include "engine/report/line_chart.h"

namespace engine::report {

namespace {

std::vector<double> epochTicks(int last)
{
    const int step = last <= 10 ? 1 : last <= 25 ? 5 : last <= 60 ? 10 : (last / 5 + 9) / 10 * 10;
    std::vector<double> ticks{1};
    for (int epoch = step == 1 ? 2 : step; epoch <= last; epoch += step)
        ticks.push_back(epoch);
    return ticks;
}

using Value = std::function<std::optional<double>(const EpochPoint&)>;

std::vector<Point> valuesOf(const TagReport& report, const Value& value)
{
    std::vector<Point> points;
    for (const auto& epoch : report.epochs)
        if (const auto y = value(epoch); y && std::isfinite(*y)) points.push_back({static_cast<double>(epoch.epoch), *y});
    return points;
}

/// Training and validation over the epochs.
Drawing epochChart(const TagReport& report, std::string_view title, const Value& train, const Value& valid, bool fromZero)
{
    const auto trained = valuesOf(report, train);
    const auto validated = valuesOf(report, valid);
    if (trained.empty() && validated.empty()) return {};
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    for (const auto* points : {&trained, &validated})
        for (const auto& point : *points) {
            low = std::min(low, point.y);
            high = std::max(high, point.y);
        }
    low = fromZero ? 0 : std::floor(std::min(low, 0.5) * 10) / 10;
    high = fromZero ? std::max(high * 1.05, 1e-6) : 1;
    const int last = std::max(2, report.epochs.back().epoch);
    LineChart::Frame frame;
    frame.low = {1, low};
    frame.high = {static_cast<double>(last), high};
    frame.namesWidth = 108;   // "training" in any language
    LineChart chart(title, QT_TRANSLATE_NOOP("Chart", "epoch"), frame);
    std::vector<double> ys;
    for (int i = 0; i <= 4; ++i)
        ys.push_back(low + (high - low) * i / 4);
    chart.ticks(epochTicks(last), ys, 2);
    if (!fromZero) {
        chart.dashed({1, 0.5}, {static_cast<double>(last), 0.5});
        chart.note({1, 0.5}, QT_TRANSLATE_NOOP("Chart", "chance"));
    }
    if (report.bestEpoch > 0) chart.dashed({static_cast<double>(report.bestEpoch), low}, {static_cast<double>(report.bestEpoch), high});
    chart.curve(trained, "curve second");
    chart.curve(validated, "curve first");
    std::vector<LineChart::Name> names;
    if (!trained.empty()) names.push_back({trained.back().y, QT_TRANSLATE_NOOP("Chart", "training"), "word ink-second", ""});
    if (!validated.empty()) names.push_back({validated.back().y, QT_TRANSLATE_NOOP("Chart", "validation"), "word ink-first", ""});
    chart.names(names);
    return chart.finish();
}

}  // namespace

Drawing lossCurves(const TagReport& report)
{
    if (report.epochs.empty()) return {};
    return epochChart(report, QT_TRANSLATE_NOOP("Chart", "Loss (binary cross-entropy)"), [](const EpochPoint& e) { return std::optional(e.trainLoss); },
                      [](const EpochPoint& e) { return e.validLoss; }, true);
}

Drawing rocAucCurves(const TagReport& report)
{
    if (report.epochs.empty()) return {};
    return epochChart(report, QT_TRANSLATE_NOOP("Chart", "ROC-AUC, macro mean"), [](const EpochPoint& e) { return e.trainRocAuc; },
                      [](const EpochPoint& e) { return e.validRocAuc; }, false);
}

}  // namespace engine::report
