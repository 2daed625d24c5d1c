#include "ui/charts/curve_chart.h"

namespace ui {

extern const ChartEntry roc_chart;
const ChartEntry roc_chart{"roc", QT_TRANSLATE_NOOP("Chart", "ROC"), {"roc-curve", "roc-auc"},
                          [](QWidget* parent) -> Chart* { return new CurveChart(CurveChart::Kind::Roc, parent); }};

}  // namespace ui
