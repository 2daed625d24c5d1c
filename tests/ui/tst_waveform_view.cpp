#include <random>

#include <QApplication>

#include "ui/widgets/overview_strip.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tag_bars.h"
#include "ui/theme/theme.h"
#include "ui/widgets/taggram_view.h"
#include "ui/widgets/waveform_view.h"

using namespace ui::widgets;

namespace {

/// Peaks of a signal that is silent but for one full sample at `click`.
PeaksPtr clickPeaks(std::int64_t frames, std::int64_t click, int rateHz)
{
    auto peaks = std::make_shared<engine::audio::PeakPyramid>();
    peaks->rateHz = rateHz;
    peaks->frames = frames;
    for (int step = 64; step < 64 * 4096; step *= 2) {
        engine::audio::PeakLevel level;
        level.samplesPerPeak = step;
        const auto count = static_cast<std::size_t>((frames + step - 1) / step);
        level.minimum.assign(count, 0);
        level.maximum.assign(count, 0);
        level.rms.assign(count, 0);
        level.maximum[static_cast<std::size_t>(click / step)] = 1;
        peaks->levels.push_back(std::move(level));
    }
    return peaks;
}

}  // namespace

class tst_waveform_view : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickIsDrawnWhereTheAxisSays_data();
    void aClickIsDrawnWhereTheAxisSays();
    void deepZoomAsksForSamplesOnce();
    void playheadAndPicturesShareTheColumn();
    void draggingTheFrameMovesTheRange();
    void coloursKeepTheirContrast_data();
    void coloursKeepTheirContrast();
    void barsFallAndNameTheTagsThatAreOn();
};

void tst_waveform_view::aClickIsDrawnWhereTheAxisSays_data()
{
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("visible");
    QTest::newRow("whole file") << 0.0 << 1e9;
    QTest::newRow("zoomed") << 90.0 << 20.0;
    QTest::newRow("zoomed, odd start") << 93.123 << 13.77;
}

void tst_waveform_view::aClickIsDrawnWhereTheAxisSays()
{
    QFETCH(double, start);
    QFETCH(double, visible);
    TimeAxis axis;
    TimeCursor cursor;
    WaveformView view(&axis, &cursor);
    view.resize(1000, 200);
    axis.reset(180, 44100);
    axis.setRange(start, visible);
    view.setPeaks(clickPeaks(180 * 44100, 100 * 44100, 44100));
    cursor.cycleOverlay();
    cursor.cycleOverlay();
    const QImage shot = view.grab().toImage();
    int found = -1;
    for (int x = view.plotRect().left(); x <= view.plotRect().right(); ++x) {
        if (shot.pixel(x, 20) == LaneColours(view.palette()).wave.rgb()) found = x;
    }
    // One pixel for the grid of whole columns, and a peak's length at most.
    QVERIFY2(std::abs(found - view.xAtSeconds(100)) <= 2, qPrintable(QStringLiteral("%1 %2").arg(found).arg(view.xAtSeconds(100))));
}

void tst_waveform_view::deepZoomAsksForSamplesOnce()
{
    TimeAxis axis;
    TimeCursor cursor;
    WaveformView view(&axis, &cursor);
    view.resize(1000, 200);
    axis.reset(180, 44100);
    view.setPeaks(clickPeaks(180 * 44100, 100 * 44100, 44100));
    QSignalSpy wanted(&view, &WaveformView::samplesWanted);
    axis.setRange(100, 0.1);
    QCOMPARE(wanted.count(), 1);
    const auto start = wanted.front()[0].toLongLong();
    const auto count = wanted.front()[1].toLongLong();
    QVERIFY(start <= 100 * 44100 && start + count >= 100.1 * 44100);
    view.setSamples(start, std::vector<float>(static_cast<std::size_t>(count), 0.5F));
    axis.scrollBy(0.05);
    QCOMPARE(wanted.count(), 1);
}

