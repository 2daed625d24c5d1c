#include <QtTest>

#include <QProcess>
#include <QXmlStreamReader>

#include <cmath>
#include <filesystem>

#include "engine/core/json.h"

using engine::Json;
namespace fs = std::filesystem;

namespace {

struct Outcome {
    int status = -1;
    QByteArray out, err;
    Json json() const { return Json::parse(out.toStdString()); }
};

Outcome run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(120000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString checkpoint(const char* name)
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference";
    return QString::fromStdString((root / "models" / "checkpoints" / name).string());
}

/// Where numpy finds the highest point of each rhythm kernel of a published file.
const char* const kPeaks = R"(
import json, sys, numpy, torch
w = torch.load(sys.argv[1], map_location="cpu")["layers.2.conv.weight"].double().numpy()[:, 0]
h = abs(numpy.fft.rfft(w, 2048))
print(json.dumps([[float(r.argmax()) * 62.5 / 2048, float(20 * numpy.log10(r.max()))] for r in h]))
)";

}  // namespace

class tst_model_filters : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Outcome filters(const QStringList& words) { return run(TAGBENCH_BINARY_DIR "/bin/tagbench-cli", QStringList{"--workspace", m_folder.filePath("w"), "models", "filters"} + words); }

private Q_SLOTS:
    void peaksOfAPublishedFileAreThoseOfNumpy()
    {
        const auto file = checkpoint("musicnn_mtat.pth");
        if (!fs::exists(file.toStdString())) QSKIP("reference data are absent");
        const auto peaks = run("/usr/bin/python3", {"-c", kPeaks, file});
        if (peaks.status != 0) QSKIP("python3-torch is absent");
        const auto outcome = filters({file, "--layer", "layers.2.conv.weight", "--order", "number", "--json"});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QCOMPARE(document.at("architecture").get<std::string>(), std::string("musicnn"));
        QCOMPARE(document.at("layers").size(), std::size_t{5});
        const auto wanted = peaks.json();
        QCOMPARE(document.at("filters").size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            QVERIFY(std::abs(document["filters"][i]["peak_hz"].get<double>() - wanted[i][0].get<double>()) < 1e-9);
            QVERIFY(std::abs(document["filters"][i]["peak_db"].get<double>() - wanted[i][1].get<double>()) < 1e-6);
        }
    }

    void picturesAndTablesAreWritten()
    {
        const auto svg = m_folder.filePath("f.svg"), csv = m_folder.filePath("f.csv");
        const auto drawn = filters({"clmr_samplecnn", "-o", svg});
        QVERIFY2(drawn.status == 0, drawn.err.constData());
        QVERIFY(drawn.out.contains("as an untrained network starts"));
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader reader(&file);
        int pictures = 0;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("image")) ++pictures;
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(pictures, 2);   // the responses and the scale
        QCOMPARE(filters({"clmr_samplecnn", "-o", csv}).status, 0);
        QFile table(csv);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().count("\r\n"), 1 + 128 * 257);
    }

    void whatCannotBeShownIsSaidInASentence_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        const auto file = checkpoint("musicnn_mtat.pth");
        QTest::newRow("of another architecture") << QStringList{file, "--arch", "k2c1"} << "conv1.weight of";
        QTest::newRow("no such layer") << QStringList{file, "--layer", "dense1"} << "layers.4.conv.weight";
        QTest::newRow("no such model") << QStringList{"nothing"} << "nothing";
        QTest::newRow("another ending") << QStringList{file, "-o", "f.png"} << ".svg or .csv";
    }
    void whatCannotBeShownIsSaidInASentence()
    {
        if (!fs::exists(checkpoint("musicnn_mtat.pth").toStdString())) QSKIP("reference data are absent");
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        const auto outcome = filters(words);
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains(says.toUtf8()), outcome.err.constData());
    }
};

QTEST_GUILESS_MAIN(tst_model_filters)
#include "tst_model_filters.moc"
