#include <QCoreApplication>

#include "engine/evaluate/explanations.h"
#include "ui/charts/chart.h"

namespace ui {

#define CHART(name) extern const ChartEntry name##_chart;
#include "ui/charts/registry.def"
#undef CHART

std::span<const ChartEntry* const> charts()
{
    static const ChartEntry* const all[] = {
#define CHART(name) &name##_chart,
#include "ui/charts/registry.def"
#undef CHART
    };
    return all;
}

namespace {

QString metric(std::string_view text)
{
    return QCoreApplication::translate("Metric", std::string(text).c_str());
}

}  // namespace

QString metricTitle(const char* id)
{
    return metric(engine::evaluate::explanation(id).title);
}

QString metricText(const char* id)
{
    const auto& words = engine::evaluate::explanation(id);
    if (words.chance.empty()) return metric(words.text);
    return metric(words.text) + QLatin1Char(' ') +
           QCoreApplication::translate("Metric", "By chance: %1.").arg(metric(words.chance));
}

}  // namespace ui
