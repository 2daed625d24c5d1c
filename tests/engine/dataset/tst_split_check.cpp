#include <QtTest>

#include <fstream>

#include "engine/core/error.h"
#include "engine/dataset/split_check.h"

using namespace engine;
using namespace engine::dataset;

namespace {

std::vector<SplitLine> soundSplit()
{
    return {{"1", "a.wav", "Ann", "One", "h1", "f1", "train"}, {"2", "b.wav", "Ben", "Two", "h2", "f2", "valid"}, {"3", "c.wav", "", "", "", "", "test"},
            {"4", "d.wav", "", "", "", "", "train"}};
}

}  // namespace

class tst_split_check : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSoundSplitHasNoOffenders()
    {
        for (const auto groupBy : {GroupBy::None, GroupBy::Artist, GroupBy::Album})
            QVERIFY(findOffenders(soundSplit(), groupBy).empty());
    }

    void everyKindIsNamed_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("kind");
        QTest::newRow("one track twice") << 0 << "track";
        QTest::newRow("one recording under two names") << 1 << "duplicate";
        QTest::newRow("one artist") << 2 << "artist";
        QTest::newRow("one file under two names") << 3 << "duplicate";
    }
    void everyKindIsNamed()
    {
        QFETCH(int, what);
        QFETCH(QString, kind);
        auto lines = soundSplit();
        SplitLine added{"9", "z.wav", "", "", "", "", "test"};
        if (what == 0) added = {"1", "a.wav", "", "", "h1", "f1", "test"};
        if (what == 1) added.audioHash = "h1";
        if (what == 2) added.artist = "ANN ";
        if (what == 3) added.fileHash = "f1";
        lines.push_back(added);
        const auto offenders = findOffenders(lines, GroupBy::Artist);
        QCOMPARE(offenders.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(offenders[0].kind), kind);
        QCOMPARE(offenders[0].parts, (std::vector<std::string>{"test", "train"}));
        QCOMPARE(offenders[0].tracks.size(), what == 0 ? std::size_t{1} : std::size_t{2});
        QCOMPARE(findOffenders(lines, GroupBy::None).empty(), what == 2);
    }

    void tablesOfOthersAreRead()
    {
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "split.csv";
        std::ofstream(file) << "track,artist,chunk,split\ntrk0,x,chunk0,train\ntrk0,x,chunk1,validation\n";
        const auto offenders = findOffenders(readSplitTable(file), GroupBy::None);
        QCOMPARE(offenders.size(), std::size_t{1});
        QCOMPARE(offenders[0].name, std::string("trk0"));
        QCOMPARE(offenders[0].parts, (std::vector<std::string>{"train", "valid"}));
    }

    void nothingIsOverlooked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no part") << QByteArray("id,path\n1,a\n");
        QTest::newRow("no track") << QByteArray("artist,part\nx,train\n");
        QTest::newRow("short row") << QByteArray("id,part\n1\n");
        QTest::newRow("unknown part") << QByteArray("id,part\n1,dev\n");
        QTest::newRow("nameless row") << QByteArray("id,part\n,train\n");
    }
    void nothingIsOverlooked()
    {
        QFETCH(QByteArray, text);
        QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.path().toStdString()) / "split.csv";
        std::ofstream(file) << text.toStdString();
        QVERIFY_EXCEPTION_THROWN(readSplitTable(file), Error);
    }
};

QTEST_GUILESS_MAIN(tst_split_check)
#include "tst_split_check.moc"
