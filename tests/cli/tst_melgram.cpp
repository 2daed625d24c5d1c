#include <QtTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <cmath>
#include <vector>

namespace {

struct Array {
    QList<qsizetype> shape;
    std::vector<float> values;
};

/// Reads the plain files that numpy and tagbench-cli write: version 1, little-endian float32, C order.
Array readArray(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot open %s", qPrintable(path));
    const auto bytes = file.readAll();
    const auto headerBytes = static_cast<unsigned char>(bytes[8]) + 256 * static_cast<unsigned char>(bytes[9]);
    const auto header = QString::fromLatin1(bytes.mid(10, headerBytes));
    Array array;
    const auto shape = header.section(QLatin1Char('('), 1).section(QLatin1Char(')'), 0, 0);
    for (const auto& part : shape.split(QLatin1Char(','), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty()) array.shape << part.trimmed().toLongLong();
    if (!header.contains(QStringLiteral("<f4")) || !header.contains(QStringLiteral("False"))) qFatal("not the plain form: %s", qPrintable(header));
    array.values.resize(static_cast<std::size_t>(bytes.size() - 10 - headerBytes) / sizeof(float));
    std::memcpy(array.values.data(), bytes.constData() + 10 + headerBytes, array.values.size() * sizeof(float));
    return array;
}

}  // namespace

class tst_melgram : public QObject {
    Q_OBJECT

    QString m_reference;
    QTemporaryDir m_folder;

