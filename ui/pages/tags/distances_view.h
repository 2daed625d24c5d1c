#pragma once
#include <QWidget>

#include "engine/core/json.h"

class QLabel;
class QTableWidget;

namespace ui {

class DistanceChart;
class Theme;

/// Stage 3 target by target: thresholds and how many tags collapse; of the chosen one the histogram and the list of what collapses, live while the
/// percentile is dragged.
class DistancesView : public QWidget {
    Q_OBJECT
public:
    explicit DistancesView(Theme& theme, QWidget* parent = nullptr);
    /// What engine::tasks::readDistances() gives.
    void setDistances(engine::Json distances);
    void setPercentile(double percentile);

Q_SIGNALS:
    void percentileChosen(double percentile);

private:
    double thresholdOf(const engine::Json& target) const;
    const engine::Json* chosen() const;
    void showTargets();
    void showChosen();

    Theme& m_theme;
    engine::Json m_distances;
    double m_percentile = 0.001;
    QTableWidget* m_targets = nullptr;
    DistanceChart* m_chart = nullptr;
    QLabel* m_title = nullptr;
    QTableWidget* m_near = nullptr;
};

}  // namespace ui
