#pragma once
#include <vector>

#include <QChartView>

#include "engine/store/run_store.h"

namespace ui {

/// ROC-AUC and loss over the epochs of one run, training dashed and validation solid, the best epoch marked.
class LearningChart : public QChartView {
    Q_OBJECT
public:
    explicit LearningChart(QWidget* parent = nullptr);
    void show(const std::vector<engine::store::EpochRow>& epochs, int bestEpoch);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    std::vector<engine::store::EpochRow> m_epochs;
    int m_best = 0;
};

}  // namespace ui
