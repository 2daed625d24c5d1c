#include <QtTest>

#include <QProcess>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/core/json.h"

using engine::Json;
namespace fs = std::filesystem;

namespace
{

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

QString reference(const char* relative)
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    const auto root = set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference";
    return QString::fromStdString((root / "models" / relative).string());
}

/// The network written once more, by hand and in the framework it comes from: reads OUT.safetensors by its bytes, gives
/// the probabilities of the FCN for MEL.npy and prints the largest difference to PROBABILITIES.npy.
const char* const kReadBack = R"(
import json, struct, sys, numpy, torch, torch.nn.functional as F
raw = open(sys.argv[1], "rb").read(); n = struct.unpack("<Q", raw[:8])[0]; head = json.loads(raw[8:8 + n])
kinds = {"F32": numpy.float32, "I64": numpy.int64}
w = {k: torch.from_numpy(numpy.frombuffer(raw[8 + n:][slice(*e["data_offsets"])], kinds[e["dtype"]]).reshape(e["shape"]).copy())
     for k, e in head.items() if k != "__metadata__"}
bn = lambda x, k: F.batch_norm(x, w[k + ".running_mean"], w[k + ".running_var"], w[k + ".weight"], w[k + ".bias"])
x = bn(torch.from_numpy(numpy.load(sys.argv[2]))[None, None], "spec_bn")
for i, pool in enumerate([(2, 4), (2, 4), (2, 4), (3, 5), (4, 4)], 1):
    x = F.max_pool2d(F.relu(bn(F.conv2d(x, w[f"layer{i}.conv.weight"], w[f"layer{i}.conv.bias"], padding=1), f"layer{i}.bn")), pool)
p = torch.sigmoid(F.linear(x.flatten(1), w["dense.weight"], w["dense.bias"]))[0].numpy()
print(abs(p - numpy.load(sys.argv[3])).max(), json.loads(head["__metadata__"]["tagbench.card"])["tags"][0]["tag"])
)";

}  // namespace

