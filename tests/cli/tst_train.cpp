#include "../engine/tasks/scan_fixture.h"
#include "dataset_bench.h"

/// train --dry-run, a training with labels chosen, and what `runs` says of two of them.
class tst_train : public QObject {
    Q_OBJECT

    DatasetBench m_bench;

    static constexpr int kTracks = 12;
    static QStringList recipe()
    {
        return {"--threads", "1", "--device", "cpu", "train", "--split", "tones", "--epochs", "1", "--batch", "4", "--min-tracks", "2", "--prepare", "--quiet"};
    }
    static QByteArray words(const DatasetBench::Outcome& outcome) { return outcome.out + outcome.err; }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray table = "path,tags,split\n";
        for (int i = 0; i < kTracks; ++i) {
            const auto name = QStringLiteral("%1.wav").arg(QLatin1Char(static_cast<char>('a' + i)));
            writeWav(m_bench.path("music/" + name).toStdString(), i % 2 == 0 ? 200 + 10 * i : 2000 + 50 * i, 4 * 8000);
            table += name.toUtf8() + "," + (i % 2 == 0 ? "low" : "high") + (i == 3 ? ";rare" : "") + "," + (i < 8 ? "train" : i < 10 ? "valid" : "test") + "\n";
        }
        m_bench.write("tones.csv", table);
        QCOMPARE(m_bench.run({"library", "scan", m_bench.path("music"), "--quiet"}).status, 0);
        const auto imported = m_bench.run({"tags", "import", m_bench.path("tones.csv"), "--json"});
        QVERIFY2(imported.status == 0, words(imported));
        QCOMPARE(imported.json()["split"]["name"].get<std::string>(), std::string("tones"));
    }

    void aDryRunSaysWhatATrainingWouldTakeAndLeavesNoRun()
    {
        const auto outcome = m_bench.run(recipe() + QStringList{"--windows", "2", "--dry-run", "--json"});
        QVERIFY2(outcome.status == 0, words(outcome));
        const auto document = outcome.json();
        QCOMPARE(document["tags"].get<int>(), 2);
        QCOMPARE(document["tracks"]["train"].get<int>(), 8);
        QCOMPARE(document["windows_per_epoch"].get<int>(), 16);
        QCOMPARE(document["batches_per_epoch"].get<int>(), 4);
        QCOMPARE(document["melgrams_missing"].get<int>(), 10);
        QVERIFY(document["seconds"]["total"].get<double>() > 0);
        QVERIFY(document["disk_bytes"]["checkpoints"].get<double>() > 0);
        QVERIFY(m_bench.run({"runs", "list", "--json"}).json()["runs"].empty());
        const auto human = m_bench.run(recipe() + QStringList{"--dry-run"});
        QCOMPARE(human.status, 0);
        for (const char* word : {"Time:", "Memory:", "windows/s", "2 tags"})
            QVERIFY2(human.out.contains(word), human.out);
    }
    void aDryRunOfNonsenseSaysWhy_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("no such source") << QStringList{"--sources", "nobody"} << 1 << QByteArray("training tracks");
        QTest::newRow("no such run to start from") << QStringList{"--from", "nothing"} << 1 << QByteArray("nothing");
        QTest::newRow("no rate") << QStringList{"--lr", "0"} << 1 << QByteArray("learning rate");
        QTest::newRow("negative patience") << QStringList{"--patience", "-3"} << 1 << QByteArray("patience");
        QTest::newRow("of a resumed run") << QStringList{"--resume", "1"} << 2 << QByteArray("--resume");
        QTest::newRow("minus tags") << QStringList{"--top", "-1"} << 2 << QByteArray("--top");
    }
    void aDryRunOfNonsenseSaysWhy()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, word);
        const auto outcome = m_bench.run(recipe() + arguments + QStringList{"--dry-run"});
        QCOMPARE(outcome.status, status);
        QVERIFY2(outcome.err.contains(word), outcome.err);
    }

    void twoRunsAreToldApart()
    {
        const auto first = m_bench.run(recipe() + QStringList{"--name", "plain", "--evaluate", "--json"});
        QVERIFY2(first.status == 0, words(first));
        QVERIFY(first.json()["test"].contains("headline"));
        const auto second = m_bench.run(recipe() + QStringList{"--name", "top", "--top", "1", "--lr", "0.001", "--sources", "import:tones.csv", "--json"});
        QVERIFY2(second.status == 0, words(second));
        QCOMPARE(second.json()["tags"].get<int>(), 1);

        const auto diff = m_bench.run({"runs", "diff", "plain", "2", "--json"});
        QVERIFY2(diff.status == 0, words(diff));
        const auto document = diff.json();
        QStringList settings;
        for (const auto& row : document["differences"])
            settings << QString::fromStdString(row["setting"].get<std::string>());
        QCOMPARE(settings, (QStringList{"sources", "top", "lr", "tags"}));
        QCOMPARE(document["differences"][2]["a"].get<double>(), 1e-4);
        QCOMPARE(document["differences"][2]["b"].get<double>(), 1e-3);
        QCOMPARE(document["differences"][3]["a"].dump(), std::string(R"(["low"])"));   // "high" they have in common
        QVERIFY(document["results"]["a"].contains("best_valid_roc_auc"));
        QVERIFY(m_bench.run({"runs", "diff", "1", "1"}).out.contains("same settings"));
        QCOMPARE(m_bench.run({"runs", "diff", "1", "9"}).status, 1);
    }
    void aRunKeepsItsNote()
    {
        QCOMPARE(m_bench.run({"runs", "note", "plain", "the first; 'quoted' \u00e9"}).status, 0);
        QCOMPARE(m_bench.run({"runs", "show", "1", "--json"}).json()["notes"].get<std::string>(), std::string("the first; 'quoted' \u00e9"));
        QCOMPARE(m_bench.run({"runs", "note", "1", ""}).status, 0);
        QCOMPARE(m_bench.run({"runs", "show", "1", "--json"}).json()["notes"].get<std::string>(), std::string());
        QCOMPARE(m_bench.run({"runs", "note", "nobody", "x"}).status, 1);
    }
    void onlyATrainingCanBeFinished()
    {
        const auto outcome = m_bench.run({"runs", "finish", "1"});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.err.contains("not in training"), outcome.err);
    }
};

QTEST_GUILESS_MAIN(tst_train)
#include "tst_train.moc"
