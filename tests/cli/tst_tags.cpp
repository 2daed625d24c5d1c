#include "dataset_bench.h"

class tst_tags : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void importListAndExportGoRound()
    {
        DatasetBench bench;
        bench.writeTone("music/a/one.wav", 440);
        bench.writeTone(QStringLiteral("music/caf\u00e9/two.wav"), 550);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "path,tags,split\r\na\\one.wav,\"genre---rock;'80s\",train\r\ncafe\xcc\x81/two.wav,calm,test\r\n");

        const auto imported = bench.run({"tags", "import", bench.path("set.csv"), "--json"});
        QCOMPARE(imported.status, 0);
        const auto counts = imported.json();
        QCOMPARE(counts["rows"].get<int>(), 2);
        QCOMPARE(counts["matched"].get<int>(), 2);
        for (const char* none : {"missing", "unreadable", "duplicates"})
            QCOMPARE(counts[none].get<int>(), 0);
        QVERIFY(counts["refused"].empty());
        QCOMPARE(counts["split"]["name"].get<std::string>(), std::string("set"));

        const auto listed = bench.run({"--json", "tags", "list"}).json();
        QCOMPARE(listed["tags"].size(), std::size_t{3});

        QCOMPARE(bench.run({"tags", "export", "-o", bench.path("out.csv")}).status, 0);
        const auto again = bench.run({"tags", "import", bench.path("out.csv"), "--audio-root", bench.path("music"), "--json"});
        QCOMPARE(again.status, 0);
        QCOMPARE(again.json()["matched"].get<int>(), 3);
        QVERIFY(bench.run({"--json", "tags", "list"}).json() == listed);
    }

    void refusedRowsAreListedWithExitStatusThree()
    {
        DatasetBench bench;
        bench.writeTone("music/one.wav", 440);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "path,tag\none.wav,rock\n/etc/passwd,rock\n");
        const auto outcome = bench.run({"tags", "import", bench.path("set.csv"), "--json"});
        QCOMPARE(outcome.status, 3);
        QCOMPARE(outcome.json()["refused"][0]["line"].get<int>(), 3);
        QVERIFY(bench.run({"tags", "import", bench.path("set.csv")}).out.contains("line 3: the path is absolute"));
    }

    void everyListOfTheReportIsATable()
    {
        DatasetBench bench;
        bench.writeTone("music/one.wav", 440);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "path,tags\none.wav,rock\nnowhere.wav,rock\none.wav,rock\n/etc/passwd,rock\n");
        QCOMPARE(bench.run({"tags", "import", bench.path("set.csv"), "--dry-run", "--report-dir", bench.path("lists")}).status, 3);
        const auto rowsOf = [&](const QString& name) {
            QFile file(bench.path("lists/" + name + ".csv"));
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed().split("\r\n").mid(1) : QStringList("absent");
        };
        QCOMPARE(rowsOf("matched").size(), 1);
        QVERIFY(rowsOf("matched").first().contains("\"one.wav\",\"by its path\""));
        QVERIFY(rowsOf("missing").first().startsWith("3,\"nowhere.wav\""));
        QVERIFY(rowsOf("duplicates").first().contains("line 2"));
        QVERIFY(rowsOf("refused").first().startsWith("5,"));
        QVERIFY(rowsOf("unreadable").isEmpty());
    }

    void aRowFindsItsTrackByContent_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("the same bytes under another name") << QByteArray("other.wav,rock,\n");
        QTest::newRow("its hash") << QByteArray("gone.wav,rock,HASH\n");
    }
    void aRowFindsItsTrackByContent()
    {
        QFETCH(QByteArray, row);
        DatasetBench bench;
        bench.writeTone("music/one.wav", 440);
        bench.writeTone("set/other.wav", 440);
        bench.writeTone("set/third.wav", 550);
        QFile tone(bench.path("music/one.wav"));
        QVERIFY(tone.open(QIODevice::ReadOnly));
        row.replace("HASH", QCryptographicHash::hash(tone.readAll(), QCryptographicHash::Sha256).toHex());
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "path,tags,file_hash\n" + row + "third.wav,calm,\n");
        const QStringList import{"tags", "import", bench.path("set.csv"), "--audio-root", bench.path("set"), "--json"};
        const auto found = bench.run(import + QStringList{"--match-content"});
        QCOMPARE(found.status, 0);
        QCOMPARE(found.json()["matched_by"]["content"].get<int>(), 1);
        QCOMPARE(found.json()["missing"].get<int>(), 1);
    }

    void aRowFindsItsTrackByAnIdInTheFilesMetadata()
    {
        DatasetBench bench;
        QVERIFY(QDir().mkpath(bench.path("music")));
        for (const auto& [name, id] : {std::pair("a.flac", "QZES71982312"), {"b.flac", "USUM71703861"}})
            QCOMPARE(QProcess::execute("ffmpeg", {"-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-metadata", QString("ISRC=%1").arg(id), bench.path(QString("music/%1").arg(name))}), 0);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "isrc;tags\nUSUM71703861;calm\nGBAYE0601498;rock\n");
        const QStringList import{"tags", "import", bench.path("set.csv"), "--column", "isrc=id", "--column", "tags=tags", "--tag-separator", "|", "--json"};
        QCOMPARE(bench.run(import).json()["missing"].get<int>(), 2);
        const auto found = bench.run(import + QStringList{"--match-metadata"});
        QCOMPARE(found.json()["matched_by"]["metadata_id"].get<int>(), 1);
        QCOMPARE(found.json()["missing"].get<int>(), 1);
        QVERIFY(bench.run({"library", "list", "--filter", "tag:calm", "--json"}).out.contains("b.flac"));
    }

    void twoDataSetsBecomeOneVocabularyThatIsEditedAndTakenBack()
    {
        DatasetBench bench;
        bench.writeTone("music/one.wav", 440);
        bench.writeTone("music/two.wav", 550);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("a.csv", "path,tags\none.wav,genre---Hip-Hop\n");
        bench.write("b.csv", "path,tags\ntwo.wav,genre---hip hop;genre---noise\n");
        QCOMPARE(bench.run({"tags", "import", bench.path("a.csv")}).status, 0);
        QCOMPARE(bench.run({"tags", "import", bench.path("b.csv")}).status, 0);
        const auto made = bench.run({"tags", "vocabulary", "make", "--json"});
        QCOMPARE(made.status, 0);
        QCOMPARE(made.json()["vocabulary"].get<int>(), 2);
        QCOMPARE(bench.run({"tags", "vocabulary", "set", "noise", "--leave-out", "--source", "b.csv"}).status, 0);
        QCOMPARE(bench.run({"tags", "vocabulary", "list", "--json"}).json()["left_out"].get<int>(), 1);
        QCOMPARE(bench.run({"tags", "vocabulary", "export", "-o", bench.path("v.csv")}).status, 0);
        QCOMPARE(bench.run({"tags", "vocabulary", "undo", "--json"}).json()["undone"].get<std::string>(), std::string("noise"));
        QCOMPARE(bench.run({"tags", "vocabulary", "list", "--json"}).json()["left_out"].get<int>(), 0);
        const auto again = bench.run({"tags", "vocabulary", "make", "--mapping", bench.path("v.csv"), "--json"});
        QCOMPARE(again.status, 0);
        QCOMPARE(again.json()["left_out"].get<int>(), 1);
        QCOMPARE(bench.run({"tags", "vocabulary", "set", "polka", "--to", "x"}).status, 1);
        QVERIFY(bench.run({"tags", "vocabulary", "drop", "--json"}).json()["dropped"].get<bool>());
    }

    void aListOfTagsIsCleanedWithoutAWorkspace()
    {
        DatasetBench bench;
        bench.write("list.txt", "indie rock music\t90\nhapy\t5\nseen live\t70\n1980s\t3\n=1+1\t1\n");
        const auto cleaned = bench.run({"tags", "clean", "--stage", "2", "--input", bench.path("list.txt"), "-o", bench.path("out.csv"), "--json"});
        QCOMPARE(cleaned.status, 0);
        QCOMPARE(cleaned.json()["categories"]["genre"].get<int>(), 1);
        QFile out(bench.path("out.csv"));
        QVERIFY(out.open(QIODevice::ReadOnly));
        const auto table = out.readAll();
        QVERIFY2(table.startsWith("\"tag\",\"category\",\"collapsed\",\"reason\"\r\n\"indie rock music\",\"genre\",\"indie rock\","), table.constData());
        QVERIFY(table.contains("\"'=1+1\""));
        QVERIFY(!QDir(bench.path("workspace")).exists());
    }

    void aVocabularyIsCleanedLockedAndUndone()
    {
        DatasetBench bench;
        bench.writeTone("music/one.wav", 440);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "path,tags\none.wav,Rock music;seen live\n");
        QCOMPARE(bench.run({"tags", "import", bench.path("set.csv")}).status, 0);
        QCOMPARE(bench.run({"tags", "clean", "--stage", "2"}).status, 0);
        QVERIFY(bench.run({"tags", "list"}).out.contains("rock  (genre)"));
        const auto into = bench.run({"tags", "collapsed", "rock", "--json"}).json();
        QCOMPARE(into["collapsed"][0]["tag"].get<std::string>(), std::string("Rock music"));
        QCOMPARE(bench.run({"tags", "lock", "Rock music"}).status, 2);
        QCOMPARE(bench.run({"tags", "lock", "Rock music", "--apart"}).status, 0);
        QCOMPARE(bench.run({"tags", "clean", "--stage", "2"}).status, 0);
        QCOMPARE(bench.run({"tags", "collapsed", "rock"}).status, 1);
        QCOMPARE(bench.run({"tags", "clean", "--undo"}).status, 0);
        QCOMPARE(bench.run({"--json", "tags", "list"}).json()["tags"].size(), std::size_t{2});
    }

    void aFileThatCannotBeWrittenIsOneLine()
    {
        DatasetBench bench;
        bench.writeTone("music/one.wav", 440);
        QCOMPARE(bench.run({"library", "scan", bench.path("music")}).status, 0);
        bench.write("set.csv", "path,tags\none.wav,genre---rock\n");
        QCOMPARE(bench.run({"tags", "import", bench.path("set.csv")}).status, 0);
        QVERIFY(QFile::remove(bench.path("music/one.wav")));   // gone since the scan
        const auto written = bench.run({"tags", "write", "--source", "import:set.csv", "--json"});
        QCOMPARE(written.status, 3);
        QCOMPARE(written.json()["files"][0]["class"].get<std::string>(), std::string("missing"));
        QCOMPARE(bench.run({"tags", "undo"}).status, 1);
        QCOMPARE(bench.run({"tags", "write", "--field", "genre=TITLE"}).status, 1);
    }

    void whatCannotBeDoneSaysWhy_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no file") << QStringList{"tags", "import"} << 2 << "FILE";
        QTest::newRow("absent file") << QStringList{"tags", "import", "/nowhere.csv"} << 1 << "no such file";
        QTest::newRow("unknown format") << QStringList{"tags", "import", "table.csv", "--format", "xls"} << 1 << "no such import format";
        QTest::newRow("column missing") << QStringList{"tags", "import", "table.csv"} << 1 << "'path' is missing";
        QTest::newRow("no workspace to list") << QStringList{"tags", "list"} << 1 << "";
        QTest::newRow("no output") << QStringList{"tags", "export"} << 2 << "--output";
    }
    void whatCannotBeDoneSaysWhy()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, reason);
        DatasetBench bench;
        bench.write("table.csv", "file,tag\none.wav,rock\n");
        arguments.replaceInStrings(QRegularExpression("^table.csv$"), bench.path("table.csv"));
        const auto outcome = bench.run(arguments);
        QCOMPARE(outcome.status, status);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains(reason.toUtf8()), outcome.err.constData());
    }
};

QTEST_GUILESS_MAIN(tst_tags)
#include "tst_tags.moc"
