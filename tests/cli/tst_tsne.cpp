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

bool python(const QString& script, const QStringList& arguments)
{
    QProcess program;
    program.start("/usr/bin/python3", QStringList{"-c", "import sys, numpy as np\n" + script} + arguments);
    return program.waitForFinished(60000) && program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0;
}

}  // namespace

class tst_tsne : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_ready = python("r = np.random.RandomState(2); c = r.randn(5, 20) * 4; np.save(sys.argv[1], c[np.arange(400) % 5] + r.randn(400, 20))", {input()});
    }

    void cloudsComeOutApart()
    {
        if (!m_ready) QSKIP("python3-numpy is not installed");
        const auto got = run({"tsne", input(), "-o", output("y.npy"), "--iterations", "500", "--json"});
        QCOMPARE(got.status, 0);
        const auto json = QJsonDocument::fromJson(got.out).object();
        QCOMPARE(json["iterations"].toInt(), 500);
        QVERIFY(json["kl"].toDouble() > 0 && json["seconds"].toDouble() > 0);
        // Each point's nearest neighbour in the map is of its own cloud.
        QVERIFY(python("Y = np.load(sys.argv[1]); assert Y.shape == (400, 2) and Y.dtype == np.float32 and np.isfinite(Y).all()\n"
                       "D = ((Y[:, None] - Y[None]) ** 2).sum(-1) + np.eye(400) * 1e9; n = D.argmin(1)\n"
                       "assert (n % 5 == np.arange(400) % 5).mean() > 0.99",
                       {output("y.npy")}));
    }

    void sameSeedSameBytesAtAnyNumberOfThreads()
    {
        if (!m_ready) QSKIP("python3-numpy is not installed");
        const auto bytes = [this](const QString& threads, const QString& seed) {
            run({"--threads", threads, "--seed", seed, "tsne", input(), "-o", output("s.npy"), "--iterations", "60"});
            QFile file(output("s.npy"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto one = bytes("1", "0");
        QVERIFY(!one.isEmpty());
        QVERIFY(bytes("2", "0") == one);
        QVERIFY(bytes("1", "4") != one);
    }

    void failuresAndWrongUseHaveTheirStatus()
    {
        const auto absent = run({"tsne", output("none.npy"), "-o", output("n.npy"), "--json"});
        QCOMPARE(absent.status, 1);
        QVERIFY(absent.out.isEmpty());
        QVERIFY(!QFile::exists(output("n.npy")));
        QCOMPARE(run({"tsne"}).status, 2);
        QCOMPARE(run({"tsne", input(), "-o", output("n.npy"), "--perplexity", "0"}).status, 2);
        QCOMPARE(run({"tsne", "--help"}).status, 0);
    }

private:
    QString input() const { return m_folder.filePath("x.npy"); }
    QString output(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    bool m_ready = false;
};

QTEST_GUILESS_MAIN(tst_tsne)
#include "tst_tsne.moc"
