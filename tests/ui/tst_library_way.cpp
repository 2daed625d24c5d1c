#include <set>

#include <QApplication>

#include "desk.h"
#include "engine/store/workspace.h"
#include "ui/models/track_table_model.h"

using engine::store::Workspace;
namespace fs = std::filesystem;

namespace {

/// The first bytes of an MPEG-4 file.
const std::string kMp4("\0\0\0\x20"
                       "ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0\0\0\0\x08"
                       "mdat", 40);

/// Everything that must survive while a folder is away.
QStringList knowledgeOf(const fs::path& folder)
{
    auto workspace = Workspace::open(folder, engine::store::Database::Access::ReadOnly);
    QStringList known;
    for (const auto& library : workspace.tracks().libraries())
        for (const auto& track : workspace.tracks().byLibrary(library.id)) {
            known << QStringLiteral("%1 %2 %3 %4").arg(QString::fromStdString(engine::toHex(track.id)), QString::fromStdString(track.displayPath),
                                                       QString::fromStdString(track.fileHash), QString::fromStdString(track.audioHash));
            for (const auto& tag : workspace.tags().ofTrack(track.id))
                known << known.back() + QString::fromStdString(" tag " + tag.name + " from " + tag.source);
            if (const auto scores = workspace.predictions().scores(engine::RunId{1}, track.id)) known << known.back() + QStringLiteral(" score %1").arg((*scores)[0]);
        }
    for (const auto& split : workspace.splits().list())
        for (const auto& member : workspace.splits().members(split.id))
            known << QStringLiteral("split %1 %2").arg(QString::fromStdString(engine::toHex(member.track))).arg(static_cast<int>(member.part));
    known.sort();
    return known;
}

}  // namespace

