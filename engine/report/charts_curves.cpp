#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/csv.h"
#include "engine/core/translatable.h"
#include "engine/report/charts.h"
#include "engine/report/line_chart.h"

namespace engine::report {

namespace {

using Curve = std::vector<evaluate::CurvePoint>;
using CurveOf = Curve TagCurves::*;

// Thin lines need no more points than this.
constexpr std::size_t kFaintPoints = 160;

/// What one of the two charts is about.
struct CurveKind {
    std::string_view title, xTitle, xName, yName;
    CurveOf curve;
    bool roc;
};

const CurveKind kRoc{QT_TRANSLATE_NOOP("Chart", "ROC: true positive rate"), QT_TRANSLATE_NOOP("Chart", "false positive rate"), "false positive rate", "true positive rate", &TagCurves::roc, true};
const CurveKind kPrecisionRecall{QT_TRANSLATE_NOOP("Chart", "Precision"), QT_TRANSLATE_NOOP("Chart", "recall"), "recall", "precision", &TagCurves::precisionRecall, false};

/// Places in report.curves of the best, the middle and the worst by ROC-AUC, without repetition.
std::vector<std::size_t> examples(const TagReport& report, CurveOf curve)
{
    std::vector<std::size_t> found;
    for (const auto t : tagsByRocAuc(report.evaluation))
        for (std::size_t c = 0; c < report.curves.size(); ++c)
            if (report.curves[c].place == t && !(report.curves[c].*curve).empty()) found.push_back(c);
    if (found.size() <= 3) return found;
    return {found.front(), found[found.size() / 2], found.back()};
}

/// Places in report.curves of the tags asked for.
std::vector<std::size_t> chosenCurves(const TagReport& report, CurveOf curve, const std::vector<std::size_t>& tags)
{
    std::vector<std::size_t> found;
    for (const auto tag : tags)
        for (std::size_t c = 0; c < report.curves.size() && found.size() < kCurveTags; ++c)
            if (report.curves[c].place == tag && !(report.curves[c].*curve).empty()) found.push_back(c);
    return found;
}

std::vector<Point> pointsOf(const Curve& curve)
{
    std::vector<Point> points;
    for (const auto& point : curve)
        points.push_back({point.x, point.y});
    return points;
}

/// The last point at or above the tag's threshold: where the model stands now.
std::optional<Point> operatingPoint(const Curve& curve, double threshold)
{
    std::optional<Point> found;
    for (const auto& point : curve)
        if (point.threshold >= threshold) found = Point{point.x, point.y};
    return found;
}

void drawChosen(LineChart& chart, const TagReport& report, const CurveKind& kind, const TagCurves& curves, const std::string& style)
{
    const auto& curve = curves.*kind.curve;
    const auto& tag = report.evaluation.perTag.at(curves.place);
    if (!kind.roc) chart.dashed({0, tag.prevalence()}, {1, tag.prevalence()}, "chance prevalence");
    chart.curve(pointsOf(curve), "curve " + style);
    if (const auto now = operatingPoint(curve, tag.threshold)) chart.ring(*now, "operating");
    for (const auto& point : curve) {
        if (!std::isfinite(point.threshold)) continue;   // the ROC's origin: no track at all
        Mark mark;
        mark.kind = Mark::Kind::Point;
        mark.row = mark.column = curves.place;
        mark.threshold = point.threshold;
        chart.mark({point.x, point.y}, mark);
    }
}

Drawing curveChart(const TagReport& report, const CurveKind& kind, const CurveOptions& options)
{
    const bool asked = !options.tags.empty();
    const auto named = asked ? chosenCurves(report, kind.curve, options.tags) : examples(report, kind.curve);
    if (named.empty() && (report.curves.empty() || !asked)) return {};
    LineChart::Frame frame;
    frame.width = options.width;
    frame.height = options.height;
    frame.namesWidth = 122;
    frame.high = {1, 1};
    LineChart chart(kind.title, kind.xTitle, frame);
    chart.ticks({0, 0.25, 0.5, 0.75, 1}, {0, 0.25, 0.5, 0.75, 1}, 2);
    if (kind.roc) {
        chart.dashed({0, 0}, {1, 1});
        chart.note({0.56, 0.44}, QT_TRANSLATE_NOOP("Chart", "chance"));
    }
    for (const auto& curves : report.curves)
        chart.curve(pointsOf(evaluate::thinned(curves.*kind.curve, kFaintPoints)), "curve faint");
    std::vector<LineChart::Name> names;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const auto& curves = report.curves[named[i]];
        const auto style = "k" + std::to_string(i + 1);
        drawChosen(chart, report, kind, curves, style);
        const auto& curve = curves.*kind.curve;
        names.push_back({curve.back().y, curves.tag, "ink", "curve " + style});
    }
    if (!kind.roc && !named.empty()) chart.note({0, report.evaluation.perTag.at(report.curves[named.front()].place).prevalence()}, QT_TRANSLATE_NOOP("Chart", "chance"));
    chart.names(std::move(names));
    return chart.finish();
}

std::string curveCsv(const TagReport& report, const CurveKind& kind, const std::vector<std::size_t>& tags)
{
    CsvWriter csv;
    csv.text("tag").text("type").text(std::string(kind.xName) + " [0..1]").text(std::string(kind.yName) + " [0..1]").text("threshold [probability]");
    csv.endRow();
    for (const auto& curves : report.curves) {
        if (!tags.empty() && std::find(tags.begin(), tags.end(), curves.place) == tags.end()) continue;
        for (const auto& point : curves.*kind.curve) {
            csv.text(curves.tag).text(report.evaluation.perTag.at(curves.place).type).number(point.x).number(point.y).number(point.threshold);
            csv.endRow();
        }
    }
    return csv.document();
}

}  // namespace

Drawing rocCurves(const TagReport& report, const CurveOptions& options)
{
    return curveChart(report, kRoc, options);
}

Drawing precisionRecallCurves(const TagReport& report, const CurveOptions& options)
{
    return curveChart(report, kPrecisionRecall, options);
}

std::string rocCsv(const TagReport& report, const std::vector<std::size_t>& tags)
{
    return curveCsv(report, kRoc, tags);
}

std::string precisionRecallCsv(const TagReport& report, const std::vector<std::size_t>& tags)
{
    return curveCsv(report, kPrecisionRecall, tags);
}

}  // namespace engine::report