void tst_waveform_view::playheadAndPicturesShareTheColumn()
{
    TimeAxis axis;
    TimeCursor cursor;
    WaveformView wave(&axis, &cursor);
    TaggramView tags(&axis, &cursor);
    axis.reset(33.3, 16000);
    axis.setRange(3.21, 9.87);
    tags.setContent({{"rock"}, {0.0}, 33.3, {0.5F}});
    for (Lane* lane : {static_cast<Lane*>(&wave), static_cast<Lane*>(&tags)}) lane->resize(777, 120);
    for (double seconds = 3.3; seconds < 13; seconds += 0.617) {
        cursor.setPlayheadSeconds(seconds);
        std::vector<int> columns;
        for (Lane* lane : {static_cast<Lane*>(&wave), static_cast<Lane*>(&tags)}) {
            const QImage shot = lane->grab().toImage();
            for (int x = lane->plotRect().left(); x <= lane->plotRect().right(); ++x) {
                if (shot.pixel(x, 100) == LaneColours(lane->palette()).playhead.rgb()) columns.push_back(x);
            }
        }
        QCOMPARE(columns.size(), std::size_t{2});
        QCOMPARE(columns[0], columns[1]);
        QVERIFY(std::abs(wave.secondsAtX(columns[0]) - seconds) <= axis.secondsPerPixel(wave.plotRect().width()));
    }
}

void tst_waveform_view::draggingTheFrameMovesTheRange()
{
    TimeAxis axis;
    TimeCursor cursor;
    OverviewStrip strip(&axis, &cursor);
    strip.resize(800, 50);
    axis.reset(100, 44100);
    axis.setRange(20, 30);
    const QPoint middle = strip.frameRect().center().toPoint();
    QTest::mousePress(&strip, Qt::LeftButton, {}, middle);
    QTest::mouseMove(&strip, middle + QPoint(60, 0));
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, middle + QPoint(60, 0));
    const double moved = axis.startSeconds();
    QVERIFY(moved > 20);
    QCOMPARE(axis.visibleSeconds(), 30.0);
    const QPoint end = strip.frameRect().topRight().toPoint() + QPoint(0, 20);
    QTest::mousePress(&strip, Qt::LeftButton, {}, end);
    QTest::mouseMove(&strip, end - QPoint(40, 0));
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, end - QPoint(40, 0));
    QVERIFY(std::abs(axis.startSeconds() - moved) < 1e-9);
    QVERIFY(axis.visibleSeconds() < 30);
}

void tst_waveform_view::coloursKeepTheirContrast_data()
{
    QTest::addColumn<QColor>("window");
    QTest::addColumn<QColor>("base");
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("accent");
    QTest::newRow("light") << QColor(0xf4f4f4) << QColor(Qt::white) << QColor(0x202020) << QColor(0x3b7ddd);
    QTest::newRow("dark") << QColor(0x26282b) << QColor(0x1b1d1f) << QColor(0xe0e0e0) << QColor(0x4c8dff);
    QTest::newRow("pale accent") << QColor(0xffffff) << QColor(Qt::white) << QColor(0x777777) << QColor(0xffe680);
    QTest::newRow("middle grey") << QColor(0x808080) << QColor(0x787878) << QColor(0x909090) << QColor(0x808088);
}

void tst_waveform_view::coloursKeepTheirContrast()
{
    QFETCH(QColor, window);
    QFETCH(QColor, base);
    QFETCH(QColor, text);
    QFETCH(QColor, accent);
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Highlight, accent);
    const LaneColours colours(palette);
    QVERIFY(ui::contrastRatio(colours.text, colours.gutter) >= 4.5);
    QVERIFY(ui::contrastRatio(colours.quietText, colours.gutter) >= 4.5);
    QVERIFY(ui::contrastRatio(colours.waveCore, colours.background) >= 3);
    QVERIFY(ui::contrastRatio(colours.playhead, colours.background) >= 3);
}

void tst_waveform_view::barsFallAndNameTheTagsThatAreOn()
{
    TagBars bars;
    bars.setTags({{"jazz", 0.2, 0.5}, {"rock", 0.9, 0.5}, {"piano", 0.4, 0.3}});
    QCOMPARE(bars.tags()[0].name, QStringLiteral("rock"));
    QCOMPARE(bars.tags()[2].name, QStringLiteral("jazz"));
    QVERIFY(bars.tags()[1].isOn());
    QVERIFY(!bars.tags()[2].isOn());
    QVERIFY(bars.valueText().startsWith("rock 0.90"));
}

QTEST_MAIN(tst_waveform_view)
#include "tst_waveform_view.moc"
