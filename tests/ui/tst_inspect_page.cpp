#include <cmath>
#include <numbers>
#include <random>
#include <set>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QUndoStack>
#include <QWheelEvent>

#include "engine/audio/audio_file.h"
#include "engine/core/error.h"
#include "engine/dsp/melgram.h"
#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/chunk_spans.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/prediction_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;
using namespace ui::inspect;
using namespace ui::widgets;

namespace {

constexpr int kRate = 44100;

/// 16-bit mono: a tone that rises an octave every ten seconds.
void writeWav(const QString& path, std::int64_t samples, double firstHz = 220)
{
    QByteArray data;
    QDataStream out(&data, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    const auto bytes = static_cast<quint32>(samples * 2);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + bytes);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(1) << quint16(1) << quint32(kRate) << quint32(2 * kRate) << quint16(2) << quint16(16);
    out.writeRawData("data", 4);
    out << bytes;
    double phase = 0;
    for (std::int64_t i = 0; i < samples; ++i) {
        phase += 2 * std::numbers::pi * firstHz * std::exp2(std::fmod(static_cast<double>(i) / kRate / 10, 4.0)) / kRate;
        out << qint16(12000 * std::sin(phase));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(data);
}

std::filesystem::path bytesOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

/// Straight to the widget: QTest's own functions run the event loop each time, which is too slow ten thousand times.
void sendMouse(QWidget* target, QEvent::Type type, const QPointF& place, Qt::MouseButton button)
{
    QMouseEvent event(type, place, target->mapToGlobal(place), button, button, Qt::NoModifier);
    QApplication::sendEvent(target, &event);
}

/// A page with everything it is given, on an empty workspace.
struct Desk {
    QTemporaryDir folder;
    StoreThread store{bytesOf(folder.filePath("workspace"))};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    InspectPage page{context};

    Desk()
    {
        page.resize(1100, 700);
        page.show();
    }
    std::int64_t melFrames() { return static_cast<std::int64_t>(page.lanes().melgram().melgram().frames()); }
    void open(const QString& file) { selection.setFile(bytesOf(file)); }
};

}  // namespace

class tst_inspect_page : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void anEmptySelectionSaysWhatToDo();
    void aFileThatIsNotAudioSaysWhy();
    void aSongIsShownFittedWithinItsTime();
    void anotherTrackDropsTheWorkForTheOneBefore();
    void readOutEqualsTheMelgramOfTheWholeFile();
    void anyWheelDragAndResizeIsSurvived_data();
    void anyWheelDragAndResizeIsSurvived();
    void everyKeyActs();
    void eachActionHasTextTipAndItsOwnKey();
    void everyViewHasAnAccessibleName();
    void chunksFollowThePreset_data();
    void chunksFollowThePreset();
    void withoutAModelTheEmptyTextSaysSo();
    void aRefusedPredictionCanBeTriedAgain();

private:
    QTemporaryDir m_files;
};

void tst_inspect_page::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("tagbench-test");
    QCoreApplication::setApplicationName("inspect-test");
    writeWav(m_files.filePath("long.wav"), 180 * kRate);
    writeWav(m_files.filePath("short.wav"), 5 * kRate, 300);
}

void tst_inspect_page::anEmptySelectionSaysWhatToDo()
{
    Desk desk;
    QVERIFY(desk.page.stateText().contains("Choose a track"));
}

void tst_inspect_page::aFileThatIsNotAudioSaysWhy()
{
    const QString path = m_files.filePath("notes.mp3");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("This is a shopping list, not music.\n").repeated(50));
    file.close();
    Desk desk;
    desk.open(path);
    QTRY_VERIFY(desk.page.stateText().contains("notes.mp3") && !desk.page.stateText().startsWith("Opening"));
    QVERIFY(!desk.page.stateText().contains("does not exist"));
}

