#include <QtTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>

#include "engine/audio/audio_file.h"
#include "engine/checkpoint/checkpoint_file.h"
#include "engine/core/json.h"
#include "engine/core/npy.h"
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
            const bool compared =
                stage == "logits" || stage == "probs" || stage == "chunk_probs" || stage == "mean_probs";
            // Other widths under the same name are not registered.
            const bool registered = golden.contains("model") && golden.value("dataset", "mtat") == "mtat" &&
                                    std::count(known.begin(), known.end(), golden.at("model").get<std::string>()) > 0;
            if (compared && registered)
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
        auto found = logits(golden, chunks);
        if (stage != "logits") std::transform(found.begin(), found.end(), found.begin(), sigmoid);
        if (stage == "mean_probs") found = meanOverRows(found, chunks);
        QCOMPARE(found.size(), wanted.values.size());
        const auto tolerance = golden.at("tol_abs").get<double>();
        for (std::size_t i = 0; i < found.size(); ++i)
            QVERIFY2(std::abs(found[i] - wanted.values[i]) <= tolerance,
                     qPrintable(QString("value %1: %2 wanted, %3 found").arg(i).arg(wanted.values[i]).arg(found[i])));
    }

    void everyLayerIsThatOfTheOriginal_data()
    {
        QTest::addColumn<int>("entry");
        for (std::size_t i = 0; i < m_manifest.at("golden").size(); ++i) {
            const auto& golden = m_manifest.at("golden")[i];
            const auto known = m_engine->architectures();
            if (golden.at("stage") == "layer_summaries" && golden.value("dataset", "mtat") == "mtat" &&
                std::count(known.begin(), known.end(), golden.value("model", "")) > 0)
                QTest::newRow(golden.at("file").get<std::string>().c_str()) << static_cast<int>(i);
        }
    }
    void everyLayerIsThatOfTheOriginal()
    {
        QFETCH(int, entry);
        const auto& golden = m_manifest.at("golden")[static_cast<std::size_t>(entry)];
        auto model = modelOf(golden);
        const auto layers = model->layers();
        const auto melgram = melgramOf(golden, golden.at("offset").get<std::int64_t>());
        const auto result = model->forward({melgram.values, 1, melgram.mels, melgram.frames}, layers);
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

private:
    std::unique_ptr<neural::Model> modelOf(const Json& golden)
    {
        auto model = m_engine->makeModel(golden.at("model").get<std::string>(), 50, 0);
        const auto weights = golden.at("weights").get<std::string>();
        if (weights == "deterministic-fill-v1")
            model->fillDeterministic();
        else
            model->load(checkpoint::networkTensors(checkpoint::readCheckpoint(models() / weights)));
        return model;
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
        // Chunks and their mean are two goldens of one computation.
        const auto key =
            golden.at("weights").get<std::string>() + golden.at("clip").get<std::string>() + std::to_string(chunks);
        auto& rows = m_chunkLogits[chunks == 1 ? golden.at("file").get<std::string>() : key];
        if (!rows.empty()) return rows;
        auto model = modelOf(golden);
        for (std::size_t i = 0; i < chunks; ++i) {
            const auto start = chunks == 1 ? golden.value("offset", std::int64_t{0})
                                           : static_cast<std::int64_t>(i) * golden.at("hop").get<std::int64_t>();
            const auto melgram = melgramOf(golden, start);
            const auto row = model->forward({melgram.values, 1, melgram.mels, melgram.frames}).logits;
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
    std::map<std::string, std::vector<double>> m_chunkLogits;
};

QTEST_GUILESS_MAIN(tst_goldens)
#include "tst_goldens.moc"
