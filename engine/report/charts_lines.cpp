#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "engine/report/charts.h"
#include "engine/report/svg.h"

namespace engine::report {

namespace {

constexpr double kWidth = 460;
constexpr double kHeight = 300;
constexpr double kLeft = 46;
constexpr double kRight = 92;   // names stand at the lines' ends
constexpr std::size_t kNameLength = 12;
constexpr double kTop = 30;
constexpr double kBottom = 40;

struct Point {
    double x = 0;
    double y = 0;
};

/// One drawing with two linear axes.
class LineChart {
public:
    LineChart(std::string_view title, std::string_view xTitle, Point low, Point high)
        : m_svg(kWidth, kHeight, title), m_low(low), m_high(high)
    {
        m_svg.text(kLeft, 14, "axis-title", title);
        m_svg.text(kLeft + plotWidth() / 2, kHeight - 6, "tick middle", xTitle);
    }

    void ticks(const std::vector<double>& xs, const std::vector<double>& ys, int decimals)
    {
        for (const double y : ys) {
            m_svg.line(kLeft, py(y), kLeft + plotWidth(), py(y), "grid");
            m_svg.text(kLeft - 8, py(y) + 4, "tick end", fixed(y, decimals));
        }
        for (const double x : xs)
            m_svg.text(px(x), kTop + plotHeight() + 16, "tick middle", coordinate(x));
    }

    void curve(const std::vector<Point>& points, std::string_view style)
    {
        std::string text;
        for (const auto& point : points)
            text += coordinate(px(point.x)) + "," + coordinate(py(point.y)) + " ";
        if (points.size() == 1) m_svg.circle(px(points[0].x), py(points[0].y), 3, std::string(style) + " dot");
        if (points.size() > 1) m_svg.polyline(text, style);
    }

    /// Names are moved apart so that none covers another.
    void names(std::vector<std::pair<double, std::string>> ends, const std::vector<std::string>& styles)
    {
        std::vector<std::size_t> order(ends.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ends[a].first > ends[b].first; });
        constexpr double kLine = 15;
        double last = kTop - kLine;
        for (const auto i : order) {
            last = std::max(py(ends[i].first) + 4, last + kLine);
            m_svg.text(kLeft + plotWidth() + 8, last, "label " + styles[i], ends[i].second, kNameLength);
        }
    }

    void dashed(Point from, Point to) { m_svg.line(px(from.x), py(from.y), px(to.x), py(to.y), "chance"); }
    void note(Point at, std::string_view text) { m_svg.text(px(at.x) + 4, py(at.y) - 5, "tick", text); }
    std::string finish() { return m_svg.finish(); }

private:
    static double plotWidth() { return kWidth - kLeft - kRight; }
    static double plotHeight() { return kHeight - kTop - kBottom; }
    double px(double x) const { return kLeft + plotWidth() * (x - m_low.x) / (m_high.x - m_low.x); }
    double py(double y) const { return kTop + plotHeight() * (1 - (y - m_low.y) / (m_high.y - m_low.y)); }

    Svg m_svg;
    Point m_low;
    Point m_high;
};

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
std::string epochChart(const TagReport& report, std::string_view title, const Value& train, const Value& valid, bool fromZero)
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
    LineChart chart(title, "epoch", {1, low}, {static_cast<double>(last), high});
    std::vector<double> ys;
    for (int i = 0; i <= 4; ++i)
        ys.push_back(low + (high - low) * i / 4);
    chart.ticks(epochTicks(last), ys, 2);
    if (!fromZero) {
        chart.dashed({1, 0.5}, {static_cast<double>(last), 0.5});
        chart.note({1, 0.5}, "chance");
    }
    if (report.bestEpoch > 0) chart.dashed({static_cast<double>(report.bestEpoch), low}, {static_cast<double>(report.bestEpoch), high});
    chart.curve(trained, "curve second");
    chart.curve(validated, "curve first");
    std::vector<std::pair<double, std::string>> ends;
    std::vector<std::string> styles;
    if (!trained.empty()) ends.emplace_back(trained.back().y, "training"), styles.emplace_back("ink-second");
    if (!validated.empty()) ends.emplace_back(validated.back().y, "validation"), styles.emplace_back("ink-first");
    chart.names(ends, styles);
    return chart.finish();
}

/// Places in `tags` of the best, the middle and the worst by ROC-AUC, without repetition.
std::vector<std::size_t> examples(const TagReport& report)
{
    std::vector<std::size_t> places;
    for (const auto t : tagsByRocAuc(report.evaluation))
        for (std::size_t c = 0; c < report.curves.size(); ++c)
            if (report.curves[c].tag == report.evaluation.perTag[t].tag && !report.curves[c].roc.empty()) places.push_back(c);
    if (places.size() <= 3) return places;
    return {places.front(), places[places.size() / 2], places.back()};
}

using CurveOf = std::function<const std::vector<evaluate::CurvePoint>&(const TagCurves&)>;