void tst_inspect_page::aSongIsShownFittedWithinItsTime()
{
    const QString mp3 = m_files.filePath("song.mp3");
    if (QProcess::execute("lame", {"--quiet", "-b", "128", m_files.filePath("long.wav"), mp3}) != 0) QSKIP("no lame to make an mp3 with");
    Desk desk;
    QElapsedTimer clock;
    clock.start();
    desk.open(mp3);
    // Expectation 7 is 1 s and 3 s on an idle machine; tests run beside others, so thrice that fails.
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.lanes().waveform().valueText() != "no track", 3000);
    qInfo("first waveform after %lld ms", static_cast<long long>(clock.elapsed()));
    const std::int64_t wanted = 180 * 16000 / 256;
    QTRY_VERIFY_WITH_TIMEOUT(desk.melFrames() >= wanted, 9000);
    qInfo("whole melgram after %lld ms", static_cast<long long>(clock.elapsed()));
    QVERIFY(desk.page.lanes().axis().isFitted());
    // lame adds its encoder delay and padding: at most three frames of 1152 samples.
    QVERIFY(std::abs(desk.page.lanes().axis().durationSeconds() - 180) < 3 * 1152.0 / kRate);
}

void tst_inspect_page::anotherTrackDropsTheWorkForTheOneBefore()
{
    TrackLoader loader;
    std::vector<double> opened;
    int finished = 0;
    connect(&loader, &TrackLoader::opened, this, [&](double seconds, int) { opened.push_back(seconds); });
    connect(&loader, &TrackLoader::finished, this, [&] { ++finished; });
    std::set<std::size_t> columns;
    connect(&loader, &TrackLoader::melgramGrown, this, [&](const ColumnsPtr& piece) { columns.insert(piece->size()); });
    const auto preset = engine::dsp::loadPreset("sota-96");
    for (int i = 0; i < 20; ++i) {
        loader.load(bytesOf(m_files.filePath("long.wav")), preset);
        QTest::qWait(i % 5);
    }
    opened.clear();
    columns.clear();
    loader.load(bytesOf(m_files.filePath("short.wav")), preset);
    QTRY_COMPARE(finished, 1);
    QCOMPARE(opened, std::vector<double>{5.0});
    QCOMPARE(columns, std::set<std::size_t>{preset.framesOf(5 * 16000) * 96});
}

void tst_inspect_page::readOutEqualsTheMelgramOfTheWholeFile()
{
    Desk desk;
    desk.open(m_files.filePath("long.wav"));
    const auto preset = engine::dsp::loadPreset("sota-128");
    const auto clip = engine::audio::decodeMono(bytesOf(m_files.filePath("long.wav")), preset.sampleRateHz);
    engine::dsp::MelExtractor extractor(preset);
    const engine::dsp::Melgram whole = extractor(clip.samples);
    QTRY_COMPARE_WITH_TIMEOUT(desk.melFrames(), static_cast<std::int64_t>(whole.frames), 10000);
    MelgramView& view = desk.page.lanes().melgram();
    std::mt19937 random(9);
    for (int i = 0; i < 500; ++i) {
        const QRect plot = view.plotRect();
        const QPointF place(plot.left() + static_cast<int>(random() % static_cast<unsigned>(plot.width())),
                            static_cast<int>(random() % static_cast<unsigned>(plot.height())));
        const auto cell = view.cellAt(place);
        QVERIFY(cell);
        // The file was cut into pieces for the picture; the cuts must not show. Equal but for the order of float sums.
        QVERIFY(std::abs(cell->levelDb - whole.at(cell->band, cell->frame)) < 1e-3F);
        QCOMPARE(cell->hz, extractor.bandCentresHz()[cell->band]);
        QCOMPARE(cell->seconds, static_cast<double>(cell->frame) * preset.hopSamples / preset.sampleRateHz);
    }
    // Every cell at the seams of the pieces, too.
    const MelPyramid& shown = view.melgram();
    for (const std::size_t frame : {std::size_t{0}, std::size_t{4095}, std::size_t{4096}, std::size_t{4097}, whole.frames - 1}) {
        for (std::size_t band = 0; band < whole.mels; ++band) QVERIFY(std::abs(shown.at(band, frame) - whole.at(band, frame)) < 1e-3F);
    }
}

