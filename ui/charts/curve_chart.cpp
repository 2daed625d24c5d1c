#include "ui/charts/curve_chart.h"

#include <algorithm>

#include <QLocale>

namespace ui {

namespace {

// Neither so flat nor so wide that a curve cannot be read; the rest of the room stays free.
constexpr double kLeastHeight = 220;
constexpr double kMostHeight = 620;

}  // namespace

CurveChart::CurveChart(Kind kind, QWidget* parent) : Chart(parent), m_kind(kind)
{
    setAccessibleName(kind == Kind::Roc ? tr("ROC curves of the chosen tags") : tr("Precision and recall curves of the chosen tags"));
}

std::string CurveChart::csv() const
{
    return m_kind == Kind::Roc ? engine::report::rocCsv(view()->report, tags()) : engine::report::precisionRecallCsv(view()->report, tags());
}

engine::report::Drawing CurveChart::drawView(QSizeF room) const
{
    engine::report::CurveOptions options;
    options.tags = tags();
    options.height = std::clamp(room.height(), kLeastHeight, kMostHeight);
    options.width = std::clamp(room.width(), 320.0, options.height * 1.9);
    return m_kind == Kind::Roc ? engine::report::rocCurves(view()->report, options) : engine::report::precisionRecallCurves(view()->report, options);
}

const std::vector<engine::evaluate::CurvePoint>* CurveChart::curveOf(std::size_t place) const
{
    for (const auto& curves : view()->report.curves)
        if (curves.place == place) return m_kind == Kind::Roc ? &curves.roc : &curves.precisionRecall;
    return nullptr;
}

QString CurveChart::tipOf(const engine::report::Mark& mark) const
{
    const auto number = [](double value) { return QLocale().toString(value, 'f', 3); };
    auto text = Chart::tipOf(mark);
    const auto* curve = curveOf(mark.row);
    if (curve == nullptr) return text;
    const auto found = std::ranges::find(*curve, mark.threshold, &engine::evaluate::CurvePoint::threshold);
    if (found == curve->end()) return text;
    return text + QStringLiteral(": ") +
           (m_kind == Kind::Roc ? tr("true positive rate %1, false positive rate %2") : tr("precision %1, recall %2")).arg(number(found->y), number(found->x));
}

QString CurveChart::emptyText() const
{
    return tr("No curve: the chosen tags have tracks of one class only.");
}

}  // namespace ui
