#include <QtTest>

#include <csignal>

#include <nlohmann/json.hpp>

using Json = nlohmann::json;

/// From music to report through the command line alone, with kill -9 where it hurts.
class tst_way : public QObject {
    Q_OBJECT

    struct Answer {
        int status = -1;
        QByteArray out, err;
        Json json() const { return Json::parse(out.constData(), out.constData() + out.size()); }
    };

    QTemporaryDir m_folder;
    QString m_music = m_folder.filePath("music");

    static QString program() { return QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"); }
    QString workspace(const QString& name) const { return m_folder.filePath(name); }

    static Answer run(const QString& workspace, const QStringList& arguments, int timeoutMs = 120'000)
    {
        QProcess process;
        process.start(program(), QStringList{"--workspace", workspace, "--threads", "1"} + arguments);
        Answer answer;
        if (!process.waitForFinished(timeoutMs)) return answer;
        answer.status = process.exitCode();
        answer.out = process.readAllStandardOutput();
        answer.err = process.readAllStandardError();
        return answer;
    }

    void prepare(const QString& workspace)
    {
        QCOMPARE(run(workspace, {"library", "scan", m_music, "--quiet"}).status, 0);
        QCOMPARE(run(workspace, {"prep", "run", "--preset", "sota-96", "--quiet"}).status, 0);
        const auto split = run(workspace, {"split", "make", "--ratios", "60,20,20", "--quiet"});
        QVERIFY2(split.status == 0, split.err);
    }

    static QStringList training() { return {"train", "--epochs", "3", "--batch", "4", "--lr", "1e-3", "--min-tracks", "4", "--seed", "5"}; }

    static QByteArray weights(const QString& workspace)
    {
        const auto answer = run(workspace, {"models", "inspect", workspace + "/checkpoints/run-1/best.safetensors", "--json"});
        if (answer.status != 0) return answer.err;
        QByteArray sums;
        const auto document = answer.json();
        for (const auto& tensor : document["tensors"])
            sums += QByteArray::fromStdString(tensor["name"].get<std::string>() + " " + tensor["sha256"].get<std::string>() + "\n");
        return sums;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto demo = run(workspace("maker"), {"demo", m_music, "--tracks", "24", "--stop-after", "music", "--json"});
        QVERIFY2(demo.status == 0, demo.err);
        QVERIFY(QFile::exists(m_music + "/truth.csv"));
    }

    void aKilledPreprocessingGoesOnWhereItWas()
    {
        const auto folder = workspace("killed-prep");
        QCOMPARE(run(folder, {"library", "scan", m_music, "--quiet"}).status, 0);
        QProcess process;
        process.start(program(), {"--workspace", folder, "--threads", "1", "prep", "run", "--preset", "sota-96"});
        QVERIFY(process.waitForStarted());
        const QDir melgrams(folder + "/melgrams");
        const auto partWasBegun = [&] {
            QDirIterator files(melgrams.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            return files.hasNext();
        };
        QTRY_VERIFY_WITH_TIMEOUT(partWasBegun(), 30'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());

        const auto again = run(folder, {"prep", "run", "--preset", "sota-96", "--json"});
        QVERIFY2(again.status == 0, again.err);
        const auto counts = again.json()["counts"];
        QCOMPARE(counts["built"].get<int>() + counts["kept"].get<int>(), 24);
        const auto third = run(folder, {"prep", "run", "--preset", "sota-96", "--json"}).json()["counts"];
        QCOMPARE(third["built"].get<int>(), 0);
        QCOMPARE(third["kept"].get<int>(), 24);
    }

    void anUndisturbedTraining()
    {
        prepare(workspace("calm"));
        const auto undisturbed = run(workspace("calm"), training());
        QVERIFY2(undisturbed.status == 0, undisturbed.err);
    }

    void aKilledTrainingEndsWithTheSameWeights_data()
    {
        QTest::addColumn<QStringList>("again");
        QTest::newRow("resume the run") << QStringList{"train", "--resume", "1"};
        QTest::newRow("the same command") << training();
        QTest::newRow("resume the job") << QStringList{"jobs", "resume", "4"};
    }
    void aKilledTrainingEndsWithTheSameWeights()
    {
        QFETCH(QStringList, again);
        const auto calm = workspace("calm"), killed = workspace(QString("killed by ") + QTest::currentDataTag());
        prepare(killed);

        QProcess process;
        process.start(program(), QStringList{"--workspace", killed, "--threads", "1"} + training());
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(killed + "/checkpoints/run-1/epoch-0001.json"), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        const auto resumed = run(killed, again);
        QVERIFY2(resumed.status == 0, resumed.err);

        const auto expected = weights(calm);
        QVERIFY2(expected.count('\n') > 10, expected);
        QCOMPARE(weights(killed), expected);
        QCOMPARE(run(killed, {"runs", "show", "1", "--json"}).json()["curve"].size(), std::size_t{3});
        QCOMPARE(run(killed, {"runs", "list", "--json"}).json()["runs"].size(), std::size_t{1});
    }

    void theTrainedRunIsEvaluatedPredictedMappedAndReported()
    {
        const auto folder = workspace("calm");
        const auto evaluation = run(folder, {"evaluate", "1", "--json"});
        QVERIFY2(evaluation.status == 0, evaluation.err);
        QVERIFY(evaluation.json().contains("headline"));
        QVERIFY(!evaluation.json()["per_tag"].empty());

        QDirIterator files(m_music, {"*.flac"}, QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(files.hasNext());
        const auto predicted = run(folder, {"predict", files.next(), "--top", "3", "--taggram", folder + "/t.npy", "--json"});
        QVERIFY2(predicted.status == 0, predicted.err);
        QCOMPARE(predicted.json()["tracks"][0]["tags"].size(), std::size_t{3});
        QVERIFY(QFile::exists(folder + "/t.npy"));

        const auto map = run(folder, {"map", "--of", "features", "--iterations", "100", "--json"});
        QVERIFY2(map.status == 0, map.err);
        QCOMPARE(map.json()["tracks"].get<int>(), 24);

        for (const auto* format : {"html", "csv", "json"}) {
            const auto path = folder + "/report." + format;
            const auto report = run(folder, {"report", "1", "--format", format, "-o", path});
            QVERIFY2(report.status == 0, report.err);
            QVERIFY(QFileInfo(path).size() > 500);
        }
        QCOMPARE(run(folder, {"report", "1", "--format", "pdf", "-o", folder + "/r.pdf"}).status, 1);
        QCOMPARE(run(folder, {"split", "check"}).status, 0);
    }

    void failuresSayWhatIsMissing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("no run") << QStringList{"evaluate", "7"} << 1 << QByteArray("7");
        QTest::newRow("no split") << QStringList{"train", "--split", "nowhere"} << 1 << QByteArray("nowhere");
        QTest::newRow("no melgrams") << QStringList{"train", "--arch", "short"} << 1 << QByteArray("sota-128");
        QTest::newRow("another preset") << QStringList{"train", "--arch", "short", "--preset", "sota-96"} << 1 << QByteArray("128");
        QTest::newRow("no card") << QStringList{"train", "--device", "cuda:9"} << 1 << QByteArray("cuda");
        QTest::newRow("unknown option") << QStringList{"train", "--epoch-count", "3"} << 2 << QByteArray();
        QTest::newRow("no command") << QStringList{} << 2 << QByteArray();
    }
    void failuresSayWhatIsMissing()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, word);
        const auto answer = run(workspace("calm"), arguments);
        QCOMPARE(answer.status, status);
        QVERIFY(answer.out.isEmpty());
        QVERIFY2(answer.err.toLower().contains(word), answer.err);
    }
};

QTEST_GUILESS_MAIN(tst_way)
#include "tst_way.moc"
