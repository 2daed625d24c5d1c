#include <random>

#include <QAccessible>
#include <QApplication>

#include "ui/widgets/melgram_view.h"

using namespace ui::widgets;

namespace {

constexpr double kRate = 16000;
constexpr double kHop = 256;
constexpr std::size_t kMels = 96;
constexpr std::size_t kFrames = 3000;

std::vector<float> noiseColumns()
{
    std::mt19937 random(11);
    std::uniform_real_distribution<float> level(-80, 0);
    std::vector<float> columns(kFrames * kMels);
    for (float& value : columns) value = level(random);
    return columns;
}

/// HTK's mel scale, written down from its definition.
std::vector<double> htkCentres()
{
    const auto mel = [](double hz) { return 2595 * std::log10(1 + hz / 700); };
    std::vector<double> centres;
    for (std::size_t i = 1; i <= kMels; ++i)
        centres.push_back(700 * (std::pow(10, mel(8000) * static_cast<double>(i) / (kMels + 1) / 2595) - 1));
    return centres;
}

struct Scene {
    TimeAxis axis;
    TimeCursor cursor;
    MelgramView view{&axis, &cursor};
    std::vector<float> columns = noiseColumns();

    explicit Scene(double firstCentreSamples = 0)
    {
        axis.reset(kFrames * kHop / kRate, kRate);
        view.resize(900, 400);
        view.begin({"sota-96", kRate, kHop, firstCentreSamples, htkCentres()});
        // In pieces, as the loader does.
        for (std::size_t at = 0; at < columns.size(); at += 700 * kMels)
            view.appendColumns(std::span(columns).subspan(at, std::min(700 * kMels, columns.size() - at)));
    }
};

}  // namespace

class tst_melgram_view : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readOutEqualsTheMatrixAtRandomPixels_data();
    void readOutEqualsTheMatrixAtRandomPixels();
    void colourOfAPixelIsThatOfItsCell();
    void colourOfAFarZoomIsTheLoudestOfItsColumn();
    void overlayDoesNotDrawThePictureAgain();
    void scrollingByPixelsShiftsThePictureAndChangesNothing();
    void pyramidGivesTheMaximumOfAnyPiece();
    void colourMapsBeginAndEndWherePublished_data();
    void colourMapsBeginAndEndWherePublished();
    void lightnessRisesInMapsThatPromiseIt();
    void aScreenReaderGetsNameDescriptionAndValue();
};

void tst_melgram_view::readOutEqualsTheMatrixAtRandomPixels_data()
{
    QTest::addColumn<double>("firstCentre");
    QTest::addColumn<double>("visible");
    QTest::newRow("centred frames, whole file") << 0.0 << 1e9;
    QTest::newRow("centred frames, zoomed in") << 0.0 << 0.5;
    QTest::newRow("frames from the first sample on") << 256.0 << 3.0;
}

void tst_melgram_view::readOutEqualsTheMatrixAtRandomPixels()
{
    QFETCH(double, firstCentre);
    QFETCH(double, visible);
    Scene scene(firstCentre);
    std::mt19937 random(3);
    const std::vector<double> centres = htkCentres();
    for (int i = 0; i < 2000; ++i) {
        scene.axis.setRange(std::uniform_real_distribution<double>(0, scene.axis.durationSeconds())(random), visible);
        const QRect plot = scene.view.plotRect();
        const QPointF place(plot.left() + static_cast<int>(random() % static_cast<unsigned>(plot.width())), static_cast<int>(random() % 400U));
        const double seconds = scene.axis.startSeconds() + (place.x() - plot.left()) / plot.width() * scene.axis.visibleSeconds();
        const auto cell = scene.view.cellAt(place);
        const double expectedFrame = std::max(0.0, std::round((seconds * kRate - firstCentre) / kHop));
        if (expectedFrame >= kFrames) {
            QVERIFY(!cell);
            continue;
        }
        QVERIFY(cell);
        QCOMPARE(static_cast<double>(cell->frame), expectedFrame);
        QCOMPARE(static_cast<int>(cell->band), std::min(95, static_cast<int>((400 - place.y()) / 400 * 96)));
        QCOMPARE(cell->levelDb, scene.columns[cell->frame * kMels + cell->band]);
        QCOMPARE(cell->seconds, (expectedFrame * kHop + firstCentre) / kRate);
        QCOMPARE(cell->hz, centres[cell->band]);
        QVERIFY(scene.view.readout(place).contains(QString::number(cell->levelDb, 'f', 1)));
    }
}

