#pragma once
#include "ui/charts/chart.h"

class QComboBox;

namespace ui {

/// Classes or tags that are mixed up: which table, and whether cells count tracks or give shares, is chosen above it.
class ConfusionChart final : public Chart {
    Q_OBJECT
public:
    explicit ConfusionChart(QWidget* parent);
    QWidget* controls() override;
    std::string csv() const override;
    Choice choiceOf(const engine::report::Mark& mark) const override;

protected:
    engine::report::Drawing drawView(QSizeF room) const override;
    QString tipOf(const engine::report::Mark& mark) const override;
    QString emptyText() const override;

private:
    /// The chosen table, cut to what can be looked at; none without tags.
    std::optional<engine::report::ConfusionTable> table() const;
    void fillTables() const;

    QWidget* m_controls;
    QComboBox* m_table;
    QComboBox* m_share;
    mutable const EvaluationView* m_filledFor = nullptr;
};

}  // namespace ui
