#include <QtTest>

#include <QProcess>
#include <QTemporaryDir>

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

Outcome cli(const QStringList& arguments)
{
    QProcess process;
    process.start(TAGBENCH_BINARY_DIR "/bin/tagbench-cli", arguments);
    process.waitForFinished(120000);
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

fs::path samples()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models" /
           "format_samples";
}

}  // namespace

class tst_models : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listNamesEveryCard()
    {
        const auto outcome = cli({"models", "list", "--json"});
        QCOMPARE(outcome.status, 0);
        std::size_t cards = 0;
        for (const auto& entry : fs::directory_iterator(TAGBENCH_SOURCE_DIR "/resources/models"))
            cards += entry.path().extension() == ".json" ? 1 : 0;
        const auto document = outcome.json();
        QCOMPARE(document.at("models").size(), cards);
        for (const auto& model : document.at("models"))
            for (const auto* field : {"id", "input", "parameters", "citation", "licence"})
                QVERIFY2(model.contains(field), field);
    }

    void measuringTellsOfPredictingAndLearning()
    {
        QTemporaryDir folder;
        const QStringList words{"--workspace", folder.filePath("w"), "--threads", "1", "models", "measure", "k2c1", "--json"};
        const auto plain = cli(words + QStringList{"--training"});
        QVERIFY2(plain.status == 0, plain.err.constData());
        const auto row = plain.json().at("speeds").at(0);
        QVERIFY(row.at("windows_per_second").get<double>() > row.at("training_windows_per_second").get<double>());   // a step is a prediction and more
        QVERIFY(row.at("training_windows_per_second").get<double>() > 0);
        const auto half = cli(words + QStringList{"--precision", "bf16"});
        if (half.status == 0) QCOMPARE(half.json().at("precision").get<std::string>(), std::string("bf16"));
        else QVERIFY2(half.err.contains("bfloat16"), half.err.constData());   // a processor without
    }

    void infoOfAnUnknownNameListsTheKnown()
    {
        const auto outcome = cli({"models", "info", "nothing"});
        QCOMPARE(outcome.status, 1);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(outcome.err.contains("musicnn"));
    }

    void inspectPrintsWhatTheReferenceReaderFound_data()
    {
        if (!fs::exists(samples())) QSKIP("reference data are absent");
        QTest::addColumn<QString>("name");
        for (const auto* name : {"zip_state_dict.pth", "legacy_dtypes_views.pth", "zip_unknown_global.pth"})
            QTest::newRow(name) << name;
    }
    void inspectPrintsWhatTheReferenceReaderFound()
    {
        QFETCH(QString, name);
        std::ifstream in(samples() / "expected.json");
        const auto wanted = Json::parse(in).at("files").at(name.toStdString());
        const auto outcome =
            cli({"models", "inspect", QString::fromStdString((samples() / name.toStdString()).string()), "--json"});
        if (wanted.is_null()) {
            QCOMPARE(outcome.status, 1);
            QVERIFY(outcome.out.isEmpty());
            QVERIFY(outcome.err.contains("argparse.Namespace"));
            return;
        }
        QCOMPARE(outcome.status, 0);
        const auto document = outcome.json();
        QCOMPARE(document.at("tensors").size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            for (const auto* field : {"name", "dtype", "shape", "sha256"})
                QVERIFY(document.at("tensors")[i].at(field) == wanted[i].at(field));
    }

    void selfcheckPassesOnTheCpu()
    {
        QTemporaryDir workspace;
        const auto outcome =
            cli({"selfcheck", "--json", "--device", "cpu", "--threads", "2", "--workspace", workspace.path()});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QVERIFY(document.at("ok").get<bool>());
        QCOMPARE(document.at("device").get<std::string>(), std::string("CPU, 2 threads"));
        QVERIFY(document.at("libraries").contains("LibTorch"));
        QVERIFY(QDir(workspace.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_models)
#include "tst_models.moc"
