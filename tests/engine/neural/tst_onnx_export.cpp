#include <QtTest>

#include <QProcess>

#include <cmath>
#include <fstream>
#include <random>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"
#include "engine/neural/onnx_export.h"

using namespace engine;

/// The exported files against the network itself, by readers that are not ours (onnx_eval.py).
class tst_onnx_export : public QObject
{
    Q_OBJECT

    std::unique_ptr<neural::NeuralEngine> m_engine;

private Q_SLOTS:
    void initTestCase() { m_engine = neural::openNeuralEngine(); }

    void fileComputesWhatTheNetworkComputes_data()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& arch : neural::onnxArchitectures())
            QTest::newRow(arch.c_str()) << QString::fromStdString(arch);
    }
    void fileComputesWhatTheNetworkComputes()
    {
        QProcess python;
        python.start("/usr/bin/python3", {"-c", "import torch"});
        if (!python.waitForFinished() || python.exitCode() != 0) QSKIP("python3-torch is absent");
        QFETCH(QString, arch);
        const auto card = neural::loadModelCard(arch.toStdString());
        auto model = m_engine->makeModel(card.id, 7, 0);
        model->fillDeterministic();
        std::mt19937 random(3);
        std::normal_distribution<float> level(card.mels == 1 ? 0.0f : -20.0f, card.mels == 1 ? 0.1f : 20.0f);
        std::vector<float> input(2 * card.mels * card.frames);
        for (auto& value : input)
            value = level(random);
        auto probabilities = model->forward({input, 2, card.mels, card.frames}).logits;
        for (auto& value : probabilities)
            value = 1 / (1 + std::exp(-value));

        QTemporaryDir folder;
        const auto path = [&](const char* name) { return folder.filePath(name).toStdString(); };
        const auto bytes = neural::toOnnx(card.id, model->state(), {{"made", "by a test"}});
        std::ofstream(path("net.onnx"), std::ios::binary) << bytes;
        if (card.mels == 1)
            writeNpy(path("x.npy"), std::vector<std::size_t>{2, 1, card.frames}, input);
        else
            writeNpy(path("x.npy"), std::vector<std::size_t>{2, 1, card.mels, card.frames}, input);
        writeNpy(path("y.npy"), std::vector<std::size_t>{2, 7}, probabilities);
        QStringList words{TAGBENCH_SOURCE_DIR "/tests/engine/neural/onnx_eval.py", folder.filePath("net.onnx"),
                          folder.filePath("x.npy"), folder.filePath("y.npy")};
        // OpenCV 4.6 cannot join maps whose length is left open, as MusiCNN does.
        if (!card.id.starts_with("musicnn")) words << "opencv";
        python.start("/usr/bin/python3", words);
        QVERIFY(python.waitForFinished(120000));
        const auto errors = python.readAllStandardError();
        QVERIFY2(python.exitCode() == 0, errors.constData());
        const auto lines = python.readAllStandardOutput().trimmed().split('\n');
        for (const auto& line : lines) {
            if (line.startsWith("checked")) continue;
            // float32 in another order: logits of size 10 agree to some 1e-5, probabilities to a quarter of that
            QVERIFY2(line.split(' ').last().toDouble() < 1e-5, line.constData());
        }
    }

    void otherArchitecturesAreRefusedWithTheList()
    {
        const auto state = m_engine->makeModel("crnn", 5, 0)->state();
        try {
            neural::toOnnx("crnn", state, {});
            QFAIL("written");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unsupported);
            QVERIFY(QByteArray(error.what()).contains("musicnn"));
        }
    }
};

QTEST_GUILESS_MAIN(tst_onnx_export)
#include "tst_onnx_export.moc"
