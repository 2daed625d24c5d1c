#include <QTest>

#include <cmath>
#include <limits>

#include "ui/charts/curve_math.h"

/// Smoothing and the marks of axes.
class tst_curve_math : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void smoothingIsTheWeightedMeanOfThePast()
    {
        // Written out from its definition: sum of weight^(i-k) x_k over sum of weight^(i-k).
        const std::vector<double> values = {1.0, 0.2, 0.9, 0.35, 0.4, 0.1};
        for (const double weight : {0.0, 0.5, 0.9, 0.99}) {
            const auto result = ui::smoothed(values, weight);
            for (std::size_t i = 0; i < values.size(); ++i) {
                double sum = 0, mass = 0;
                for (std::size_t k = 0; k <= i; ++k) {
                    sum += std::pow(weight, static_cast<double>(i - k)) * values[k];
                    mass += std::pow(weight, static_cast<double>(i - k));
                }
                QVERIFY2(std::abs(result[i] - sum / mass) < 1e-12, qPrintable(QString::number(result[i])));
            }
        }
        QCOMPARE(ui::smoothed(values, 0), values);
        QCOMPARE(ui::smoothed({3, 3, 3}, 0.9).front(), 3.0);   // no pull towards zero at the beginning
    }
    void undefinedValuesAreGapsNotZeros()
    {
        const auto result = ui::smoothed({1, std::numeric_limits<double>::quiet_NaN(), 1}, 0.5);
        QVERIFY(std::isnan(result[1]));
        QCOMPARE(result[2], 1.0);
    }
    void aLogarithmicAxisHasMarksWhateverItsRange_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("decades") << 0.001 << 10.0;
        QTest::newRow("one decade") << 0.1 << 1.0;
        QTest::newRow("part of a decade") << 0.31 << 0.69;
        QTest::newRow("a hair") << 0.6 << 0.61;
        QTest::newRow("tiny") << 1e-9 << 3e-9;
    }
    void aLogarithmicAxisHasMarksWhateverItsRange()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const auto marks = ui::logMarks(low, high);
        QVERIFY(marks.size() >= 2 && marks.size() <= 14);
        QVERIFY(std::is_sorted(marks.begin(), marks.end()));
        QVERIFY(marks.front() >= low * (1 - 1e-6) && marks.back() <= high * (1 + 1e-6));
    }
    void nothingHasNoMarks()
    {
        QVERIFY(ui::logMarks(0, 1).empty());
        QVERIFY(ui::logMarks(1, 1).empty());
        QVERIFY(ui::linearMarks(1, 1).empty());
        QCOMPARE(ui::linearMarks(0, 1), (std::vector<double>{0, 0.2, 2 * 0.2, 3 * 0.2, 4 * 0.2, 5 * 0.2}));
    }
};

QTEST_GUILESS_MAIN(tst_curve_math)
#include "tst_curve_math.moc"
