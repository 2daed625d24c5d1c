#include <cmath>
#include <numbers>

#include <QAction>
#include <QCheckBox>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QUndoStack>

#include "ui/jobs/job_bridge.h"
#include "ui/pages/inspect/feature_lane.h"
#include "ui/pages/inspect/inspect_page.h"
#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/region_panel.h"
#include "ui/player/player.h"
#include "ui/selection.h"
#include "ui/store/store_thread.h"
#include "ui/theme/theme.h"

using namespace ui;
using namespace ui::inspect;

namespace {

std::filesystem::path bytesOf(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

/// Ten seconds of a soft C, then ten of an E four times as loud, both struck twice a second; 16-bit mono at 22050 Hz.
void writeTwoParts(const QString& path)
{
    constexpr quint32 kRate = 22050, kSamples = 20 * kRate;
    QByteArray data;
    QDataStream out(&data, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + 2 * kSamples);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(1) << quint16(1) << kRate << 2 * kRate << quint16(2) << quint16(16);
    out.writeRawData("data", 4);
    out << quint32(2 * kSamples);
    for (quint32 i = 0; i < kSamples; ++i) {
        const double t = static_cast<double>(i) / kRate;
        const bool second = t >= 10;
        const double hz = second ? 329.63 : 261.63, level = second ? 12000 : 3000;
        out << qint16(level * std::exp(-4 * std::fmod(t, 0.5)) * std::sin(2 * std::numbers::pi * hz * t));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(data);
}

struct FeatureDesk {
    QTemporaryDir folder;
    StoreThread store{bytesOf(folder.filePath("workspace"))};
    JobBridge jobs;
    Selection selection;
    Player player;
    Theme theme;
    QUndoStack undo;
    PageContext context{store, jobs, selection, player, theme, undo, [](const QString&) {}, [](const QString&) {}};
    InspectPage page{context};

    FeatureDesk()
    {
        page.resize(1200, 760);
        page.show();
    }
    QCheckBox* box()
    {
        for (auto* found : page.findChildren<QCheckBox*>())
            if (found->text() == QStringLiteral("Features")) return found;
        return nullptr;
    }
    FeatureLane& lane() { return page.lanes().features(); }
    RegionPanel& panel() { return *page.findChild<RegionPanel*>(); }
    QAbstractItemModel& table() { return *panel().findChild<QTableView*>()->model(); }
    bool analysed() { return lane().valueText().contains(QStringLiteral("beats")); }
    void mark(double start, double end, const char* action)
    {
        page.lanes().cursor().setSelection(widgets::TimeSpan{start, end});
        for (auto* found : page.viewActions())
            if (found->text() == QLatin1String(action)) found->trigger();
    }
    /// Row of a feature in the table, -1 = none.
    int rowOf(const QString& name)
    {
        for (int row = 0; row < table().rowCount(); ++row)
            if (table().index(row, 0).data().toString() == name) return row;
        return -1;
    }
};

}  // namespace

/// The lane of features and the comparison of two regions.
class tst_inspect_features : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("Tagbench"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_inspect_features"));
        m_song = m_files.filePath(QStringLiteral("song.wav"));
        writeTwoParts(m_song);
    }
    void init() { QSettings().remove(QStringLiteral("inspect/features")); }

    void nothingIsComputedUntilItIsAskedFor();
    void beatsAndBarsAreShown();
    void regionsAreCompared();
    void markingSaysWhatIsMissing();
    void anotherFileForgetsTheRegions();
    void aFileTooShortSaysSo();
    void theChoiceIsRemembered();

private:
    QTemporaryDir m_files;
    QString m_song;
};

void tst_inspect_features::nothingIsComputedUntilItIsAskedFor()
{
    FeatureDesk desk;
    desk.selection.setFile(bytesOf(m_song));
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.stateText().isEmpty(), 10'000);
    QVERIFY(desk.box() && !desk.box()->isChecked());
    QVERIFY(!desk.lane().isVisible());
    QVERIFY(!desk.panel().isVisible());
    desk.box()->setChecked(true);
    QVERIFY(desk.lane().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(desk.analysed(), 20'000);
}

void tst_inspect_features::beatsAndBarsAreShown()
{
    FeatureDesk desk;
    desk.box()->setChecked(true);
    desk.selection.setFile(bytesOf(m_song));
    QTRY_VERIFY_WITH_TIMEOUT(desk.analysed(), 20'000);
    // Struck every half second: forty beats, less the soft ones that the tracker trims, and ten bars.
    const auto numbers = desk.lane().valueText().split(QLatin1Char(' '));
    QVERIFY(numbers[0].toInt() >= 30 && numbers[0].toInt() <= 41);
    QVERIFY(std::abs(numbers[2].toInt() - 10) <= 1);
    QVERIFY(desk.panel().findChild<QLabel*>()->text().contains(QStringLiteral("beats a minute")));
    // Somewhere under the pointer is a beat, a pitch class and a value with the mean of its bar.
    QStringList said;
    for (int y = 2; y < desk.lane().height(); y += 4) said << desk.lane().readout({desk.lane().plotRect().center().x() / 1.0, y / 1.0});
    QVERIFY(said.join(QLatin1Char('\n')).contains(QStringLiteral("beat ")));
    QVERIFY(said.join(QLatin1Char('\n')).contains(QStringLiteral("chroma ")));
    QVERIFY(said.join(QLatin1Char('\n')).contains(QStringLiteral("mean of bar ")));
}

void tst_inspect_features::regionsAreCompared()
{
    FeatureDesk desk;
    desk.box()->setChecked(true);
    desk.selection.setFile(bytesOf(m_song));
    QTRY_VERIFY_WITH_TIMEOUT(desk.analysed(), 20'000);
    desk.mark(1, 9, "Mark A");
    QCOMPARE(desk.table().rowCount(), 0);
    desk.mark(11, 19, "Mark B");
    QVERIFY(desk.table().rowCount() > 50);
    const int loudness = desk.rowOf(QStringLiteral("Loudness (RMS)"));
    QVERIFY(loudness >= 0);
    const double a = desk.table().index(loudness, 1).data().toDouble(), b = desk.table().index(loudness, 2).data().toDouble();
    QVERIFY(std::abs(b / a - 4) < 0.1);
    QVERIFY(desk.table().index(loudness, 4).data().toDouble() > 1);
    const int e = desk.rowOf(QStringLiteral("Chroma E"));
    QVERIFY(e >= 0);
    QVERIFY(desk.table().index(e, 3).data().toDouble() > 0.8);
    // The strongest first, whichever way.
    QVERIFY(std::abs(desk.table().index(0, 4).data().toDouble()) >= std::abs(desk.table().index(10, 4).data().toDouble()));
}

void tst_inspect_features::markingSaysWhatIsMissing()
{
    FeatureDesk desk;
    desk.selection.setFile(bytesOf(m_song));
    QTRY_VERIFY_WITH_TIMEOUT(desk.page.stateText().isEmpty(), 10'000);
    const auto says = [&](const char* text) {
        for (auto* label : desk.page.findChildren<QLabel*>())
            if (label->text().contains(QLatin1String(text))) return true;
        return false;
    };
    desk.mark(1, 2, "Mark A");
    QVERIFY(says("Switch on Features"));
    desk.box()->setChecked(true);
    desk.page.lanes().cursor().setSelection(std::nullopt);
    for (auto* action : desk.page.viewActions())
        if (action->text() == QStringLiteral("Mark A")) action->trigger();
    QVERIFY(says("Drag over a part"));
}

void tst_inspect_features::anotherFileForgetsTheRegions()
{
    FeatureDesk desk;
    desk.box()->setChecked(true);
    desk.selection.setFile(bytesOf(m_song));
    QTRY_VERIFY_WITH_TIMEOUT(desk.analysed(), 20'000);
    desk.mark(1, 9, "Mark A");
    desk.mark(11, 19, "Mark B");
    const auto copy = m_files.filePath(QStringLiteral("copy.wav"));
    QVERIFY(QFile::exists(copy) || QFile::copy(m_song, copy));
    desk.selection.setFile(bytesOf(copy));
    QVERIFY(!desk.analysed());
    QTRY_VERIFY_WITH_TIMEOUT(desk.analysed(), 20'000);
    QCOMPARE(desk.table().rowCount(), 0);
}

void tst_inspect_features::aFileTooShortSaysSo()
{
    const auto tiny = m_files.filePath(QStringLiteral("tiny.wav"));
    QFile whole(m_song), part(tiny);
    QVERIFY(whole.open(QIODevice::ReadOnly) && part.open(QIODevice::WriteOnly));
    auto bytes = whole.read(44 + 2000);
    for (const int at : {4, 40}) {   // the lengths in the header
        const quint32 length = at == 4 ? 36 + 2000 : 2000;
        std::memcpy(bytes.data() + at, &length, 4);
    }
    part.write(bytes);
    part.close();
    FeatureDesk desk;
    desk.box()->setChecked(true);
    desk.selection.setFile(bytesOf(tiny));
    QTRY_VERIFY_WITH_TIMEOUT(desk.lane().valueText().contains(QStringLiteral("analysis window")), 10'000);
}

void tst_inspect_features::theChoiceIsRemembered()
{
    {
        FeatureDesk desk;
        desk.box()->setChecked(true);
    }
    FeatureDesk desk;
    QVERIFY(desk.box()->isChecked());
    QVERIFY(!desk.lane().isHidden());
}

QTEST_MAIN(tst_inspect_features)
#include "tst_inspect_features.moc"