void tst_melgram_view::colourOfAPixelIsThatOfItsCell()
{
    Scene scene;
    scene.view.setLevelRangeDb(std::pair(-80.0F, 0.0F));
    scene.axis.setRange(10, 1);   // 62.5 frames: a frame is many pixels wide
    const QImage shot = scene.view.grab().toImage();
    const ColourTable colours = colourMaps()[1].make();
    std::mt19937 random(5);
    int compared = 0;
    for (int i = 0; i < 500; ++i) {
        const QRect plot = scene.view.plotRect();
        const QPoint place(plot.left() + 20 + static_cast<int>(random() % static_cast<unsigned>(plot.width() - 40)), 40 + static_cast<int>(random() % 350U));
        const auto cell = scene.view.cellAt(place);
        // At the edge between two frames or bands a pixel may belong to either; both neighbours must agree.
        const auto left = scene.view.cellAt(place - QPoint(1, 0));
        const auto right = scene.view.cellAt(place + QPoint(1, 0));
        const auto below = scene.view.cellAt(place + QPoint(0, 1));
        if (left->frame != right->frame || below->band != cell->band) continue;
        const auto index = static_cast<std::size_t>(std::lround((cell->levelDb + 80) / 80 * 255));
        const QRgb got = shot.pixel(place);
        const QRgb wanted = colours[index];
        // Rounding at the middle between two colours may fall to either.
        QVERIFY(std::abs(qRed(got) - qRed(wanted)) <= 3 && std::abs(qGreen(got) - qGreen(wanted)) <= 3 && std::abs(qBlue(got) - qBlue(wanted)) <= 3);
        ++compared;
    }
    QVERIFY(compared > 200);
}

void tst_melgram_view::colourOfAFarZoomIsTheLoudestOfItsColumn()
{
    TimeAxis axis;
    TimeCursor cursor;
    MelgramView view(&axis, &cursor);
    axis.reset(kFrames * kHop / kRate, kRate);
    view.resize(500, 300);
    view.begin({"p", kRate, kHop, 0, htkCentres()});
    std::vector<float> columns(kFrames * kMels, -80);
    for (std::size_t band = 0; band < kMels; ++band) columns[1234 * kMels + band] = 0;   // one click
    view.appendColumns(columns);
    view.setLevelRangeDb(std::pair(-80.0F, 0.0F));
    const QImage shot = view.grab().toImage();
    const QRgb loud = colourMaps()[1].make().back();
    const int x = static_cast<int>(view.xAtSeconds(1234 * kHop / kRate));
    QVERIFY(shot.pixel(x, 150) == loud || shot.pixel(x - 1, 150) == loud || shot.pixel(x + 1, 150) == loud);
}

void tst_melgram_view::overlayDoesNotDrawThePictureAgain()
{
    Scene scene;
    scene.view.grab();
    const int before = scene.view.contentDrawCount();
    for (int i = 0; i < 50; ++i) {
        scene.cursor.setPlayheadSeconds(i * 0.1);
        scene.cursor.setHoverSeconds(i * 0.2);
        scene.cursor.setSelection(TimeSpan{1, 2.0 + i});
        scene.view.grab();
    }
    QCOMPARE(scene.view.contentDrawCount(), before);
    scene.axis.zoomBy(2, 5);
    scene.view.grab();
    QCOMPARE(scene.view.contentDrawCount(), before + 1);
}

void tst_melgram_view::scrollingByPixelsShiftsThePictureAndChangesNothing()
{
    Scene scene;
    scene.cursor.cycleOverlay();
    scene.cursor.cycleOverlay();
    scene.axis.setRange(4, 20);
    const QRect plot = scene.view.plotRect();
    const QImage first = scene.view.grab().toImage();
    const double step = scene.axis.secondsPerPixel(plot.width());
    scene.axis.scrollBy(7 * step);
    const QImage second = scene.view.grab().toImage();
    for (int x = plot.left() + 5; x < plot.right() - 10; x += 13) {
        for (int y = 5; y < plot.height(); y += 29) QCOMPARE(second.pixel(x, y), first.pixel(x + 7, y));
    }
}