class tst_library_way : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-library-way")); }
    void init() { QSettings().clear(); }

    void sixteenGoodFilesAndAMisnamedOneAreSeventeenRows()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        for (int i = 0; i < 16; ++i)
            writeTone(root / "music" / ("good " + std::to_string(i) + ".wav"), 200 + 20 * i);
        std::ofstream(root / "music" / "queen.mp3", std::ios::binary) << kMp4 << std::string(4000, 'x');
        Desk desk(root / "workspace");
        QVERIFY(desk.settle());
        desk.window.open({root / "music"});
        auto& model = desk.window.library().model();
        QTRY_COMPARE(model.rowCount(), 17);
        QVERIFY(desk.settle());
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        int ready = 0;
        for (int row = 0; row < 17; ++row) {
            const auto state = desk.cell(row, ui::TrackTableModel::State);
            if (state == QStringLiteral("ready")) {
                ++ready;
                continue;
            }
            QCOMPARE(state, QStringLiteral("unreadable"));
            const auto tip = desk.tip(row);
            QVERIFY2(tip.contains(QStringLiteral("queen.mp3")) && tip.contains(QStringLiteral("not MPEG audio")), qPrintable(tip));
            QVERIFY2(tip.contains(QStringLiteral("it is MPEG-4 audio")), qPrintable(tip));
        }
        QCOMPARE(ready, 16);
    }

    void eachKindOfBadFileIsARowWithItsOwnReason_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray("a.flac") << QByteArray();
        QTest::newRow("text") << QByteArray("b.mp3") << QByteArray("Dear diary, this is no music at all.\n").repeated(30);
        QTest::newRow("cut off") << QByteArray("c.wav") << QByteArray("RIFF\x24\x10\0\0WAVEfmt ", 16);
        QTest::newRow("mp4 as mp3") << QByteArray("d.mp3") << QByteArray::fromStdString(kMp4 + std::string(2000, 'x'));
    }
    void eachKindOfBadFileIsARowWithItsOwnReason()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        fs::create_directories(root / "music");
        std::ofstream(root / "music" / name.toStdString(), std::ios::binary).write(content.constData(), content.size());
        Desk desk(root / "workspace");
        QVERIFY(desk.settle());
        desk.window.open({root / "music"});
        QTRY_COMPARE(desk.window.library().model().rowCount(), 1);
        QVERIFY(desk.settle());
        QCOMPARE(desk.cell(0, ui::TrackTableModel::State), QStringLiteral("unreadable"));
        const auto tip = desk.tip(0);
        QVERIFY2(tip.contains(QString::fromLatin1(name)) && tip.size() > name.size() + 60, qPrintable(tip));
        QVERIFY2(!tip.contains(QStringLiteral("does not exist")) && !tip.contains(QStringLiteral("No such file")), qPrintable(tip));
    }

    void rowsAppearDuringAScanAndCancelKeepsThem()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        constexpr int kFiles = 4000;
        writeManyTones(root / "music", kFiles);
        Desk desk(root / "workspace");
        QVERIFY(desk.settle());
        desk.window.open({root / "music"});
        auto& model = desk.window.library().model();
        QVERIFY(QTest::qWaitFor([&] { return model.rowCount() > 0; }, 30'000));
        QVERIFY2(!desk.window.isIdle(), "the first rows came with the end of the scan");
        auto* cancel = desk.button(QStringLiteral("Cancel the running job"));
        QVERIFY(cancel != nullptr && cancel->isVisible());
        cancel->click();
        QVERIFY(QTest::qWaitFor([&] { return desk.window.isIdle() && !cancel->isVisible(); }, 10'000));
        const auto kept = Workspace::open(root / "workspace").tracks().count();
        QVERIFY2(kept > 0 && kept < kFiles, qPrintable(QString::number(kept)));
        QTRY_COMPARE(model.rowCount(), static_cast<int>(kept));
        QCOMPARE(Workspace::open(root / "workspace").jobs().list().front().state, std::string("cancelled"));
    }

    void aFolderThatIsAwayKeepsItsRowsAndComesBackUnread()
    {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const auto workspace = root / "workspace";
        constexpr int kFiles = 12;
        for (int i = 0; i < kFiles; ++i)
            writeTone(root / "music" / ("t" + std::to_string(i) + ".wav"), 200 + 20 * i, 6 * 8000);
        const engine::Json prep{{"preset", "sota-96"}};
        {
            Desk desk(workspace);
            QVERIFY(desk.settle());
            QVERIFY(desk.run("scan", {{"folders", {(root / "music").native()}}}));
            QVERIFY(desk.run("split", {{"name", "s"}}));
            QVERIFY(desk.run("prep", prep));
            auto store = Workspace::open(workspace);
            const auto rock = store.tags().ensure("rock", "genre");
            engine::store::Run run;
            run.name = "r";
            run.architecture = "musicnn";
            run.presetHash = store.jobs().list().front().result["preset_hash"].get<std::string>();
            run.tags = {{"rock", "genre"}};
            const auto id = store.runs().create(run);
            for (const auto track : store.tracks().ids({})) {
                store.tags().set(track, rock, "user");
                store.predictions().put(id, track, std::vector<float>{0.25F});
            }
        }
        const auto before = knowledgeOf(workspace);
        QVERIFY(before.size() > 4 * kFiles - 1);
        fs::rename(root / "music", root / "elsewhere");
        {
            Desk desk(workspace);
            QVERIFY(desk.settle());
            QTRY_COMPARE(desk.window.library().model().rowCount(), kFiles);
            QTRY_COMPARE(desk.cell(0, ui::TrackTableModel::State), QStringLiteral("not found"));
            for (int row = 0; row < kFiles; ++row)
                QCOMPARE(desk.cell(row, ui::TrackTableModel::State), QStringLiteral("not found"));
            QCOMPARE(knowledgeOf(workspace), before);

            fs::rename(root / "elsewhere", root / "music");
            auto* rescan = desk.action(QKeySequence::Refresh);
            QVERIFY(rescan != nullptr);
            rescan->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(desk.cell(0, ui::TrackTableModel::State), QStringLiteral("ready"), 20'000);
            QVERIFY(desk.settle());
            for (int row = 0; row < kFiles; ++row)
                QCOMPARE(desk.cell(row, ui::TrackTableModel::State), QStringLiteral("ready"));
            QCOMPARE(knowledgeOf(workspace), before);
            const auto counts = Workspace::open(workspace).jobs().list().front().result["counts"];
            QCOMPARE(counts["unchanged"].get<int>(), kFiles);
            QCOMPARE(counts["changed"].get<int>() + counts["added"].get<int>(), 0);
            QVERIFY(desk.run("prep", prep));
            const auto built = Workspace::open(workspace).jobs().list().front().result["counts"];
            QCOMPARE(built["built"].get<int>(), 0);
            QCOMPARE(built["kept"].get<int>(), kFiles);
        }
    }
};

QTEST_MAIN(tst_library_way)
#include "tst_library_way.moc"
