#include "ui/charts/chart.h"

namespace ui {

namespace {

/// ROC-AUC and average precision of every tag, in the order of the table beside it.
class TagBarsChart final : public Chart {
public:
    explicit TagBarsChart(QWidget* parent) : Chart(parent) { setAccessibleName(Chart::tr("ROC-AUC and average precision of every tag")); }
    std::string csv() const override { return engine::report::tagBarsCsv(view()->report.evaluation); }

protected:
    engine::report::Drawing drawView(QSizeF room) const override
    {
        return engine::report::tagBars(view()->report.evaluation, {order(), room.width()});
    }
};

}  // namespace

extern const ChartEntry tag_bars_chart;
const ChartEntry tag_bars_chart{"tag-bars", QT_TRANSLATE_NOOP("Chart", "Bars"), {"roc-auc", "average-precision"},
                                [](QWidget* parent) -> Chart* { return new TagBarsChart(parent); }};

}  // namespace ui
