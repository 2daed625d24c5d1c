#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>

#include "engine/audio/audio_file.h"
#include "engine/checkpoint/checkpoint_file.h"
#include "engine/checkpoint/state_names.h"
#include "engine/core/json.h"
#include "engine/core/npy.h"
#include "engine/core/sha256.h"
#include "engine/dsp/melgram.h"
#include "engine/neural/model_card.h"
#include "engine/neural/neural_loader.h"

using namespace engine;
namespace fs = std::filesystem;

namespace
{

fs::path models()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "models";
}

Json readJson(const fs::path& path)
{
    std::ifstream in(path);
    return Json::parse(in);
}

double sigmoid(double logit)
{
    return 1 / (1 + std::exp(-logit));
}

}  // namespace

/// The whole way from a file to the tags, against numbers computed by the original PyTorch programs (manifest.json).
/// The tolerances are the manifest's: they leave room for another FFT, thread count or order of summation, not for
/// another network.
class tst_goldens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!fs::exists(models() / "manifest.json")) QSKIP("reference data are absent");
        m_manifest = readJson(models() / "manifest.json");
        m_engine = neural::openNeuralEngine();
    }

    void outputIsThatOfTheOriginal_data()
    {
        QTest::addColumn<int>("entry");
        const auto known = m_engine->architectures();
        for (std::size_t i = 0; i < m_manifest.at("golden").size(); ++i) {
            const auto& golden = m_manifest.at("golden")[i];
            const auto stage = golden.at("stage").get<std::string>();
            const bool compared = stage == "logits" || stage == "probs" || stage == "chunk_probs" ||
                                  stage == "mean_probs" || stage == "embedding";
            if (compared && std::count(known.begin(), known.end(), golden.value("model", "")) > 0)
                QTest::newRow(golden.at("file").get<std::string>().c_str()) << static_cast<int>(i);
        }
    }
    void outputIsThatOfTheOriginal()
    {
        QFETCH(int, entry);
        const auto& golden = m_manifest.at("golden")[static_cast<std::size_t>(entry)];
        const auto stage = golden.at("stage").get<std::string>();
        const auto wanted = readNpy(models() / golden.at("file").get<std::string>());
        const auto chunks = golden.value("chunks", std::size_t{1});
        auto found = stage == "embedding" ? embedding(golden) : logits(golden, chunks);
        if (stage.ends_with("probs")) std::transform(found.begin(), found.end(), found.begin(), sigmoid);
        if (stage == "mean_probs") found = meanOverRows(found, chunks);
        QCOMPARE(found.size(), wanted.values.size());
        const auto tolerance = golden.at("tol_abs").get<double>();
        auto& [largestLogit, largestProbability] = m_largest[golden.at("model").get<std::string>()];
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto difference = std::abs(found[i] - wanted.values[i]);
            QVERIFY2(difference <= tolerance,
                     qPrintable(QString("value %1: %2 wanted, %3 found").arg(i).arg(wanted.values[i]).arg(found[i])));
            if (stage == "logits") largestLogit = std::max(largestLogit, difference);
            if (stage.ends_with("probs")) largestProbability = std::max(largestProbability, difference);
        }
    }

    /// What the network is given: the melgram, or what HarmoniCNN makes of the waveform.
    void inputIsThatOfTheOriginal_data()
    {
        QTest::addColumn<int>("entry");
        const auto known = m_engine->architectures();
        for (std::size_t i = 0; i < m_manifest.at("golden").size(); ++i) {
            const auto& golden = m_manifest.at("golden")[i];
            if (golden.at("stage") == "logmel" && std::count(known.begin(), known.end(), golden.value("model", "")) > 0)
                QTest::newRow(golden.at("file").get<std::string>().c_str()) << static_cast<int>(i);
        }
    }
    void inputIsThatOfTheOriginal()
    {
        QFETCH(int, entry);
        const auto& golden = m_manifest.at("golden")[static_cast<std::size_t>(entry)];
        const auto wanted = readNpy(models() / golden.at("file").get<std::string>());
        const auto melgram = melgramOf(golden, golden.at("offset").get<std::int64_t>());
        auto values = melgram.values;
        auto columns = melgram.frames;
        if (melgram.mels == 1) {
            const std::vector<std::string> wantedLayer{"logmel"};
            const auto layer =
                modelOf(golden).forward({melgram.values, 1, 1, melgram.frames}, wantedLayer).activations.front();
            values = layer.values;
            columns = static_cast<std::size_t>(layer.shape.back());
        }
        const auto first = golden.at("frames")[0].get<std::size_t>(), last = golden.at("frames")[1].get<std::size_t>();
        QCOMPARE(wanted.values.size(), values.size() / columns * (last - first));
        double sum = 0;
        for (std::size_t i = 0; i < wanted.values.size(); ++i) {
            const auto found = values[i / (last - first) * columns + first + i % (last - first)];
            const auto difference = std::abs(found - wanted.values[i]);
            sum += difference;
            if (wanted.values[i] > -80) QVERIFY(difference <= golden.at("tol_abs").get<double>());
        }
        QVERIFY(sum / static_cast<double>(wanted.values.size()) <= golden.value("tol_mean_abs", 0.001));
    }

    void stateIsThatOfTheOriginal_data()
    {
        QTest::addColumn<QString>("arch");
        for (const auto& arch : m_engine->architectures())
            if (fs::exists(models() / "state" / (arch + ".json")))
                QTest::newRow(arch.c_str()) << QString::fromStdString(arch);
    }
    /// Names, shapes and order, and every tensor of the deterministic fill bit for bit.
    void stateIsThatOfTheOriginal()
    {
        QFETCH(QString, arch);
        const auto name = arch.toStdString();
        auto model = m_engine->makeModel(name, 50, 0);
        model->fillDeterministic();
        const auto state = model->state();
        const auto wanted = readJson(models() / "state" / (name + ".json"));
        const auto sums = readJson(models() / "state" / (name + "_fill_sha256.json"));
        QCOMPARE(model->parameterCount(), wanted.at("parameters").get<std::int64_t>());
        std::size_t next = 0;
        for (const auto& entry : wanted.at("entries")) {
            const auto tensor = entry.at("name").get<std::string>();
            if (checkpoint::isFrontEndBuffer(tensor)) continue;
            QVERIFY(next < state.size());
            QCOMPARE(state[next].name, tensor);
            QVERIFY2(state[next].shape == entry.at("shape").get<std::vector<std::int64_t>>(), tensor.c_str());
            Sha256 sum;
            sum.update(state[next].bytes);
            QCOMPARE(sum.hex(), sums.at(tensor).get<std::string>());
            ++next;
        }
        QCOMPARE(next, state.size());
    }

    void everyLayerIsThatOfTheOriginal_data()
    {
        QTest::addColumn<int>("entry");
        for (std::size_t i = 0; i < m_manifest.at("golden").size(); ++i) {
            const auto& golden = m_manifest.at("golden")[i];
            const auto known = m_engine->architectures();
            if (golden.at("stage") == "layer_summaries" &&
                std::count(known.begin(), known.end(), golden.value("model", "")) > 0)
                QTest::newRow(golden.at("file").get<std::string>().c_str()) << static_cast<int>(i);
        }
    }
    void everyLayerIsThatOfTheOriginal()
    {
        QFETCH(int, entry);
        const auto& golden = m_manifest.at("golden")[static_cast<std::size_t>(entry)];
        auto& model = modelOf(golden);
        const auto layers = model.layers();
        const auto melgram = melgramOf(golden, golden.at("offset").get<std::int64_t>());
        const auto result = model.forward({melgram.values, 1, melgram.mels, melgram.frames}, layers);
        const auto summaries = readJson(models() / golden.at("file").get<std::string>());
        int compared = 0;
        for (const auto& summary : summaries) {
            const auto name = summary.at("module").get<std::string>();
            const auto found = std::find_if(result.activations.begin(), result.activations.end(),
                                            [&](const auto& a) { return a.layer == name; });
            if (found == result.activations.end()) continue;
            QVERIFY2(found->shape == summary.at("shape").get<std::vector<std::int64_t>>(), name.c_str());
            const double squares =
                std::inner_product(found->values.begin(), found->values.end(), found->values.begin(), 0.0);
            const auto wanted = summary.at("l2").get<double>();
            // 1e-3 of the norm: an activation may amplify the front-end's 0.001 dB; another layer or order is off by
            // far more.
            QVERIFY2(std::abs(std::sqrt(squares) - wanted) <= 1e-3 * wanted + 1e-6, name.c_str());
            ++compared;
        }
        QVERIFY(compared >= 6);
    }

    void cleanupTestCase()
    {
        for (const auto& [name, largest] : m_largest)
            qInfo("%-18s %9lld parameters, largest difference %.1e of logits, %.1e of probabilities", name.c_str(),
                  static_cast<long long>(neural::loadModelCard(name).parameters), largest.first, largest.second);
    }

