#pragma once
#include <vector>

#include <QChartView>
#include <QColor>
#include <QString>

#include "engine/store/run_store.h"

class QLineSeries;
class QXYSeries;

namespace ui {

/// The epochs of one run.
struct LearningCurve {
    QString name;
    std::vector<engine::store::EpochRow> epochs;
    int bestEpoch = 0;   ///< 0 = none yet
};

enum class LearningMetric { Loss, RocAuc, AveragePrecision };

/// One measure over the epochs of one or several runs: validation solid, training dashed, the best epoch a marked point. A smoothed line lies
/// over the raw one, which stays visible. The logarithmic axis is our own: Qt's has no mark but at powers of ten.
class LearningChart : public QChartView {
    Q_OBJECT
public:
    explicit LearningChart(QWidget* parent = nullptr);

    void show(std::vector<LearningCurve> curves);
    void setMetric(LearningMetric metric);
    void setLogarithmic(bool on);
    /// Weight of the past, 0 (off) to below 1.
    void setSmoothing(double weight);
    void setTrainingShown(bool on);

    /// Colour of the n-th curve on the present background; safe for colour-blind eyes.
    static QColor colourOf(int index, bool dark);
    static constexpr int kMostCurves = 8;   ///< more than these colours nobody tells apart

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Range {
        double low = 0, high = 1;
    };
    void rebuild();
    void addAxes(QChart& made, const Range& range);
    void addCurve(QChart& made, const LearningCurve& curve, int index);
    void addLine(QChart& made, const LearningCurve& curve, bool training, const QColor& colour);
    void addBest(QChart& made, const LearningCurve& curve, const QColor& colour);
    void join(QChart& made, QXYSeries* series, const QString& legend);
    void explain(QXYSeries* series, const QString& name);
    double shown(double value) const;
    Range range() const;
    double engine::store::EpochRow::*valueOf(bool training) const;
    QString describe() const;

    std::vector<LearningCurve> m_curves;
    LearningMetric m_metric = LearningMetric::Loss;
    bool m_logarithmic = false, m_trainingShown = true;
    double m_smoothing = 0;
};

}  // namespace ui
