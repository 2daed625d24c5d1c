#include "ui/charts/curve_chart.h"

namespace ui {

extern const ChartEntry precision_recall_chart;
const ChartEntry precision_recall_chart{"precision-recall", QT_TRANSLATE_NOOP("Chart", "Precision/recall"), {"precision-recall", "average-precision"},
                          [](QWidget* parent) -> Chart* { return new CurveChart(CurveChart::Kind::PrecisionRecall, parent); }};

}  // namespace ui