std::string curveChart(const TagReport& report, std::string_view title, std::string_view xTitle, const CurveOf& curveOf, bool diagonal)
{
    const auto named = examples(report);
    if (named.empty()) return {};
    LineChart chart(title, xTitle, {0, 0}, {1, 1});
    chart.ticks({0, 0.25, 0.5, 0.75, 1}, {0, 0.25, 0.5, 0.75, 1}, 2);
    if (diagonal) chart.dashed({0, 0}, {1, 1});
    constexpr std::size_t kPoints = 160;
    const auto points = [&](std::size_t c) {
        std::vector<Point> result;
        for (const auto& point : evaluate::thinned(curveOf(report.curves[c]), kPoints))
            result.push_back({point.x, point.y});
        return result;
    };
    for (std::size_t c = 0; c < report.curves.size(); ++c)
        chart.curve(points(c), "curve faint");
    constexpr const char* kStyles[] = {"first", "second", "third"};
    std::vector<std::pair<double, std::string>> ends;
    std::vector<std::string> styles;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const auto drawn = points(named[i]);
        chart.curve(drawn, std::string("curve ") + kStyles[i]);
        ends.emplace_back(drawn.empty() ? 0 : drawn.back().y, report.curves[named[i]].tag);
        styles.push_back(std::string("ink-") + kStyles[i]);
    }
    chart.names(ends, styles);
    return chart.finish();
}

}  // namespace

std::string lossCurves(const TagReport& report)
{
    return report.epochs.empty() ? std::string()
                                 : epochChart(report, "Loss (binary cross-entropy)", [](const EpochPoint& e) { return std::optional(e.trainLoss); },
                                              [](const EpochPoint& e) { return e.validLoss; }, true);
}

std::string rocAucCurves(const TagReport& report)
{
    return report.epochs.empty() ? std::string()
                                 : epochChart(report, "ROC-AUC, macro mean", [](const EpochPoint& e) { return e.trainRocAuc; },
                                              [](const EpochPoint& e) { return e.validRocAuc; }, false);
}

std::string rocCurves(const TagReport& report)
{
    return curveChart(report, "ROC: true positive rate", "false positive rate",
                      [](const TagCurves& c) -> const std::vector<evaluate::CurvePoint>& { return c.roc; }, true);
}

std::string precisionRecallCurves(const TagReport& report)
{
    return curveChart(report, "Precision", "recall",
                      [](const TagCurves& c) -> const std::vector<evaluate::CurvePoint>& { return c.precisionRecall; }, false);
}

std::string mapScatter(const TagReport& report)
{
    if (report.map.empty()) return {};
    constexpr std::size_t kColours = 8;
    constexpr double kSide = 620;
    constexpr double kLegend = 190;
    std::map<std::string, std::size_t> counts;
    for (const auto& point : report.map)
        if (!point.tag.empty()) ++counts[point.tag];
    std::vector<std::pair<std::string, std::size_t>> frequent(counts.begin(), counts.end());
    std::stable_sort(frequent.begin(), frequent.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    frequent.resize(std::min(frequent.size(), kColours));
    std::map<std::string, std::string> styles;
    for (std::size_t i = 0; i < frequent.size(); ++i)
        styles[frequent[i].first] = "c" + std::to_string(i + 1);

    auto [lowX, highX] = std::minmax_element(report.map.begin(), report.map.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
    auto [lowY, highY] = std::minmax_element(report.map.begin(), report.map.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
    const auto centreX = (static_cast<double>(lowX->x) + static_cast<double>(highX->x)) / 2;
    const auto centreY = (static_cast<double>(lowY->y) + static_cast<double>(highY->y)) / 2;
    const double range = std::max({static_cast<double>(highX->x - lowX->x), static_cast<double>(highY->y - lowY->y), 1e-9});
    Svg svg(kSide + kLegend, kSide, "Map of tracks, coloured by tag");
    svg.rect(0.5, 0.5, kSide - 1, kSide - 1, "frame");
    const double scale = (kSide - 32) / range;   // one scale for both axes: distances are not stretched
    const double radius = report.map.size() > 2000 ? 2 : report.map.size() > 400 ? 3 : 4.5;
    const std::size_t step = (report.map.size() + kMapPoints - 1) / kMapPoints;
    for (std::size_t i = 0; i < report.map.size(); i += step) {
        const auto& point = report.map[i];
        const auto style = styles.find(point.tag);
        svg.circle(kSide / 2 + (static_cast<double>(point.x) - centreX) * scale, kSide / 2 - (static_cast<double>(point.y) - centreY) * scale,
                   radius, "point " + (style == styles.end() ? std::string("c0") : style->second));
    }
    double y = 20;
    for (const auto& [tag, count] : frequent) {
        svg.circle(kSide + 24, y - 4, 5, "point " + styles[tag]);
        svg.text(kSide + 38, y, "label", tag + " (" + std::to_string(count) + ")");
        y += 22;
    }
    if (counts.size() > frequent.size()) {
        svg.circle(kSide + 24, y - 4, 5, "point c0");
        svg.text(kSide + 38, y, "label", "other tags");
    }
    return svg.finish();
}

}  // namespace engine::report
