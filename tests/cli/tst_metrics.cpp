#include <QtTest>

#include <QJsonDocument>
#include <QJsonObject>

namespace {

struct Finished {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Finished run(const QStringList& arguments)
{
    QProcess program;
    program.start(TAGBENCH_BINARY_DIR "/bin/tagbench-cli", arguments);
    program.waitForFinished(60000);
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

bool python(const QString& script, const QStringList& arguments, QByteArray* out = nullptr)
{
    QProcess program;
    program.start("/usr/bin/python3", QStringList{"-c", "import sys, json, numpy as np\n" + script} + arguments);
    if (!program.waitForFinished(60000) || program.exitCode() != 0) return false;
    if (out != nullptr) *out = program.readAllStandardOutput();
    return true;
}

}  // namespace

class tst_metrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        // 300 tracks, 5 tags; the last has no positive, the third rounded (tied) scores. Labels in an order and type of their own.
        const QString script = "r = np.random.RandomState(4); Y = (r.rand(300, 5) < [.5, .2, .1, .05, 0]).astype('u1')\n"
                               "S = (r.randn(300, 5) + Y).astype('f4'); S[:, 2] = np.round(S[:, 2], 1)\n"
                               "np.save(sys.argv[1], S); np.save(sys.argv[2], np.asfortranarray(Y.astype('>i2')))";
        m_ready = m_folder.isValid() && python(script, {scores(), labels()});
    }

    void numbersEqualScikitLearn()
    {
        if (!m_ready) QSKIP("python3-numpy is not installed");
        QByteArray expected;
        if (!python("from sklearn.metrics import roc_auc_score as roc, average_precision_score as ap\n"
                    "S = np.load(sys.argv[1]); Y = np.load(sys.argv[2]).astype(int)\n"
                    "print(json.dumps({'roc': [roc(Y[:, i], S[:, i]) for i in range(4)], 'ap': [ap(Y[:, i], S[:, i]) for i in range(4)],"
                    " 'micro': [roc(Y, S, average='micro'), ap(Y, S, average='micro')]}))",
                    {scores(), labels()}, &expected))
            QSKIP("python3-sklearn is not installed");
        const auto golden = QJsonDocument::fromJson(expected).object();
        const auto got = run({"metrics", "--scores", scores(), "--labels", labels(), "--json"});
        QCOMPARE(got.status, 0);
        const auto result = QJsonDocument::fromJson(got.out).object();
        double sum = 0;
        for (int i = 0; i < 4; ++i) {
            const auto tag = result["per_tag"].toArray()[i].toObject();
            QVERIFY(std::abs(tag["roc_auc"].toDouble() - golden["roc"].toArray()[i].toDouble()) < 1e-12);
            QVERIFY(std::abs(tag["average_precision"].toDouble() - golden["ap"].toArray()[i].toDouble()) < 1e-12);
            sum += golden["roc"].toArray()[i].toDouble();
        }
        QVERIFY(std::abs(result["macro"].toObject()["roc_auc"].toDouble() - sum / 4) < 1e-12);
        QVERIFY(std::abs(result["micro"].toObject()["roc_auc"].toDouble() - golden["micro"].toArray()[0].toDouble()) < 1e-12);
        QVERIFY(std::abs(result["micro"].toObject()["average_precision"].toDouble() - golden["micro"].toArray()[1].toDouble()) < 1e-12);
        QCOMPARE(result["undefined"].toArray(), QJsonArray{"4"});
        QVERIFY(result["per_tag"].toArray()[4].toObject()["roc_auc"].isNull());
    }

    void tagNamesAndTheBootstrapAreTaken()
    {
        if (!m_ready) QSKIP("python3-numpy is not installed");
        QFile names(m_folder.filePath("tags.txt"));
        QVERIFY(names.open(QIODevice::WriteOnly));
        names.write("rock\npop\njazz\nfolk\nnoise\n");
        names.close();
        const QStringList arguments{"--seed", "3", "metrics", "--scores", scores(), "--labels", labels(), "--tags", names.fileName(),
                                    "--ci", "bootstrap", "--replicates", "200"};
        const auto json = run(arguments + QStringList{"--json"});
        QCOMPARE(json.status, 0);
        QCOMPARE(QJsonDocument::fromJson(json.out).object()["undefined"].toArray(), QJsonArray{"noise"});
        QCOMPARE(run(arguments + QStringList{"--json"}).out, json.out);
        const auto human = run(arguments);
        QVERIFY(human.out.contains("tags better than chance") && human.out.contains("noise"));
    }

    void whatDoesNotFitFailsInOneLine_data()
    {
        QTest::addColumn<QString>("scoresFile");
        QTest::addColumn<QString>("labelsFile");
        QTest::newRow("absent") << "none.npy" << "labels.npy";
        QTest::newRow("labels are scores") << "scores.npy" << "scores.npy";
        QTest::newRow("text") << "tags.txt" << "labels.npy";
    }
    void whatDoesNotFitFailsInOneLine()
    {
        if (!m_ready) QSKIP("python3-numpy is not installed");
        QFETCH(QString, scoresFile);
        QFETCH(QString, labelsFile);
        const auto got = run({"metrics", "--json", "--scores", m_folder.filePath(scoresFile), "--labels", m_folder.filePath(labelsFile)});
        QCOMPARE(got.status, 1);
        QVERIFY(got.out.isEmpty());
        QCOMPARE(got.err.count('\n'), 1);
    }

    void wrongUseIsTwo()
    {
        QCOMPARE(run({"metrics"}).status, 2);
        QCOMPARE(run({"metrics", "--scores", "a", "--labels", "b", "--ci", "luck"}).status, 2);
        QCOMPARE(run({"metrics", "--help"}).status, 0);
    }

private:
    QString scores() const { return m_folder.filePath("scores.npy"); }
    QString labels() const { return m_folder.filePath("labels.npy"); }

    QTemporaryDir m_folder;
    bool m_ready = false;
};

QTEST_GUILESS_MAIN(tst_metrics)
#include "tst_metrics.moc"