class tst_model_files : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Outcome cli(const QStringList& arguments)
    {
        return run(TAGBENCH_BINARY_DIR "/bin/tagbench-cli",
                   arguments + QStringList{"--json", "--device", "cpu", "--workspace", m_folder.filePath("w")});
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(reference("checkpoints"))) QSKIP("reference data are absent");
    }

    /// By 16 chunks, as the authors evaluate.
    void publishedWeightsGiveThePublishedTags_data()
    {
        QTest::addColumn<QString>("arch");
        QTest::addColumn<QStringList>("words");
        const QStringList tags{"--tags", reference("tags/mtat.txt")};
        QTest::newRow("musicnn, by its check sum") << "musicnn" << QStringList{};
        QTest::newRow("fcn, named") << "fcn" << QStringList{"--arch", "fcn"} + tags;
        QTest::newRow("crnn, by its check sum") << "crnn" << QStringList{};
    }
    void publishedWeightsGiveThePublishedTags()
    {
        QFETCH(QString, arch);
        QFETCH(QStringList, words);
        const auto file = reference(qPrintable("checkpoints/" + arch + "_mtat.pth"));
        const auto imported = cli(QStringList{"models", "import", file, "--name", arch} + words);
        QVERIFY2(imported.status == 0, imported.err.constData());
        QCOMPARE(imported.json().at("architecture").get<std::string>(), arch.toStdString());
        QCOMPARE(imported.json().at("tags").get<int>(), 50);
        // the file itself needs no import: the catalogue knows it
        for (const auto& model : arch == "musicnn" ? QStringList{arch, file} : QStringList{arch}) {
            const auto predicted =
                cli({"predict", reference("clips/clip_b_16k.flac"), "--model", model, "--chunks", "16", "--top", "50"});
            QVERIFY2(predicted.status == 0, predicted.err.constData());
            compareWithGolden(predicted.json().at("tracks")[0].at("tags"), arch);
        }
    }

    void exportedWeightsAreReadByPyTorch()
    {
        if (run("/usr/bin/python3", {"-c", "import torch"}).status != 0) QSKIP("python3-torch is absent");
        const auto weights = m_folder.filePath("fcn.safetensors");
        const auto exported = cli({"models", "export", "fcn", "-o", weights});
        QVERIFY2(exported.status == 0, exported.err.constData());
        QVERIFY(QFile::exists(m_folder.filePath("fcn.json")));
        const auto forward =
            cli({"forward", "--arch", "fcn", "--checkpoint", weights, "--audio", reference("clips/clip_c_16k.flac"),
                 "-o", m_folder.filePath("p.npy"), "--frontend-out", m_folder.filePath("mel.npy")});
        QVERIFY2(forward.status == 0, forward.err.constData());
        const auto python = run("/usr/bin/python3",
                                {"-c", kReadBack, weights, m_folder.filePath("mel.npy"), m_folder.filePath("p.npy")});
        QVERIFY2(python.status == 0, python.err.constData());
        const auto words = python.out.simplified().split(' ');
        QVERIFY2(words.at(0).toDouble() < 1e-5, words.at(0).constData());
        QCOMPARE(words.at(1), QByteArray("guitar"));
        // and by us again, without a word about what it is
        const auto back = cli({"models", "import", weights, "--name", "back"});
        QVERIFY2(back.status == 0, back.err.constData());
        QCOMPARE(back.json().at("recognised_by").get<std::string>(), std::string("card"));
    }

    void tensorsAreRecognisedWhereNothingElseIsKnown()
    {
        // One byte more than the published file: another check sum, the same tensors.
        const auto copy = m_folder.filePath("renamed.pth");
        QVERIFY(QFile::copy(reference("checkpoints/musicnn_mtat.pth"), copy));
        QFile file(copy);
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.open(QIODevice::Append));
        file.write("x");
        file.close();
        const auto refused = cli({"models", "import", copy});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("--tags"), refused.err.constData());
        const auto imported = cli({"models", "import", copy, "--tags", reference("tags/mtat.txt")});
        QVERIFY2(imported.status == 0, imported.err.constData());
        QCOMPARE(imported.json().at("architecture").get<std::string>(), std::string("musicnn"));
        QCOMPARE(imported.json().at("recognised_by").get<std::string>(), std::string("tensors"));
    }

    void whatDoesNotFitIsRefusedByName_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("reason");
        const auto musicnn = reference("checkpoints/musicnn_mtat.pth");
        QTest::newRow("another architecture")
            << QStringList{musicnn, "--arch", "fcn"} << QByteArray("layer1.conv.weight");
        QTest::newRow("too few names") << QStringList{musicnn, "--tags", reference("LICENSE.weights")}
                                       << QByteArray("50 outputs");
        QTest::newRow("no such architecture")
            << QStringList{musicnn, "--arch", "lstm"} << QByteArray("no such architecture");
        QTest::newRow("a file of objects")
            << QStringList{reference("format_samples/zip_unknown_global.pth")} << QByteArray("argparse.Namespace");
        QTest::newRow("nothing") << QStringList{"/nowhere/x.pth"} << QByteArray("missing");
    }
    void whatDoesNotFitIsRefusedByName()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, reason);
        const auto runsBefore = cli({"runs", "list"}).out;
        const auto outcome = cli(QStringList{"models", "import"} + words + QStringList{"--name", "x"});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.err.contains(reason), outcome.err.constData());
        QCOMPARE(cli({"runs", "list"}).out, runsBefore);
    }

    void catalogueKnowsTheReferenceFiles()
    {
        const auto document = cli({"models", "catalog"}).json();
        int known = 0;
        for (const auto& entry : document.at("checkpoints")) {
            QVERIFY(!entry.at("project").get<std::string>().empty() && !entry.at("licence").get<std::string>().empty());
            if (!entry.at("tags").empty()) QCOMPARE(entry.at("tags").size(), std::size_t{50});
            known += entry.at("sha256").is_null() ? 0 : 1;
        }
        QCOMPARE(known, 3);
    }

private:
    void compareWithGolden(const Json& found, const QString& arch)
    {
        QFile golden(reference(qPrintable("golden/" + arch + "_mtat/clip_b_16k_mean16_probs.npy")));
        QVERIFY(golden.open(QIODevice::ReadOnly));
        const auto bytes = golden.readAll();
        const auto* values = reinterpret_cast<const float*>(bytes.constData() + bytes.size() - 50 * 4);
        std::ifstream names(reference("tags/mtat.txt").toStdString());
        std::string name;
        for (int i = 0; std::getline(names, name); ++i) {
            const auto row =
                std::find_if(found.begin(), found.end(), [&](const Json& tag) { return tag.at("tag") == name; });
            QVERIFY2(row != found.end(), name.c_str());
            QVERIFY2(std::abs(row->at("probability").get<double>() - static_cast<double>(values[i])) <= 1e-4,
                     name.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(tst_model_files)
#include "tst_model_files.moc"