    struct Result {
        int status;
        QByteArray out, err;
    };
    Result run(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral(TAGBENCH_BINARY_DIR "/bin/tagbench-cli"), arguments);
        if (!process.waitForFinished(60'000)) qFatal("tagbench-cli did not finish");
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QString output() const { return m_folder.filePath(QStringLiteral("out.npy")); }
    QString clip() const { return m_reference + QStringLiteral("/models/clips/clip_c_16k.flac"); }

private Q_SLOTS:
    void initTestCase()
    {
        m_reference = qEnvironmentVariable("TAGBENCH_REFERENCE", QStringLiteral(TAGBENCH_SOURCE_DIR "/../shared/reference"));
        if (!QFile::exists(m_reference + QStringLiteral("/models/manifest.json")))
            QSKIP("the reference data is not here; set TAGBENCH_REFERENCE to its folder");
    }

    // Golden: torchaudio 0.13.1 front ends of the published models, tolerances as the manifest gives them. The harmonic front end
    // of hcnn is another one (six channels) and belongs to that model.
    void equalsTheGoldenFrontEnds_data()
    {
        QTest::addColumn<QJsonObject>("golden");
        QFile file(m_reference + QStringLiteral("/models/manifest.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto entries = QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("golden")].toArray();
        for (const auto& entry : entries) {
            const auto golden = entry.toObject();
            if (golden[QStringLiteral("stage")] != QStringLiteral("logmel") || golden[QStringLiteral("model")] == QStringLiteral("hcnn")) continue;
            QTest::newRow(qPrintable(golden[QStringLiteral("file")].toString())) << golden;
        }
    }
    void equalsTheGoldenFrontEnds()
    {
        QFETCH(QJsonObject, golden);
        const auto expected = readArray(m_reference + QStringLiteral("/models/") + golden[QStringLiteral("file")].toString());
        const bool retrieval = golden[QStringLiteral("sample_rate")].toInt() == 22050;
        const auto preset = retrieval ? QStringLiteral("retrieval") : QStringLiteral("sota-%1").arg(expected.shape[0]);
        const auto audio = m_reference + QStringLiteral("/models/clips/") + golden[QStringLiteral("clip")].toString() + QStringLiteral(".flac");
        const auto result = run({QStringLiteral("melgram"), audio, QStringLiteral("-o"), output(), QStringLiteral("--preset"), preset,
                                 QStringLiteral("--start-sample"), QString::number(golden[QStringLiteral("offset")].toInt()),
                                 QStringLiteral("--samples"), QString::number(golden[QStringLiteral("length")].toInt())});
        QVERIFY2(result.status == 0, result.err.constData());
        const auto found = readArray(output());
        const auto full = golden[QStringLiteral("full_shape")].toArray();
        QCOMPARE(found.shape, (QList<qsizetype>{full[0].toInt(), full[1].toInt()}));

        const auto first = golden[QStringLiteral("frames")].toArray()[0].toInt();
        double largest = 0, sum = 0;
        int cells = 0;
        for (qsizetype band = 0; band < expected.shape[0]; ++band)
            for (qsizetype frame = 0; frame < expected.shape[1]; ++frame) {
                const float wanted = expected.values[static_cast<std::size_t>(band * expected.shape[1] + frame)];
                if (wanted <= -80) continue;
                const double difference = std::abs(found.values[static_cast<std::size_t>(band * found.shape[1] + first + frame)] - wanted);
                largest = std::max(largest, difference);
                sum += difference;
                ++cells;
            }
        QVERIFY(cells > 1000);
        QVERIFY2(largest <= golden[QStringLiteral("tol_abs")].toDouble(), qPrintable(QString::number(largest)));
        QVERIFY2(sum / cells <= golden[QStringLiteral("tol_mean_abs")].toDouble(), qPrintable(QString::number(sum / cells)));
    }

    void jsonNamesThePresetAndTheShape()
    {
        const auto result = run({QStringLiteral("melgram"), clip(), QStringLiteral("-o"), output(), QStringLiteral("--samples"),
                                 QStringLiteral("16000"), QStringLiteral("--json")});
        QCOMPARE(result.status, 0);
        const auto document = QJsonDocument::fromJson(result.out).object();
        QCOMPARE(document[QStringLiteral("mels")].toInt(), 96);
        QCOMPARE(document[QStringLiteral("frames")].toInt(), 63);
        QCOMPARE(document[QStringLiteral("preset_hash")].toString().size(), 64);
    }

    void secondsAndSamplesMeanTheSamePiece()
    {
        QCOMPARE(run({QStringLiteral("waveform"), clip(), QStringLiteral("-o"), output(), QStringLiteral("--start"), QStringLiteral("1.5"),
                      QStringLiteral("--duration"), QStringLiteral("0.25")}).status, 0);
        const auto bySeconds = readArray(output());
        QCOMPARE(run({QStringLiteral("waveform"), clip(), QStringLiteral("-o"), output(), QStringLiteral("--start-sample"),
                      QStringLiteral("24000"), QStringLiteral("--samples"), QStringLiteral("4000")}).status, 0);
        QCOMPARE(bySeconds.values.size(), std::size_t{4000});
        QCOMPARE(readArray(output()).values, bySeconds.values);
    }

    void peaksHoldTheExtremesOfTheWaveform()
    {
        QCOMPARE(run({QStringLiteral("waveform"), clip(), QStringLiteral("-o"), output()}).status, 0);
        const auto samples = readArray(output()).values;
        const auto result = run({QStringLiteral("peaks"), clip(), QStringLiteral("-o"), output(), QStringLiteral("--json")});
        QCOMPARE(result.status, 0);
        const auto levels = QJsonDocument::fromJson(result.out).object()[QStringLiteral("levels")].toArray();
        const auto peaks = readArray(output());
        QCOMPARE(peaks.shape[0], 3);
        for (const auto& entry : levels) {
            const auto level = entry.toObject();
            const auto begin = peaks.values.begin() + level[QStringLiteral("first")].toInt();
            const auto end = begin + level[QStringLiteral("peaks")].toInt();
            QCOMPARE(*std::min_element(begin, end), *std::min_element(samples.begin(), samples.end()));
            QCOMPARE(*std::max_element(begin + peaks.shape[1], end + peaks.shape[1]), *std::max_element(samples.begin(), samples.end()));
        }
    }

    void refusalsNameTheirClass_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        const auto text = m_folder.filePath(QStringLiteral("song.mp3"));
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<html><body>404</body></html>");
        QTest::newRow("a piece longer than the file") << QStringList{clip(), QStringLiteral("--start"), QStringLiteral("20"), QStringLiteral("--duration"), QStringLiteral("11")} << QByteArray("too-short");
        QTest::newRow("a piece beyond the end") << QStringList{clip(), QStringLiteral("--start"), QStringLiteral("31")} << QByteArray("too-short");
        QTest::newRow("less than half a window") << QStringList{clip(), QStringLiteral("--samples"), QStringLiteral("200")} << QByteArray("too-short");
        QTest::newRow("missing file") << QStringList{m_folder.filePath(QStringLiteral("none.mp3"))} << QByteArray("missing");
        QTest::newRow("a page that calls itself mp3") << QStringList{text} << QByteArray("HTML page [not-audio]");
        QTest::newRow("unknown preset") << QStringList{clip(), QStringLiteral("--preset"), QStringLiteral("nope")} << QByteArray("not-found");
    }
    void refusalsNameTheirClass()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        QFile::remove(output());
        const auto result = run(QStringList{QStringLiteral("melgram"), QStringLiteral("-o"), output(), QStringLiteral("--json")} + arguments);
        QCOMPARE(result.status, 1);
        QVERIFY2(result.err.contains(word), result.err.constData());
        QVERIFY(result.out.isEmpty());
        QVERIFY(!QFile::exists(output()));
    }
};

QTEST_GUILESS_MAIN(tst_melgram)
#include "tst_melgram.moc"