void tst_inspect_page::anyWheelDragAndResizeIsSurvived_data()
{
    QTest::addColumn<qint64>("samples");
    QTest::newRow("one sample") << qint64{1};
    QTest::newRow("0.3 s") << qint64{kRate * 3 / 10};
    QTest::newRow("10 min") << qint64{600 * kRate};
}

void tst_inspect_page::anyWheelDragAndResizeIsSurvived()
{
    QFETCH(qint64, samples);
    const QString path = m_files.filePath(QStringLiteral("wild_%1.wav").arg(samples));
    writeWav(path, samples);
    Desk desk;
    desk.open(path);
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.stateText().isEmpty() && desk.page.lanes().axis().durationSeconds() > 0, 10000);
    LanesPanel& lanes = desk.page.lanes();
    TimeAxis& axis = lanes.axis();
    const std::vector<QWidget*> targets{&lanes.waveform(), &lanes.melgram(), &lanes.overview(), &lanes.taggram()};
    std::mt19937 random(13);
    for (int i = 0; i < 10000; ++i) {
        QWidget* target = targets[random() % targets.size()];
        const QPointF place(static_cast<int>(random() % 1200) - 50, static_cast<int>(random() % 300) - 50);
        const auto button = random() % 3 ? Qt::LeftButton : Qt::MiddleButton;
        switch (random() % 6) {
            case 0: {
                const int notches = static_cast<int>(random() % 9) - 4;
                QWheelEvent wheel(place, target->mapToGlobal(place), {}, {0, notches * 120}, Qt::NoButton,
                                  random() % 2 ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
                QApplication::sendEvent(target, &wheel);
                break;
            }
            case 1: sendMouse(target, QEvent::MouseButtonPress, place, button); break;
            case 2:
            case 3: sendMouse(target, QEvent::MouseMove, place, Qt::NoButton); break;
            case 4: sendMouse(target, QEvent::MouseButtonRelease, place, button); break;
            default:
                if (i % 60 == 0) desk.page.resize(300 + static_cast<int>(random() % 1400), 200 + static_cast<int>(random() % 900));
        }
        if (i % 100 == 0) QCoreApplication::processEvents();
        QVERIFY(axis.startSeconds() >= 0);
        QVERIFY(axis.endSeconds() <= axis.durationSeconds() * (1 + 1e-12));
        QVERIFY(axis.visibleSeconds() >= axis.shortestVisibleSeconds());
    }
}

void tst_inspect_page::everyKeyActs()
{
    Desk desk;
    desk.open(m_files.filePath("long.wav"));
    LanesPanel& lanes = desk.page.lanes();
    QTRY_VERIFY_WITH_TIMEOUT(lanes.axis().durationSeconds() > 0, 5000);
    desk.page.activateWindow();
    lanes.setFocus();
    QTRY_VERIFY(lanes.hasFocus());
    const auto visible = [&] { return lanes.axis().visibleSeconds(); };
    const auto start = [&] { return lanes.axis().startSeconds(); };
    QTest::keyClick(&lanes, Qt::Key_Up);
    QVERIFY(visible() < 180);
    QTest::keyClick(&lanes, Qt::Key_Up);
    const double zoomed = visible();
    QTest::keyClick(&lanes, Qt::Key_Right);
    QVERIFY(start() > 0);
    const double before = start();
    QTest::keyClick(&lanes, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(start() > before + 0.2 * zoomed);
    QTest::keyClick(&lanes, Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(&lanes, Qt::Key_Left);
    QVERIFY(std::abs(start()) < 1e-9 || start() < before);
    QTest::keyClick(&lanes, Qt::Key_Down);
    QVERIFY(visible() > zoomed);
    QTest::keyClick(&lanes, Qt::Key_F);
    QVERIFY(lanes.axis().isFitted());
    QTest::keyClick(&lanes, Qt::Key_End);
    QCOMPARE(lanes.cursor().playheadSeconds(), lanes.axis().durationSeconds());
    QTest::keyClick(&lanes, Qt::Key_Home);
    QCOMPARE(lanes.cursor().playheadSeconds(), 0.0);
    QTest::keyClick(&lanes, Qt::Key_O);
    QCOMPARE(lanes.cursor().overlay(), TimeCursor::Overlay::LinesOnly);
    lanes.cursor().setSelection(TimeSpan{2, 3});
    QTest::keyClick(&lanes, Qt::Key_Escape);
    QVERIFY(!lanes.cursor().selection());
}

void tst_inspect_page::eachActionHasTextTipAndItsOwnKey()
{
    Desk desk;
    QSet<QKeySequence> keys;
    for (const QAction* action : desk.page.viewActions()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->toolTip().isEmpty());
        QVERIFY(!action->shortcuts().isEmpty());
        for (const QKeySequence& key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key), qPrintable(key.toString()));
            keys.insert(key);
        }
    }
}

