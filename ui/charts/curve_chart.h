#pragma once
#include "ui/charts/chart.h"

namespace ui {

/// Curves of the chosen tags over all thresholds; those of all others thin behind them.
class CurveChart final : public Chart {
    Q_OBJECT
public:
    enum class Kind { Roc, PrecisionRecall };
    CurveChart(Kind kind, QWidget* parent);
    std::string csv() const override;

protected:
    engine::report::Drawing drawView(QSizeF room) const override;
    QString tipOf(const engine::report::Mark& mark) const override;
    QString emptyText() const override;

private:
    const std::vector<engine::evaluate::CurvePoint>* curveOf(std::size_t place) const;

    Kind m_kind;
};

}  // namespace ui
