#include <QtTest>

#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <numbers>

#include "engine/core/json.h"

using engine::Json;

namespace
{

struct Outcome {
    int status = -1;
    QByteArray out, err;
    Json json() const { return Json::parse(out.toStdString()); }
};

QString reference(const QString& name)
{
    const auto set = qEnvironmentVariable("TAGBENCH_REFERENCE");
    return (set.isEmpty() ? QString::fromUtf8(TAGBENCH_SOURCE_DIR "/../shared/reference") : set) + "/models/" + name;
}

/// Four seconds of 16 kHz: a chord, then noise.
QByteArray wavOfAChord()
{
    constexpr quint32 kRate = 16000, kCount = 4 * kRate;
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << quint32{36 + 2 * kCount};
    out.writeRawData("WAVEfmt ", 8);
    out << quint32{16} << quint16{1} << quint16{1} << kRate << quint32{2 * kRate} << quint16{2} << quint16{16};
    out.writeRawData("data", 4);
    out << quint32{2 * kCount};
    quint32 noise = 1;
    for (quint32 i = 0; i < kCount; ++i) {
        noise = noise * 1664525 + 1013904223;
        const double t = static_cast<double>(i) / kRate;
        double value = static_cast<double>(noise >> 8) / (1 << 24) - 0.5;
        if (i < kCount / 2) {
            value = 0;
            for (const double hz : {220.0, 277.2, 329.6})
                value += 0.2 * std::sin(2 * std::numbers::pi * hz * t);
        }
        out << static_cast<qint16>(12000 * value);
    }
    return bytes;
}

}  // namespace

/// `explain` from a file of music to maps that NumPy reads.
class tst_explain : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_music;

    Outcome cli(const QStringList& arguments)
    {
        QProcess process;
        process.start(TAGBENCH_BINARY_DIR "/bin/tagbench-cli", arguments + QStringList{"--json", "--device", "cpu", "--workspace", m_folder.filePath("w")});
        process.waitForFinished(120000);
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    /// What NumPy says of a file: shape, then least, most and sum.
    QByteArray numpy(const QString& file)
    {
        QProcess process;
        process.start("/usr/bin/python3", {"-c", "import numpy as n, sys; a = n.load(sys.argv[1]); print(a.dtype, *a.shape, float(a.min()), float(a.max()), float(a.sum()))", file});
        process.waitForFinished(30000);
        return process.readAllStandardOutput().trimmed();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(reference("checkpoints"))) QSKIP("reference data are absent");
        m_music = m_folder.filePath("chord.wav");
        QFile file(m_music);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(wavOfAChord()) > 0);
    }

    void aMapIsWrittenWithWhatItIsOf_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("layer");
        QTest::newRow("grad-cam") << "grad-cam" << "";
        QTest::newRow("integrated gradients") << "integrated-gradients" << "input";
        QTest::newRow("occlusion") << "occlusion" << "input";
    }
    void aMapIsWrittenWithWhatItIsOf()
    {
        QFETCH(QString, method);
        QFETCH(QString, layer);
        const auto map = m_folder.filePath(method + ".npy");
        const auto outcome = cli({"explain", m_music, "--model", reference("checkpoints/musicnn_mtat.pth"), "--tag", "guitar", "--method", method, "-o", map});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto said = outcome.json();
        QCOMPARE(said.at("tag").get<std::string>(), std::string("guitar"));
        QCOMPARE(said.at("method").get<std::string>(), method.toStdString());
        if (!layer.isEmpty()) QCOMPARE(said.at("layer").get<std::string>(), layer.toStdString());
        QVERIFY(!said.contains("values"));
        // NumPy finds the shape that was said, the hottest place at 1, and nothing beyond it.
        const auto found = numpy(map).split(' ');
        QCOMPARE(found.size(), 6);
        QCOMPARE(found[0], QByteArray("float32"));
        QCOMPARE(found[1].toUInt(), said.at("rows").get<unsigned>());
        QCOMPARE(found[2].toUInt(), said.at("columns").get<unsigned>());
        QCOMPARE(found[4].toDouble(), 1.0);
        QFile card(m_folder.filePath(method + ".json"));
        QVERIFY(card.open(QIODevice::ReadOnly));
        const auto kept = Json::parse(card.readAll().toStdString());
        for (const auto* field : {"tag", "model", "layer", "method", "rows", "columns", "seconds_per_column"})
            QVERIFY2(kept.contains(field), field);
        if (method == "integrated-gradients") QVERIFY(said.at("incompleteness").get<double>() < 0.01);
    }

    void whatCannotBeAskedIsRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no such way") << QStringList{"--method", "guess"} << 2 << QByteArray("grad-cam");
        QTest::newRow("a network without attention") << QStringList{"--method", "contribution"} << 1 << QByteArray("contribution");
        QTest::newRow("no such tag") << QStringList{"--tag", "no such tag"} << 1 << QByteArray("no such tag");
        QTest::newRow("one tag only") << QStringList{"--all-tags", "all.npy"} << 1 << QByteArray("--all-tags");
        QTest::newRow("a name that its description takes") << QStringList{"-o", "map.json"} << 1 << QByteArray(".npy");
    }
    void whatCannotBeAskedIsRefused()
    {
        QFETCH(QStringList, words);
        QFETCH(int, status);
        QFETCH(QByteArray, reason);
        const auto outcome = cli(QStringList{"explain", m_music, "--model", reference("checkpoints/musicnn_mtat.pth")} + words);
        QCOMPARE(outcome.status, status);
        QVERIFY2((outcome.err + outcome.out).contains(reason), outcome.err.constData());
    }
};

QTEST_GUILESS_MAIN(tst_explain)
#include "tst_explain.moc"