private:
    /// The last one is kept: rows of one model follow each other.
    neural::Model& modelOf(const Json& golden)
    {
        const auto weights = golden.at("weights").get<std::string>();
        const auto key = golden.at("model").get<std::string>() + " " + weights;
        if (key == m_modelKey) return *m_model;
        m_model = m_engine->makeModel(golden.at("model").get<std::string>(), 50, 0);
        m_modelKey = key;
        if (weights == "deterministic-fill-v1")
            m_model->fillDeterministic();
        else
            m_model->load(checkpoint::networkTensors(checkpoint::readCheckpoint(models() / weights)));
        return *m_model;
    }

    std::vector<double> embedding(const Json& golden)
    {
        const auto melgram = melgramOf(golden, golden.at("offset").get<std::int64_t>());
        const std::vector<std::string> wanted{std::string(neural::kEmbeddingLayer)};
        const auto values = modelOf(golden)
                                .forward({melgram.values, 1, melgram.mels, melgram.frames}, wanted)
                                .activations.front()
                                .values;
        return {values.begin(), values.end()};
    }

    dsp::Melgram melgramOf(const Json& golden, std::int64_t start)
    {
        const auto card = neural::loadModelCard(golden.at("model").get<std::string>());
        const auto clip =
            models() / m_manifest.at("clips").at(golden.at("clip").get<std::string>()).at("file").get<std::string>();
        const auto samples = audio::decodeMono(clip, card.sampleRateHz, "auto", {start, card.inputSamples}).samples;
        return dsp::MelExtractor(dsp::loadPreset(card.preset))(samples);
    }

    std::vector<double> logits(const Json& golden, std::size_t chunks)
    {
        // Logits and probabilities, chunks and their mean, are goldens of one computation.
        const auto key = golden.at("model").get<std::string>() + golden.at("weights").get<std::string>() +
                         golden.at("clip").get<std::string>() + std::to_string(golden.value("offset", -1)) +
                         std::to_string(chunks);
        auto& rows = m_logits[key];
        if (!rows.empty()) return rows;
        auto& model = modelOf(golden);
        for (std::size_t i = 0; i < chunks; ++i) {
            const auto start = chunks == 1 ? golden.value("offset", std::int64_t{0})
                                           : static_cast<std::int64_t>(i) * golden.at("hop").get<std::int64_t>();
            const auto melgram = melgramOf(golden, start);
            const auto row = model.forward({melgram.values, 1, melgram.mels, melgram.frames}).logits;
            rows.insert(rows.end(), row.begin(), row.end());
        }
        return rows;
    }

    static std::vector<double> meanOverRows(const std::vector<double>& values, std::size_t rows)
    {
        std::vector<double> mean(values.size() / rows, 0.0);
        for (std::size_t i = 0; i < values.size(); ++i)
            mean[i % mean.size()] += values[i] / static_cast<double>(rows);
        return mean;
    }

    Json m_manifest;
    std::unique_ptr<neural::NeuralEngine> m_engine;
    std::unique_ptr<neural::Model> m_model;
    std::string m_modelKey;
    std::map<std::string, std::vector<double>> m_logits;
    std::map<std::string, std::pair<double, double>> m_largest;  ///< by model: of logits, of probabilities
};

QTEST_GUILESS_MAIN(tst_goldens)
#include "tst_goldens.moc"
