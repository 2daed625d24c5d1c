#include <algorithm>
#include <cmath>

#include "engine/classic/charts.h"
#include "engine/classic/charts_axis.h"
#include "engine/core/translatable.h"

namespace engine::classic {

namespace {

constexpr std::size_t kNameLength = 26;
constexpr double kNumbers = 62;   // behind a bar

template <typename Items>
double namesOf(const Items& items)
{
    std::vector<std::string_view> names;
    for (const auto& item : items)
        names.push_back(item.name);
    return roomForNames(names, kNameLength);
}

void drawWhisker(report::Drawing& drawing, double low, double high, double middle)
{
    drawing.line(low, middle, high, middle, "whisker");
    for (const double end : {low, high})
        drawing.line(end, middle - 4, end, middle + 4, "whisker");
}

}  // namespace

report::Drawing comparisonBars(std::span<const ComparedModel> models, std::string_view measure, double width)
{
    if (models.empty()) return {};
    const bool isApart = std::any_of(models.begin(), models.end(), [](const auto& model) { return model.apart.has_value(); });
    const double row = isApart ? 36 : 26, names = namesOf(models);
    const RowAxis axis{names, std::max(width - names - kNumbers, 220.0), 0, 1};
    const double bottom = kAxisHead + row * static_cast<double>(models.size());
    report::Drawing drawing(names + axis.width + kNumbers, bottom + kAxisFoot + (isApart ? 22 : 0), "Mean, least and most of every model");
    drawRowAxis(drawing, axis, bottom, measure);
    double top = kAxisHead;
    for (std::size_t m = 0; m < models.size(); ++m, top += row) {
        const auto& model = models[m];
        const double first = top + (isApart ? 11 : row / 2);
        drawing.text(names - 12, top + row / 2 + 4, "label end", model.name, kNameLength);
        drawing.rect(axis.left, first - 7, model.mean * axis.width, 14, "bar");
        drawWhisker(drawing, axis.at(model.least), axis.at(model.most), first);
        drawing.text(axis.left + axis.width + 10, first + 4, "value", report::fixed(model.mean, 3));
        if (model.apart) {
            drawing.rect(axis.left, first + 8, *model.apart * axis.width, 10, "bar second");
            drawing.text(axis.left + axis.width + 10, first + 18, "value", report::fixed(*model.apart, 3));
        }
        drawing.mark({report::Mark::Kind::Tag, m, m, 0, 0, top, drawing.width(), row});
    }
    if (isApart) {
        const double y = bottom + kAxisFoot + 14;
        drawing.rect(axis.left, y - 9, 14, 10, "bar");
        drawing.text(axis.left + 20, y, "value", QT_TRANSLATE_NOOP("Chart", "chosen plan"));
        drawing.rect(axis.left + 130, y - 9, 14, 10, "bar second");
        drawing.text(axis.left + 150, y, "value", QT_TRANSLATE_NOOP("Chart", "artists apart"));
    }
    return drawing;
}

report::Drawing valueBars(std::span<const NamedValue> values, std::string_view measure, double width)
{
    if (values.empty()) return {};
    constexpr double kRow = 22;
    double low = 0, high = 0;
    for (const auto& one : values)
        low = std::min(low, one.value - one.spread), high = std::max(high, one.value + one.spread);
    if (!(high > low)) high = low + 1;
    const double names = namesOf(values);
    const RowAxis axis{names, std::max(width - names - kNumbers, 200.0), low, high};
    const double bottom = kAxisHead + kRow * static_cast<double>(values.size());
    report::Drawing drawing(names + axis.width + kNumbers, bottom + kAxisFoot, measure);
    drawRowAxis(drawing, axis, bottom, measure);
    double top = kAxisHead;
    for (std::size_t i = 0; i < values.size(); ++i, top += kRow) {
        const auto& one = values[i];
        const double middle = top + kRow / 2, from = axis.at(std::min(0.0, one.value)), to = axis.at(std::max(0.0, one.value));
        drawing.text(names - 12, middle + 4, "label end", one.name, kNameLength);
        drawing.rect(from, middle - 6, to - from, 12, "bar");
        if (one.spread > 0) drawWhisker(drawing, axis.at(one.value - one.spread), axis.at(one.value + one.spread), middle);
        drawing.text(axis.left + axis.width + 10, middle + 4, "value", report::fixed(one.value, 3));
        drawing.mark({report::Mark::Kind::Tag, i, i, 0, 0, top, drawing.width(), kRow});
    }
    return drawing;
}

}  // namespace engine::classic
