#include <QtTest>

#include <QProcess>

#include <cmath>
#include <cstring>
#include <filesystem>

#include "engine/core/json.h"

using engine::Json;
namespace fs = std::filesystem;

namespace
{

struct Outcome {
    int status = -1;
    QByteArray out, err;
};

Outcome cli(const QStringList& arguments)
{
    QProcess process;
    process.start(TAGBENCH_BINARY_DIR "/bin/tagbench-cli", arguments);
    process.waitForFinished(120000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

fs::path models()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models";
}

QString path(const fs::path& relative)
{
    return QString::fromStdString((models() / relative).string());
}

/// float32 values of a .npy of version 1: what both the reference and the program write.
std::vector<float> values(const QString& file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly)) return {};
    const auto bytes = in.readAll();
    const int header = static_cast<unsigned char>(bytes.at(8)) + 256 * static_cast<unsigned char>(bytes.at(9));
    std::vector<float> read(static_cast<std::size_t>(bytes.size() - 10 - header) / 4);
    std::memcpy(read.data(), bytes.constData() + 10 + header, read.size() * 4);
    return read;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    double largest = a.size() == b.size() && !a.empty() ? 0 : INFINITY;
    for (std::size_t i = 0; i < a.size() && std::isfinite(largest); ++i)
        largest = std::max(largest, static_cast<double>(std::abs(a[i] - b[i])));
    return largest;
}

}  // namespace

class tst_forward : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!fs::exists(models() / "clips")) QSKIP("reference data are absent");
    }

    // Tolerances are those of the reference's manifest.
    void outputIsThatOfTheOriginal_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("golden");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("published MusiCNN, logits") << QStringList{"--arch",       "musicnn",
                                                                  "--checkpoint", path("checkpoints/musicnn_mtat.pth"),
                                                                  "--audio",      path("clips/clip_a_16k.flac"),
                                                                  "--logits"}
                                                   << path("golden/musicnn_mtat/clip_a_16k_o0_logits.npy") << 0.001616;
        QTest::newRow("published FCN, probabilities") << QStringList{"--arch",       "fcn",
                                                                     "--checkpoint", path("checkpoints/fcn_mtat.pth"),
                                                                     "--audio",      path("clips/clip_a_16k.flac")}
                                                      << path("golden/fcn_mtat/clip_a_16k_o0_probs.npy") << 1e-4;
        QTest::newRow("filled short-chunk CNN from sample 32000")
            << QStringList{"--arch",         "short",   "--fill",
                           "deterministic",  "--audio", path("clips/clip_d_16k.flac"),
                           "--start-sample", "32000",   "--logits"}
            << path("golden/short_fill/clip_d_16k_o32000_logits.npy") << 0.000255;
    }
    void outputIsThatOfTheOriginal()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, golden);
        QFETCH(double, tolerance);
        QTemporaryDir folder;
        const auto output = folder.filePath("out.npy");
        const auto outcome = cli(QStringList{"forward"} + arguments + QStringList{"-o", output, "--device", "cpu"});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QVERIFY(largestDifference(values(output), values(golden)) <= tolerance);
    }

    void frontEndIsWrittenToo()
    {
        QTemporaryDir folder;
        const auto outcome =
            cli({"forward", "--arch", "musicnn", "--fill", "deterministic", "--audio", path("clips/clip_a_16k.flac"),
                 "-o", folder.filePath("out.npy"), "--frontend-out", folder.filePath("mel.npy")});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QVERIFY(largestDifference(values(folder.filePath("mel.npy")),
                                  values(path("golden/musicnn_mtat/clip_a_16k_o0_logmel.npy"))) <= 0.1);
    }

    void shortFileIsRefusedAndNothingIsWritten()
    {
        QTemporaryDir folder;
        const auto outcome =
            cli({"forward", "--arch", "fcn", "--fill", "deterministic", "--audio", path("clips/clip_a_16k.flac"), "-o",
                 folder.filePath("out.npy"), "--start-sample", "2000"});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains("too-short"), outcome.err.constData());
        QVERIFY(!QFile::exists(folder.filePath("out.npy")));
    }

    void weightsOfAnotherArchitectureAreRefused()
    {
        QTemporaryDir folder;
        const auto outcome = cli({"forward", "--arch", "musicnn", "--checkpoint", path("checkpoints/fcn_mtat.pth"),
                                  "--audio", path("clips/clip_a_16k.flac"), "-o", folder.filePath("out.npy")});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.err.contains("dense1.weight"));
    }

    void usageErrorsAreTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no weights") << QStringList{"--arch", "fcn", "--audio", "a.flac", "-o", "x.npy"};
        QTest::newRow("two kinds of weights") << QStringList{
            "--arch", "fcn", "--audio", "a.flac", "-o", "x.npy", "--fill", "deterministic", "--checkpoint", "w.pth"};
    }
    void usageErrorsAreTwo()
    {
        QFETCH(QStringList, arguments);
        const auto outcome = cli(QStringList{"forward"} + arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.out.isEmpty());
    }

    void missingCardIsNeverTheCpuInSilence()
    {
        QTemporaryDir folder;
        const auto outcome =
            cli({"forward", "--arch", "musicnn", "--fill", "deterministic", "--audio", path("clips/clip_a_16k.flac"),
                 "-o", folder.filePath("out.npy"), "--device", "cuda:99"});
        QCOMPARE(outcome.status, 1);
        QVERIFY(!QFile::exists(folder.filePath("out.npy")));
    }
};

QTEST_GUILESS_MAIN(tst_forward)
#include "tst_forward.moc"
