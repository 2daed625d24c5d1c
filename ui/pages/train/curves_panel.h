#pragma once
#include <vector>

#include <QWidget>

#include "ui/charts/learning_chart.h"

class QCheckBox;
class QLabel;
class QSlider;
class QTabBar;

namespace ui {

/// The learning curves with what can be switched about them: measure, log scale, smoothing, training lines.
class CurvesPanel : public QWidget {
    Q_OBJECT
public:
    explicit CurvesPanel(QWidget* parent = nullptr);
    void show(std::vector<LearningCurve> curves) { m_chart->show(std::move(curves)); }
    LearningChart& chart() { return *m_chart; }

private:
    QWidget* buildBar();

    QTabBar* m_metric = nullptr;
    QCheckBox* m_training = nullptr;
    QCheckBox* m_log = nullptr;
    QSlider* m_smoothing = nullptr;
    QLabel* m_weight = nullptr;
    LearningChart* m_chart;
};

}  // namespace ui