void tst_melgram_view::pyramidGivesTheMaximumOfAnyPiece()
{
    const std::vector<float> columns = noiseColumns();
    MelPyramid pyramid(kMels);
    pyramid.append(std::span(columns).first(kMels * 1));
    pyramid.append(std::span(columns).subspan(kMels * 1, kMels * 1022));
    pyramid.append(std::span(columns).subspan(kMels * 1023));
    QCOMPARE(pyramid.frames(), kFrames);
    std::mt19937 random(1);
    std::vector<float> got(kMels);
    for (int i = 0; i < 300; ++i) {
        const std::size_t first = random() % kFrames;
        const std::size_t last = first + 1 + random() % (kFrames - first);
        pyramid.columnMaximum(first, last, got);
        const std::size_t band = random() % kMels;
        float wanted = -1000;
        for (std::size_t frame = first; frame < last; ++frame) wanted = std::max(wanted, columns[frame * kMels + band]);
        QCOMPARE(got[band], wanted);
    }
}

void tst_melgram_view::colourMapsBeginAndEndWherePublished_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QColor>("first");
    QTest::addColumn<QColor>("last");
    // First and last entries of Matplotlib's tables; for Turbo those of its authors' own polynomial.
    QTest::newRow("viridis") << "viridis" << QColor(68, 1, 84) << QColor(253, 231, 37);
    QTest::newRow("magma") << "magma" << QColor(0, 0, 4) << QColor(252, 253, 191);
    QTest::newRow("inferno") << "inferno" << QColor(0, 0, 4) << QColor(252, 255, 164);
    QTest::newRow("cividis") << "cividis" << QColor(0, 34, 78) << QColor(254, 232, 56);
    QTest::newRow("grey") << "grey" << QColor(0, 0, 0) << QColor(255, 255, 255);
    QTest::newRow("turbo") << "turbo" << QColor(35, 23, 27) << QColor(144, 12, 0);
}

void tst_melgram_view::colourMapsBeginAndEndWherePublished()
{
    QFETCH(QString, id);
    QFETCH(QColor, first);
    QFETCH(QColor, last);
    const ColourTable table = colourMapById(id).make();
    // The fits stay within 15 of 255 of the tables they approximate, most at the ends.
    const auto near = [](QRgb a, const QColor& b) {
        return std::abs(qRed(a) - b.red()) <= 15 && std::abs(qGreen(a) - b.green()) <= 15 && std::abs(qBlue(a) - b.blue()) <= 15;
    };
    QVERIFY2(near(table.front(), first), qPrintable(QColor(table.front()).name()));
    QVERIFY2(near(table.back(), last), qPrintable(QColor(table.back()).name()));
}

void tst_melgram_view::lightnessRisesInMapsThatPromiseIt()
{
    QVERIFY(colourMaps().size() >= 5);
    for (const ColourMap& map : colourMaps()) {
        if (!map.risingLightness) continue;
        const ColourTable table = map.make();
        double before = -1;
        for (std::size_t i = 0; i < table.size(); i += 8) {
            const double lightness = 0.2126 * qRed(table[i]) + 0.7152 * qGreen(table[i]) + 0.0722 * qBlue(table[i]);
            QVERIFY2(lightness >= before - 1, map.id);
            before = lightness;
        }
    }
}

void tst_melgram_view::aScreenReaderGetsNameDescriptionAndValue()
{
    Scene scene;
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(&scene.view);
    QVERIFY(reader);
    QVERIFY(!reader->text(QAccessible::Name).isEmpty());
    QVERIFY(!reader->text(QAccessible::Description).isEmpty());
    QVERIFY(reader->text(QAccessible::Value).contains("sota-96"));
}

QTEST_MAIN(tst_melgram_view)
#include "tst_melgram_view.moc"
