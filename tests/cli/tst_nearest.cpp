#include "../engine/tasks/scan_fixture.h"
#include "dataset_bench.h"

#include <set>

/// `explain --nearest`: a small training, and the tracks it learned from that are like another one.
class tst_nearest : public QObject {
    Q_OBJECT

    DatasetBench m_bench;
    std::set<std::string> m_train;   ///< titles are absent, so the ends of the paths

    static constexpr int kTracks = 12, kTrain = 8;
    static QByteArray words(const DatasetBench::Outcome& outcome) { return outcome.out + outcome.err; }
    static std::string nameOf(const nlohmann::json& example)
    {
        const auto path = example["path"].get<std::string>();
        return path.substr(path.rfind('/') + 1);
    }
    QString music(const QString& name) const { return m_bench.path("music/" + name); }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray table = "path,tags,split\n";
        for (int i = 0; i < kTracks; ++i) {
            const auto name = QStringLiteral("%1.wav").arg(QLatin1Char(static_cast<char>('a' + i)));
            writeWav(music(name).toStdString(), i % 2 == 0 ? 200 + 10 * i : 2000 + 50 * i, 4 * 8000);
            table += name.toUtf8() + "," + (i % 2 == 0 ? "low" : "high") + "," + (i < kTrain ? "train" : i < 10 ? "valid" : "test") + "\n";
            if (i < kTrain) m_train.insert(name.toStdString());
        }
        m_bench.write("tones.csv", table);
        QCOMPARE(m_bench.run({"library", "scan", m_bench.path("music"), "--quiet"}).status, 0);
        QCOMPARE(m_bench.run({"tags", "import", m_bench.path("tones.csv"), "--json"}).status, 0);
        const auto trained = m_bench.run({"--threads", "1", "--device", "cpu", "train", "--split", "tones", "--epochs", "1", "--batch", "4", "--min-tracks", "2", "--prepare", "--name", "tones",
                                          "--quiet"});
        if (trained.err.contains("LibTorch")) QSKIP("built without networks");
        QVERIFY2(trained.status == 0, words(trained));
    }

    void aRunThatHasNotListenedSaysHowItComesTo()
    {
        const auto outcome = m_bench.run({"explain", music("k.wav"), "--nearest", "3", "--json"});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains("predict --library --model 1"), outcome.err);
        QCOMPARE(m_bench.run({"predict", "--library", "--device", "cpu", "--quiet"}).status, 0);
    }

    void aTestTrackIsExplainedByTracksOfTheTrainingPart()
    {
        const auto outcome = m_bench.run({"explain", music("k.wav"), "--nearest", "100", "--tag", "low", "--json"});
        QVERIFY2(outcome.status == 0, words(outcome));
        const auto document = outcome.json();
        QCOMPARE(document["of"].get<std::string>(), std::string("training"));
        QVERIFY(!document["learned_from_this"].get<bool>());
        std::set<std::string> found;
        double before = 1.01;
        for (const auto& example : document["examples"]) {
            found.insert(nameOf(example));
            QVERIFY(example["cosine"].get<double>() <= before);
            before = example["cosine"].get<double>();
            QCOMPARE(example["labels"][0]["tag"].get<std::string>(), std::string((nameOf(example)[0] - 'a') % 2 == 0 ? "low" : "high"));
        }
        QCOMPARE(found, m_train);
        const auto human = m_bench.run({"explain", music("k.wav"), "--nearest", "2", "--tag", "low"}).out;
        QVERIFY2(human.startsWith("tones learned from these") && human.contains("* low: on ") && human.contains("50 % of all 8"), human);
    }

    void aTrackThatWasLearnedIsLeftOutAndToldSo()
    {
        const auto document = m_bench.run({"explain", music("a.wav"), "--nearest", "100", "--json"}).json();
        QVERIFY(document["learned_from_this"].get<bool>());
        QCOMPARE(document["examples"].size(), std::size_t{kTrain - 1});
        for (const auto& example : document["examples"])
            QVERIFY(nameOf(example) != "a.wav");
        QVERIFY(m_bench.run({"explain", music("a.wav"), "--nearest", "2"}).out.contains("this very track"));
    }

    /// Outside the library it is heard now; a copy of what was learned lies where that lies, but for the order of additions.
    void aFileFromOutsideIsHeard()
    {
        QVERIFY(QFile::copy(music("c.wav"), m_bench.path("outside.wav")));
        const auto outcome = m_bench.run({"explain", m_bench.path("outside.wav"), "--nearest", "1", "--device", "cpu", "--json"});
        QVERIFY2(outcome.status == 0, words(outcome));
        const auto document = outcome.json();
        QVERIFY(document["track"].is_null());
        QCOMPARE(nameOf(document["examples"][0]), std::string("c.wav"));
        QVERIFY(std::abs(document["examples"][0]["cosine"].get<double>() - 1) < 1e-5);
    }

    void weightsFromElsewhereShowLabelledTracksAndSaySo()
    {
        QCOMPARE(m_bench.run({"models", "export", "1", "-o", m_bench.path("tones.safetensors")}).status, 0);
        const auto file = m_bench.run({"explain", music("k.wav"), "--nearest", "3", "--model", m_bench.path("tones.safetensors")});
        QCOMPARE(file.status, 1);
        QVERIFY2(file.err.contains("models import"), file.err);
        QCOMPARE(m_bench.run({"models", "import", m_bench.path("tones.safetensors"), "--name", "foreign"}).status, 0);
        QCOMPARE(m_bench.run({"predict", "--library", "--model", "foreign", "--device", "cpu", "--quiet"}).status, 0);
        const auto outcome = m_bench.run({"explain", music("k.wav"), "--nearest", "100", "--model", "foreign", "--json"});
        QVERIFY2(outcome.status == 0, words(outcome));
        QCOMPARE(outcome.json()["of"].get<std::string>(), std::string("library"));
        QCOMPARE(outcome.json()["examples"].size(), std::size_t{kTracks - 1});
        QVERIFY(m_bench.run({"explain", music("k.wav"), "--nearest", "1", "--model", "foreign"}).out.contains("trained elsewhere"));
    }

    void examplesAndMapsAreAskedForApart_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a way of mapping") << QStringList{"--nearest", "3", "--method", "occlusion"};
        QTest::newRow("a file for the map") << QStringList{"--nearest", "3", "-o", "map.npy"};
        QTest::newRow("none") << QStringList{"--nearest", "0"};
    }
    void examplesAndMapsAreAskedForApart()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(m_bench.run(QStringList{"explain", music("k.wav")} + arguments).status, 2);
    }
};

QTEST_GUILESS_MAIN(tst_nearest)
#include "tst_nearest.moc"
