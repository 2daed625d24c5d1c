#include <QtTest>

#include <cmath>
#include <cstring>
#include <fstream>

#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/neural/neural_loader.h"
#include "engine/tasks/stored_front_end.h"
#include "tests/engine/tasks/training_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace
{

fs::path reference()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models";
}

}  // namespace

/// What published files hold besides a network of tags: encoders without a last layer, and the front-end they were trained on.
class tst_import_model : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_engine = neural::openNeuralEngine(); }

    void anEncoderAloneGetsAFreshLastLayer_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::newRow("as CLMR is published") << "";
        QTest::newRow("as Lightning keeps it") << "state_dict.model.";
        QTest::newRow("data-parallel") << "module.";
    }
    /// The names of the authors' load_encoder_checkpoint(): encoder.sequential.N.*, beside the projector of the loss.
    void anEncoderAloneGetsAFreshLastLayer()
    {
        QFETCH(QString, prefix);
        auto original = m_engine->makeModel("clmr_samplecnn", 3, 5);
        std::vector<checkpoint::TensorBytes> tensors;
        for (auto& tensor : original->state()) {
            if (tensor.name.starts_with("fc.")) continue;
            tensor.name.insert(0, prefix.toStdString() + "encoder.");
            tensors.push_back(std::move(tensor));
        }
        checkpoint::TensorBytes projector{prefix.toStdString() + "projector.0.weight", checkpoint::DType::Float32, {512, 512}, {}};
        projector.bytes.resize(512 * 512 * sizeof(float));
        tensors.push_back(projector);
        TrainingFixture bench;
        const fs::path file = bench.folder.filePath("clmr.safetensors").toStdString(), tags = bench.folder.filePath("tags.txt").toStdString();
        checkpoint::writeSafetensors(file, tensors);
        std::ofstream(tags) << "genre---rock\ngenre---jazz\n";

        try {
            bench.run("model_import", {{"file", file.string()}});
            QFAIL("an encoder cannot speak of tags");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).find("without a last layer") != std::string::npos, error.what());
        }
        const auto imported = bench.run("model_import", {{"file", file.string()}, {"tags", tags.string()}});
        QCOMPARE(imported["architecture"].get<std::string>(), std::string("clmr_samplecnn"));
        QCOMPARE(imported["tags"].get<int>(), 2);
        QCOMPARE(imported["warnings"].size(), std::size_t{1});

        // The same embedding; a last layer of two tags.
        const auto run = bench.workspace->runs().resolve("latest");
        auto taken = m_engine->makeModel("clmr_samplecnn", 2, 9);
        taken->load(checkpoint::readSafetensors(bench.workspace->checkpointFolder() / run.folder / "best.safetensors").tensors);
        std::vector<float> sound(59049);
        for (std::size_t i = 0; i < sound.size(); ++i)
            sound[i] = std::sin(0.05F * static_cast<float>(i));
        const std::vector<std::string> layers{std::string(neural::kEmbeddingLayer)};
        const neural::InputBatch input{sound, 1, 1, sound.size()};
        QVERIFY(original->forward(input, layers).activations[0].values == taken->forward(input, layers).activations[0].values);
        QVERIFY(run.config["imported"]["new_head"].get<bool>());
    }

    void theStoredFrontEndIsThatOfThePreset_data()
    {
        if (!fs::exists(reference() / "checkpoints")) QSKIP("reference data are absent");
        QTest::addColumn<QString>("arch");
        for (const auto* arch : {"fcn", "crnn", "musicnn"})
            QTest::newRow(arch) << arch;
    }
    /// The matrices in the published files were made by torchaudio.
    void theStoredFrontEndIsThatOfThePreset()
    {
        QFETCH(QString, arch);
        const auto file = checkpoint::readCheckpoint(reference() / "checkpoints" / (arch.toStdString() + "_mtat.pth"));
        const auto card = neural::loadModelCard(arch.toStdString());
        auto preset = dsp::loadPreset(card.preset);
        const auto fit = tasks::choosePreset(file.tensors, card, preset, "file");
        QVERIFY(fit.has_value());
        QVERIFY2(fit->fits() && fit->mel > 0, qPrintable(QString::number(fit->mel)));
        QCOMPARE(preset.name, card.preset);
        // A preset of another range of frequencies is told from it.
        auto other = preset;
        other.maxHz = 7000;
        QVERIFY(!tasks::fitOf(file.tensors, other)->fits());
        // Given that one, the right one is found by the file alone.
        QVERIFY(tasks::choosePreset(file.tensors, card, other, "file")->fits());
        QCOMPARE(other.name, card.preset);
    }

    void aFrontEndThatNobodyComputesHereIsRefused()
    {
        if (!fs::exists(reference() / "checkpoints")) QSKIP("reference data are absent");
        auto file = checkpoint::readCheckpoint(reference() / "checkpoints" / "musicnn_mtat.pth");
        for (auto& tensor : file.tensors) {
            if (!tensor.name.ends_with("mel_scale.fb")) continue;
            for (std::size_t at = 0; at + sizeof(float) <= tensor.bytes.size(); at += sizeof(float)) {
                float value = 0;
                std::memcpy(&value, tensor.bytes.data() + at, sizeof value);
                value *= 2;
                std::memcpy(tensor.bytes.data() + at, &value, sizeof value);
            }
        }
        TrainingFixture bench;
        const fs::path path = bench.folder.filePath("other.safetensors").toStdString();
        checkpoint::writeSafetensors(path, file.tensors);
        const auto runs = bench.workspace->runs().list().size();
        try {
            bench.run("model_import", {{"file", path.string()}, {"tags", (reference() / "tags" / "mtat.txt").string()}});
            QFAIL("its tags would be wrong");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Mismatch);
            QVERIFY2(std::string(error.what()).find("mel matrix") != std::string::npos, error.what());
        }
        QCOMPARE(bench.workspace->runs().list().size(), runs);
    }

private:
    std::unique_ptr<neural::NeuralEngine> m_engine;
};

QTEST_GUILESS_MAIN(tst_import_model)
#include "tst_import_model.moc"