void tst_inspect_page::everyViewHasAnAccessibleName()
{
    Desk desk;
    for (QWidget* view : desk.page.findChildren<DrawnView*>()) {
        QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(view);
        QVERIFY2(!reader->text(QAccessible::Name).isEmpty(), view->metaObject()->className());
        QVERIFY2(!reader->text(QAccessible::Value).isEmpty(), view->metaObject()->className());
    }
    for (const char* kind : {"QPushButton", "QComboBox", "QDoubleSpinBox", "QCheckBox", "QToolButton"}) {
        for (QWidget* widget : desk.page.findChildren<QWidget*>()) {
            if (!widget->inherits(kind) || widget->objectName() == "qt_toolbar_ext_button") continue;
            QVERIFY2(!QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty(), kind);
        }
    }
}

void tst_inspect_page::chunksFollowThePreset_data()
{
    QTest::addColumn<QString>("tail");
    QTest::addColumn<double>("duration");
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("lastStart");
    // 3 s every 1.5 s, 5 s cut at both ends.
    QTest::newRow("20 s, tail dropped") << "drop" << 20.0 << 5 << 11.0;
    QTest::newRow("20 s, tail padded") << "pad" << 20.0 << 6 << 12.5;
    QTest::newRow("nothing left between the cuts") << "drop" << 9.0 << 0 << 0.0;
}

void tst_inspect_page::chunksFollowThePreset()
{
    QFETCH(QString, tail);
    QFETCH(double, duration);
    QFETCH(int, count);
    engine::dsp::Preset preset;
    preset.cutStartSeconds = 5;
    preset.cutEndSeconds = 5;
    preset.tail = tail.toStdString();
    const auto spans = chunkSpans(preset, duration);
    QCOMPARE(static_cast<int>(spans.size()), count);
    if (count > 0) QTEST(spans.back().startSeconds, "lastStart");
}

void tst_inspect_page::withoutAModelTheEmptyTextSaysSo()
{
    Desk desk;
    desk.open(m_files.filePath("short.wav"));
    QTRY_VERIFY(desk.page.predictions().message().startsWith("No predictions yet"));
    QVERIFY(!desk.page.lanes().taggram().isVisible());
}

void tst_inspect_page::aRefusedPredictionCanBeTriedAgain()
{
    Desk desk;
    desk.open(m_files.filePath("short.wav"));
    QTRY_VERIFY(desk.page.predictions().message().startsWith("No predictions yet"));
    Q_EMIT desk.page.predictions().predictWanted();
    QCOMPARE(desk.page.predictions().message(), QStringLiteral("Predicting..."));
    // Nobody has started the jobs of this desk: the wish is refused.
    QTRY_COMPARE(desk.page.predictions().message(), QStringLiteral("There is no workspace to work on."));
    auto* button = desk.page.predictions().findChild<QPushButton*>();
    QVERIFY(button->isVisible() && button->isEnabled());
}

QTEST_MAIN(tst_inspect_page)
#include "tst_inspect_page.moc"
