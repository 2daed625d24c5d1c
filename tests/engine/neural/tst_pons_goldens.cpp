#include <QtTest>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/core/json.h"
#include "engine/neural/neural_loader.h"

using namespace engine;
namespace fs = std::filesystem;

namespace
{

fs::path goldenFile()
{
    const char* set = std::getenv("TAGBENCH_REFERENCE");
    return (set != nullptr ? fs::path(set) : fs::path(TAGBENCH_SOURCE_DIR) / ".." / "shared" / "reference") / "tags" /
           "golden" / "pons" / "architecture.json";
}

/// u of the file's rule, for element k of the table's tensor i.
double uniform(std::uint32_t k, std::uint32_t i)
{
    std::uint32_t x = k * 2654435761u + i * 40503u + 12345u;
    x ^= x >> 16;
    x *= 0x45d9f3bu;
    x ^= x >> 16;
    return x / 4294967296.0;
}

double weight(const std::string& kind, double u, double fanIn)
{
    if (kind == "kernel") return (2 * u - 1) * std::sqrt(6 / fanIn);
    if (kind == "bn_scale" || kind == "bn_var") return 0.5 + u;
    return 0.2 * (2 * u - 1);  // bias, bn_mean
}

checkpoint::TensorBytes tensorOf(const Json& entry)
{
    const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
    const auto count = checkpoint::elementCount(shape);
    std::vector<float> values(count);
    for (std::size_t k = 0; k < count; ++k)
        values[k] =
            static_cast<float>(weight(entry.at("kind").get<std::string>(),
                                      uniform(static_cast<std::uint32_t>(k), entry.at("i").get<std::uint32_t>()),
                                      static_cast<double>(count) / static_cast<double>(shape.front())));
    return checkpoint::floatTensor(entry.at("name").get<std::string>(), shape, values);
}

}  // namespace

/// The taggers of Pons et al. against a port in float64 with weights from an integer hash (architecture.json).
class tst_pons_goldens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void logitsAreThoseOfThePort_data()
    {
        if (!fs::exists(goldenFile())) QSKIP("reference data are absent");
        QTest::addColumn<QString>("arch");
        QTest::addColumn<QString>("name");
        QTest::newRow("waveform") << "pons_waveform"
                                  << "waveform";
        QTest::newRow("spectrogram") << "pons_spectrogram"
                                     << "logmel128";
    }
    void logitsAreThoseOfThePort()
    {
        QFETCH(QString, arch);
        QFETCH(QString, name);
        std::ifstream in(goldenFile());
        const auto golden = Json::parse(in);
        std::vector<checkpoint::TensorBytes> state;
        for (const auto& entry : golden.at("tables").at(name.toStdString()))
            state.push_back(tensorOf(entry));
        const auto engine = neural::openNeuralEngine();
        const auto model = engine->makeModel(arch.toStdString(), 50, 0);
        model->load(state);

        const auto& input = golden.at("inputs").at(name.toStdString());
        const auto shape = input.at("shape").get<std::vector<std::size_t>>();
        const auto mels = shape.size() == 3 ? shape[1] : 1;
        std::vector<float> values(shape.front() * mels * shape.back());
        for (std::size_t k = 0; k < values.size(); ++k)
            values[k] =
                static_cast<float>(2 * uniform(static_cast<std::uint32_t>(k), input.at("i").get<std::uint32_t>()) - 1);
        const auto logits = model->forward({values, shape.front(), mels, shape.back()}).logits;
        double largest = 0;
        for (std::size_t row = 0; row < shape.front(); ++row)
            for (std::size_t tag = 0; tag < 50; ++tag) {
                const auto wanted = golden.at("logits_before_sigmoid").at(name.toStdString())[row][tag].get<double>();
                const auto difference = std::abs(logits[row * 50 + tag] - wanted);
                largest = std::max(largest, difference);
                // The reference's rule for float32 networks: 1e-4 of the value; logits reach 44 and are sums of many
                // such.
                QVERIFY2(difference <= 1e-4 * std::max(10.0, std::abs(wanted)),
                         qPrintable(QString("%1 wanted, %2 found").arg(wanted).arg(logits[row * 50 + tag])));
            }
        qInfo("largest difference %.1e", largest);
    }
};

QTEST_GUILESS_MAIN(tst_pons_goldens)
#include "tst_pons_goldens.moc"
