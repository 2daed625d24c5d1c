#include <random>

#include "ui/widgets/ticks.h"
#include "ui/widgets/time_axis.h"

using namespace ui::widgets;

class tst_time_axis : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void zoomKeepsTheAnchorInPlace();
    void zoomStopsAtAFewSamples();
    void aFittedViewStaysFittedWhenTheLengthIsCorrected();
    void anyOrderOfMovesStaysInsideTheFile_data();
    void anyOrderOfMovesStaysInsideTheFile();
    void placeAndTimeAreEachOthersInverse();
    void timesAreWrittenWithTheDecimalsOfTheStep_data();
    void timesAreWrittenWithTheDecimalsOfTheStep();
    void labelsNeverStandCloserThanAsked();
};

void tst_time_axis::zoomKeepsTheAnchorInPlace()
{
    TimeAxis axis;
    axis.reset(100, 44100);
    axis.setRange(20, 40);
    const double before = axis.xAt(30, 800);
    axis.zoomBy(3, 30);
    QCOMPARE(axis.visibleSeconds(), 40.0 / 3);
    QVERIFY(std::abs(axis.xAt(30, 800) - before) < 1e-9);
}

void tst_time_axis::zoomStopsAtAFewSamples()
{
    TimeAxis axis;
    axis.reset(600, 48000);
    for (int i = 0; i < 200; ++i) axis.zoomBy(2, 300);
    QCOMPARE(axis.visibleSeconds(), 32.0 / 48000);
    axis.zoomBy(1e12, 300);
    QCOMPARE(axis.visibleSeconds(), 32.0 / 48000);
    axis.zoomBy(1e-12, 300);
    QVERIFY(axis.isFitted());
}

void tst_time_axis::aFittedViewStaysFittedWhenTheLengthIsCorrected()
{
    TimeAxis axis;
    axis.reset(10, 44100);
    axis.correctDuration(10.05);
    QVERIFY(axis.isFitted());
    axis.setRange(9, 1);
    axis.correctDuration(9.5);
    QCOMPARE(axis.visibleSeconds(), 1.0);
    QCOMPARE(axis.startSeconds(), 8.5);
}

void tst_time_axis::anyOrderOfMovesStaysInsideTheFile_data()
{
    QTest::addColumn<double>("duration");
    QTest::newRow("no sample") << 0.0;
    QTest::newRow("one sample") << 1.0 / 44100;
    QTest::newRow("0.3 s") << 0.3;
    QTest::newRow("10 min") << 600.0;
}

void tst_time_axis::anyOrderOfMovesStaysInsideTheFile()
{
    QFETCH(double, duration);
    TimeAxis axis;
    axis.reset(duration, 44100);
    std::mt19937 random(7);
    std::uniform_real_distribution<double> anywhere(-2, 3);
    for (int i = 0; i < 10000; ++i) {
        switch (random() % 4) {
            case 0: axis.zoomBy(std::exp(4 * anywhere(random)), anywhere(random) * duration); break;
            case 1: axis.scrollBy(anywhere(random) * duration); break;
            case 2: axis.setRange(anywhere(random) * duration, anywhere(random) * duration); break;
            default: axis.ensureVisible(anywhere(random) * duration);
        }
        QVERIFY(axis.startSeconds() >= 0);
        QVERIFY(axis.endSeconds() <= duration * (1 + 1e-12));
        QVERIFY(axis.visibleSeconds() >= axis.shortestVisibleSeconds());
    }
}

void tst_time_axis::placeAndTimeAreEachOthersInverse()
{
    TimeAxis axis;
    axis.reset(213.7, 44100);
    axis.setRange(17.3, 2.9);
    for (int x = 0; x < 1000; x += 37) QVERIFY(std::abs(axis.xAt(axis.secondsAt(x, 1000), 1000) - x) < 1e-6);
}

void tst_time_axis::timesAreWrittenWithTheDecimalsOfTheStep_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole seconds") << 75.0 << 5.0 << "1:15";
    QTest::newRow("an hour") << 3723.0 << 60.0 << "1:02:03";
    QTest::newRow("carries into the minute") << 59.96 << 0.1 << "1:00.0";
    QTest::newRow("milliseconds") << 0.0125 << 0.001 << "0:00.013";
    QTest::newRow("half a second needs one decimal") << 2.5 << 0.5 << "0:02.5";
}

void tst_time_axis::timesAreWrittenWithTheDecimalsOfTheStep()
{
    QFETCH(double, seconds);
    QFETCH(double, step);
    QTEST(timeText(seconds, step), "text");
}

void tst_time_axis::labelsNeverStandCloserThanAsked()
{
    for (double visible = 0.0005; visible < 40000; visible *= 1.31) {
        const TickScale ticks = timeTicks(visible, 1000, 90);
        QVERIFY2(ticks.major / visible * 1000 >= 90 * (1 - 1e-6), qPrintable(QString::number(visible)));
        QVERIFY(ticks.major / visible * 1000 <= 90 * 4.1);
    }
}

QTEST_GUILESS_MAIN(tst_time_axis)
#include "tst_time_axis.moc"
