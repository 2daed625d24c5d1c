#include "dataset_bench.h"

class tst_split : public QObject {
    Q_OBJECT

    DatasetBench m_bench;

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray table = "path,artist,tag\n";
        for (int i = 0; i < 20; ++i) {
            const auto name = QString("%1.wav").arg(i);
            m_bench.writeTone("music/" + name, 200 + 10 * i);
            table += QString("%1,Artist %2,%3\n").arg(name).arg(i / 2).arg(i % 2 == 0 ? "rock" : "calm").toUtf8();
        }
        m_bench.writeTone("music/copy.wav", 200);
        m_bench.write("set.csv", table);
        QCOMPARE(m_bench.run({"library", "scan", m_bench.path("music")}).status, 0);
        QCOMPARE(m_bench.run({"tags", "import", m_bench.path("set.csv")}).status, 0);
    }

    void aSplitIsMadeCheckedAndExported()
    {
        const auto made = m_bench.run({"split", "make", "--ratios", "60,20,20", "--stratify", "--group-by", "artist", "--name", "mine", "--seed", "4", "--json"});
        QCOMPARE(made.status, 0);
        const auto document = made.json();
        QCOMPARE(document["tracks"].get<int>(), 21);
        QCOMPARE(document["copies"].get<int>(), 2);
        QCOMPARE(document["counts"]["train"].get<int>() + document["counts"]["valid"].get<int>() + document["counts"]["test"].get<int>(), 21);
        QCOMPARE(document["seed"].get<int>(), 4);

        const auto checked = m_bench.run({"split", "check", "--json"});
        QCOMPARE(checked.status, 0);
        QVERIFY(checked.json()["offenders"].empty());
        QCOMPARE(checked.json()["group_by"].get<std::string>(), std::string("artist"));

        QCOMPARE(m_bench.run({"split", "export", "--name", "mine", "-o", m_bench.path("mine.csv")}).status, 0);
        QFile file(m_bench.path("mine.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readLine(), QByteArray("\"id\",\"path\",\"artist\",\"part\"\r\n"));
        QCOMPARE(m_bench.run({"split", "check", "--file", m_bench.path("mine.csv")}).status, 0);
    }

    void theTrainingPartIsResampledAndShown()
    {
        QCOMPARE(m_bench.run({"split", "make", "--ratios", "60,20,20", "--name", "drawn"}).status, 0);
        const auto drawn = m_bench.run({"split", "resample", "2x", "--name", "drawn", "--json"});
        QCOMPARE(drawn.status, 0);
        const auto document = drawn.json();
        QCOMPARE(document["tracks"]["train"]["after"].get<int>(), 2 * document["tracks"]["train"]["before"].get<int>());
        QCOMPARE(m_bench.run({"split", "distribution", "--name", "drawn", "-o", m_bench.path("tags.csv")}).status, 0);
        QFile file(m_bench.path("tags.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readLine().startsWith("\"tag\",\"type\",\"train\",\"train_resampled\""));
        int rows = 0;
        for (; !file.atEnd(); file.readLine())
            ++rows;
        QCOMPARE(rows, 2);
        const auto needed = m_bench.run({"prep", "needs", "--list", "--split", "drawn"});
        QCOMPARE(needed.status, 0);
        QCOMPARE(needed.out.count('\n'), 21);
        QCOMPARE(m_bench.run({"prep", "prune"}).status, 1);   // there are no melgrams yet
        QCOMPARE(m_bench.run({"split", "resample", "--name", "drawn"}).status, 2);
        QCOMPARE(m_bench.run({"split", "resample", "never", "--name", "drawn"}).status, 1);
        QCOMPARE(m_bench.run({"split", "resample", "--reset", "--name", "drawn", "--json"}).json()["tracks"]["train"]["after"], document["tracks"]["train"]["before"]);
    }

    void aPublishedSplitThatLeaksIsToldAndNotTrainedOn()
    {
        m_bench.write("leaky.csv", "path,tags,split\n0.wav,rock,train\n5.wav,calm,train\ncopy.wav,rock,test\n2.wav,rock,valid\n");
        const auto imported = m_bench.run({"tags", "import", m_bench.path("leaky.csv"), "--json"});
        QCOMPARE(imported.json()["split"]["leaks"].get<int>(), 1);
        QCOMPARE(m_bench.run({"split", "check", "--name", "leaky"}).status, 1);
        for (const auto& told : {QStringList{}, QStringList{"--allow-leak"}}) {
            const auto outcome = m_bench.run(QStringList{"train", "--split", "leaky", "--min-tracks", "1"} + told);
            QCOMPARE(outcome.status, 1);
            QVERIFY2(outcome.err.contains("1 leaks between its parts (duplicate"), outcome.err.constData());
        }
    }

    void everyOffenderIsListedWithExitStatusOne()
    {
        QCOMPARE(m_bench.run({"split", "make", "--group-by", "artist", "--name", "grouped"}).status, 0);
        m_bench.write("bad.csv",
                      "path,artist,part\n0.wav,Artist 0,train\n0.wav,Artist 0,test\ncopy.wav,,test\n2.wav,Artist 1,train\n3.wav,Artist 1,valid\n4.wav,Artist 2,train\n");
        const auto outcome = m_bench.run({"split", "check", "--file", m_bench.path("bad.csv"), "--name", "grouped"});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains("is in test train:\n  0.wav"), outcome.err.constData());
        QVERIFY2(outcome.err.contains("duplicate"), outcome.err.constData());
        QVERIFY2(outcome.err.contains("artist artist 1 is in train valid:\n  2.wav\n  3.wav"), outcome.err.constData());

        const auto json = m_bench.run({"split", "check", "--file", m_bench.path("bad.csv"), "--group-by", "none", "--json"});
        QCOMPARE(json.status, 1);
        QCOMPARE(json.json()["offenders"].size(), std::size_t{2});
    }

    void whatCannotBeDoneIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("two shares") << QStringList{"split", "make", "--ratios", "80,20"} << 2;
        QTest::newRow("words for shares") << QStringList{"split", "make", "--ratios", "a,b,c"} << 2;
        QTest::newRow("unknown group") << QStringList{"split", "make", "--group-by", "label"} << 2;
        QTest::newRow("nothing to train with") << QStringList{"split", "make", "--ratios", "0,50,50"} << 1;
        QTest::newRow("unknown split") << QStringList{"split", "check", "--name", "nobody"} << 1;
        QTest::newRow("absent table") << QStringList{"split", "check", "--file", "/nowhere.csv"} << 1;
    }
    void whatCannotBeDoneIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const auto outcome = m_bench.run(arguments);
        QCOMPARE(outcome.status, status);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(!outcome.err.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_split)
#include "tst_split.moc"
