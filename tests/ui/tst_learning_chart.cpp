#include <QChart>
#include <QLegendMarker>
#include <QLineSeries>
#include <QScatterSeries>
#include <QTest>
#include <QValueAxis>

#include <cmath>
#include <limits>

#include "ui/charts/learning_chart.h"

using engine::store::EpochRow;

/// What the chart draws of the epochs of runs.
class tst_learning_chart : public QObject {
    Q_OBJECT

    static ui::LearningCurve curve(const QString& name, int epochs, int best)
    {
        ui::LearningCurve curve{name, {}, best};
        for (int epoch = 1; epoch <= epochs; ++epoch) {
            EpochRow row;
            row.epoch = epoch;
            row.trainLoss = 0.7 / epoch;
            row.validLoss = 0.8 / epoch;
            row.trainRocAuc = 0.9;
            row.validRocAuc = 0.5 + 0.01 * epoch;
            row.validAveragePrecision = epoch % 2 == 0 ? 0.3 : std::numeric_limits<double>::quiet_NaN();
            curve.epochs.push_back(row);
        }
        return curve;
    }
    template <typename Series>
    static QList<Series*> drawn(const ui::LearningChart& chart, const QString& name)
    {
        QList<Series*> found;
        for (auto* series : chart.chart()->series())
            if (auto* wanted = qobject_cast<Series*>(series); wanted != nullptr && series->name() == name) found << wanted;
        return found;
    }
    static QStringList legend(const ui::LearningChart& chart)
    {
        QStringList texts;
        for (auto* marker : chart.chart()->legend()->markers())
            if (marker->isVisible()) texts << marker->label();
        return texts;
    }

private Q_SLOTS:
    void theBestEpochIsAMarkedPointOnTheValidationLine()
    {
        ui::LearningChart chart;
        chart.setMetric(ui::LearningMetric::RocAuc);
        chart.show({curve("a", 6, 4)});
        const auto best = drawn<QScatterSeries>(chart, "best");
        QCOMPARE(best.size(), 1);
        QCOMPARE(best.front()->points(), (QList<QPointF>{QPointF(4, 0.54)}));
        QVERIFY(legend(chart).join(' ').contains("best epoch: 4"));
        chart.show({curve("a", 6, 0)});
        QVERIFY(drawn<QScatterSeries>(chart, "best").isEmpty());
    }
    void theRawLineStaysUnderTheSmoothedOne()
    {
        ui::LearningChart chart;
        chart.show({curve("a", 20, 3)});
        QCOMPARE(drawn<QLineSeries>(chart, "validation").size(), 1);
        chart.setSmoothing(0.8);
        const auto lines = drawn<QLineSeries>(chart, "validation");
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0]->at(19).y(), 0.8 / 20);          // raw
        QVERIFY(lines[1]->at(19).y() > lines[0]->at(19).y());   // the past of a falling loss lies higher
        QVERIFY(lines[0]->isVisible() && lines[0]->pen().color().alpha() > 0);
        QVERIFY(lines[0]->pen().color().alpha() < lines[1]->pen().color().alpha());
    }
    void theLogScaleChangesWhatIsDrawnAndNotTheEpochs()
    {
        ui::LearningChart chart;
        chart.show({curve("a", 10, 3)});
        chart.setLogarithmic(true);
        const auto line = drawn<QLineSeries>(chart, "validation").front();
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(line->at(i).x(), i + 1.0);
            QVERIFY(std::abs(std::pow(10, line->at(i).y()) - 0.8 / (i + 1)) < 1e-12);
        }
    }
    void trainingLinesCanBeLeftOut()
    {
        ui::LearningChart chart;
        chart.show({curve("a", 3, 1)});
        QCOMPARE(drawn<QLineSeries>(chart, "training").size(), 1);
        QCOMPARE(drawn<QLineSeries>(chart, "training").front()->pen().style(), Qt::DashLine);
        chart.setTrainingShown(false);
        QVERIFY(drawn<QLineSeries>(chart, "training").isEmpty());
    }
    void runsAreSideBySideOnOneChartEachWithItsColourAndName()
    {
        ui::LearningChart chart;
        chart.show({curve("first", 5, 2), curve("second", 9, 8)});
        const auto lines = drawn<QLineSeries>(chart, "validation");
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0]->pen().color() != lines[1]->pen().color());
        QCOMPARE(legend(chart), (QStringList{"first", "second"}));
        QCOMPARE(drawn<QScatterSeries>(chart, "best").size(), 2);
        auto* epochs = qobject_cast<QValueAxis*>(chart.chart()->axes(Qt::Horizontal).front());
        QVERIFY(epochs->min() < 1 && epochs->min() > 0.5);
        QVERIFY(epochs->max() > 9 && epochs->max() < 9.5);
    }
    void undefinedValuesAreGapsAndNoEpochsAreASentence()
    {
        ui::LearningChart chart;
        QVERIFY(!chart.chart()->title().isEmpty());
        chart.setMetric(ui::LearningMetric::AveragePrecision);
        chart.show({curve("a", 7, 3)});
        QCOMPARE(drawn<QLineSeries>(chart, "validation").front()->count(), 3);
        QVERIFY(drawn<QScatterSeries>(chart, "best").isEmpty());   // the best epoch has no value here
        chart.show({ui::LearningCurve{"new", {}, 0}});
        QVERIFY(chart.chart()->title().contains("first epoch"));
    }
};

QTEST_MAIN(tst_learning_chart)
#include "tst_learning_chart.moc"
