#include <QtTest>

#include <cmath>

#include "engine/features/regions.h"

using namespace engine::features;

class tst_regions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void effectSizeIsTheDifferenceInPooledDeviations();
    void whatDoesNotVaryHasNoEffectSize();
    void framesAreThoseBetweenTheTimes();
};

void tst_regions::effectSizeIsTheDifferenceInPooledDeviations()
{
    // numpy: a = [2, 4, 7, 1], b = [8, 9, 12]; s = sqrt((3 var(a, ddof 1) + 2 var(b, ddof 1)) / 5); (mean(b) - mean(a)) / s = 2.5316351
    const std::vector<float> course{2, 4, 7, 1, 0, 8, 9, 12};
    const auto difference = compareRegions(course, {0, 4}, {5, 8});
    QCOMPARE(difference.meanA, 3.5);
    QVERIFY(std::abs(difference.meanB - 29.0 / 3) < 1e-12);
    QVERIFY(std::abs(difference.difference - 6.1666667) < 1e-6);
    QVERIFY(std::abs(difference.effectSize - 2.5316351) < 1e-6);
    QCOMPARE(compareRegions(course, {5, 8}, {0, 4}).effectSize, -difference.effectSize);
}

void tst_regions::whatDoesNotVaryHasNoEffectSize()
{
    const std::vector<float> course{1, 1, 1, 1};
    QVERIFY(std::isnan(compareRegions(course, {0, 2}, {2, 4}).effectSize));
    QVERIFY(std::isnan(compareRegions(course, {0, 1}, {1, 2}).effectSize));
}

void tst_regions::framesAreThoseBetweenTheTimes()
{
    const auto span = framesOf(1.0, 2.0, 1000);   // 43.07 frames a second
    QCOMPARE(span.first, 44u);
    QCOMPARE(span.end, 87u);
    QCOMPARE(framesOf(0, 0, 10).end, 1u);
    QCOMPARE(framesOf(50, 60, 10).first, 9u);
    QCOMPARE(framesOf(50, 60, 10).end, 10u);
}

QTEST_GUILESS_MAIN(tst_regions)
#include "tst_regions.moc"
