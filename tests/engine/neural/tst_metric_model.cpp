#include <QtTest>

#include <cmath>
#include <map>
#include <numeric>
#include <stop_token>

#include "engine/checkpoint/safetensors.h"
#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/core/random.h"
#include "engine/evaluate/retrieval_scores.h"
#include "engine/neural/neural_loader.h"
#include "engine/neural/tag_branch.h"
#include "engine/retrieval/triplet_sampling.h"
#include "tests/engine/retrieval/metric_golden.h"

using namespace engine;
using neural::HostBatch;
namespace fs = std::filesystem;

namespace
{

/// The reference's integer hash: u in [0, 1) for element k of table entry i.
double hashed(std::uint64_t k, std::uint64_t i)
{
    auto x = static_cast<std::uint32_t>(k * 2654435761u + i * 40503u + 12345u);
    x ^= x >> 16;
    x *= 0x45d9f3bu;
    x ^= x >> 16;
    return static_cast<double>(x) / 4294967296.0;
}

std::vector<float> filled(std::size_t count, std::uint64_t i, const std::string& kind, const std::vector<std::int64_t>& shape)
{
    double fanIn = 1;
    for (std::size_t d = 1; d < shape.size(); ++d)
        fanIn *= static_cast<double>(shape[d]);
    std::vector<float> values(count);
    for (std::size_t k = 0; k < count; ++k) {
        const auto u = hashed(k, i);
        const auto value = kind == "kernel"                        ? (2 * u - 1) * std::sqrt(6 / fanIn)
                           : kind == "bn_scale" || kind == "bn_var" ? 0.5 + u
                           : kind == "input"                       ? 2 * u - 1
                                                                   : 0.2 * (2 * u - 1);
        values[k] = static_cast<float>(value);
    }
    return values;
}

std::vector<checkpoint::TensorBytes> filledState(const Json& table)
{
    std::vector<checkpoint::TensorBytes> state;
    for (const auto& row : table) {
        const auto shape = row["shape"].get<std::vector<std::int64_t>>();
        state.push_back(checkpoint::floatTensor(row["name"], shape, filled(checkpoint::elementCount(shape), row["i"], row["kind"], shape)));
    }
    return state;
}

neural::MetricShape shapeOf(const std::string& name)
{
    return {name == "acoustic" ? neural::SongInput::Acoustic : name == "cultural" ? neural::SongInput::Cultural : neural::SongInput::Hybrid, 300, 200};
}

/// The reference's toy problem: 420 songs with factors, 12 tags with word vectors.
struct Toy {
    static constexpr std::size_t kTags = 12, kFactors = 200;
    std::vector<float> words, factors;
    std::array<std::vector<std::size_t>, 3> songs;   // by part
    std::vector<std::uint8_t> carries;

    Toy()
    {
        const auto floats = [](const char* name) {
            const auto array = readNpy(metricGoldens() / name);
            return std::vector<float>(array.values.begin(), array.values.end());
        };
        words = floats("toy_word_vectors.npy");
        factors = floats("toy_item_factors.npy");
        const auto split = readNpy(metricGoldens() / "toy_split.npy"), tags = readNpy(metricGoldens() / "toy_tags.npy");
        for (std::size_t song = 0; song < split.values.size(); ++song)
            songs[static_cast<std::size_t>(split.values[song])].push_back(song);
        carries.assign(tags.values.begin(), tags.values.end());
    }
    std::vector<std::uint8_t> carriesOf(std::size_t part) const
    {
        std::vector<std::uint8_t> rows;
        for (const auto song : songs[part])
            rows.insert(rows.end(), carries.begin() + static_cast<std::ptrdiff_t>(song * kTags), carries.begin() + static_cast<std::ptrdiff_t>((song + 1) * kTags));
        return rows;
    }
    void addRow(std::size_t song, HostBatch& out) const
    {
        out.factors.insert(out.factors.end(), factors.begin() + static_cast<std::ptrdiff_t>(song * kFactors), factors.begin() + static_cast<std::ptrdiff_t>((song + 1) * kFactors));
        out.target.insert(out.target.end(), carries.begin() + static_cast<std::ptrdiff_t>(song * kTags), carries.begin() + static_cast<std::ptrdiff_t>((song + 1) * kTags));
        ++out.rows;
    }
};

/// 100 batches of 128 triplets an epoch.
class ToyTriplets final : public neural::BatchSource
{
public:
    ToyTriplets(const Toy& toy, retrieval::AnchorSampling sampling, std::uint64_t seed)
        : m_toy(toy), m_carries(toy.carriesOf(0)), m_sampler(m_carries, Toy::kTags, sampling), m_seed(seed)
    {
    }
    std::size_t mels() const override { return 0; }
    std::size_t frames() const override { return 0; }
    std::size_t batchCount(int) const override { return 100; }
    void fill(int epoch, std::size_t batch, HostBatch& out) override
    {
        out = {};
        for (std::size_t row = 0; row < 128; ++row) {
            SplitMix random{m_seed, static_cast<std::uint64_t>(epoch), batch, row};
            const auto u = random.uniform(), v = random.uniform();
            const auto pair = m_sampler.pair(batch * 128 + row, u, v);
            m_toy.addRow(m_toy.songs[0][pair.song], out);
            out.anchors.push_back(pair.tag);
        }
    }

private:
    const Toy& m_toy;
    std::vector<std::uint8_t> m_carries;
    retrieval::AnchorSampler m_sampler;
    std::uint64_t m_seed;
};

class ToySongs final : public neural::BatchSource
{
public:
    ToySongs(const Toy& toy, std::size_t part) : m_toy(toy), m_part(part) {}
    std::size_t mels() const override { return 0; }
    std::size_t frames() const override { return 0; }
    std::size_t batchCount(int) const override { return 1; }
    void fill(int, std::size_t, HostBatch& out) override
    {
        out = {};
        for (const auto song : m_toy.songs[m_part])
            m_toy.addRow(song, out);
    }

private:
    const Toy& m_toy;
    std::size_t m_part;
};

/// Keeps the last report; every epoch is the best.
class LastEpoch final : public neural::MetricSink
{
public:
    double epochDone(const neural::MetricEpoch& report) override
    {
        if (m_losses.empty() || report.epoch > static_cast<int>(m_losses.size())) m_losses.push_back(report.loss);
        m_last = report;
        return report.epoch;
    }
    void checkpointWritten(int, bool best) override { QVERIFY(best); }
    const neural::MetricEpoch& last() const { return m_last; }
    const std::vector<double>& losses() const { return m_losses; }

private:
    neural::MetricEpoch m_last;
    std::vector<double> m_losses;
};

}  // namespace

/// The three-branch model, its loss and its training, against the reference's numbers.
class tst_metric_model : public QObject
{
    Q_OBJECT

    std::unique_ptr<neural::NeuralEngine> m_engine;
    QTemporaryDir m_folder;

    neural::MetricConfig toyConfig(const Toy& toy, const char* name) const
    {
        neural::MetricConfig config;
        config.shape = shapeOf("cultural");
        config.tagCount = Toy::kTags;
        config.words = toy.words;
        config.epochs = 4;
        config.learningRate = 1e-3;
        config.checkpointFolder = m_folder.filePath(name).toStdString();
        return config;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_engine = neural::openNeuralEngine();
        m_engine->setThreads(1);
    }

    void parametersAreAsPublished_data()
    {
        QTest::addColumn<QString>("branch");
        QTest::addColumn<qint64>("parameters");
        QTest::newRow("acoustic") << "acoustic" << qint64{3816322};
        QTest::newRow("cultural") << "cultural" << qint64{521728};
        QTest::newRow("hybrid") << "hybrid" << qint64{4125146};
    }
    void parametersAreAsPublished()
    {
        QFETCH(QString, branch);
        QFETCH(qint64, parameters);
        QCOMPARE(m_engine->makeMetricModel(shapeOf(branch.toStdString()), 0)->parameterCount(), static_cast<std::int64_t>(parameters));
    }

    void outputsOfFilledWeightsAreThoseOfTheReference_data()
    {
        QTest::addColumn<QString>("output");
        for (const char* output : {"acoustic.song(spec)", "acoustic.tag(word)", "cultural.song(cf)", "cultural.tag(word)", "hybrid.song(spec,cf)", "acoustic.song(spec_long)"})
            QTest::newRow(output) << output;
    }
    void outputsOfFilledWeightsAreThoseOfTheReference()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        QFETCH(QString, output);
        const auto golden = metricGolden("architecture.json");
        const auto branch = output.section('.', 0, 0).toStdString();
        if (!golden["eval_outputs"].contains(output.toStdString())) {
            QStringList known;
            for (const auto& [name, rows] : golden["eval_outputs"].items())
                known << QString::fromStdString(name);
            QFAIL(qPrintable("the reference has " + known.join(", ")));
        }
        const auto& expected = golden["eval_outputs"][output.toStdString()];
        const auto input = [&](const char* name) {
            const auto shape = golden["inputs"][name]["shape"].get<std::vector<std::int64_t>>();
            return filled(checkpoint::elementCount(shape), golden["inputs"][name]["i"], "input", shape);
        };
        const auto state = filledState(golden["tables"][branch]);
        const auto model = m_engine->makeMetricModel(shapeOf(branch), 0);
        model->load(state);
        const bool isLong = output.contains("long");
        const auto spectrograms = input(isLong ? "spec_long" : "spec"), factors = input("cf"), words = input("word");
        std::vector<float> found;
        if (output.contains("tag(")) {
            found = model->embedTags(words);
            // The same without LibTorch.
            const neural::TagBranch plain(state);
            for (std::size_t row = 0; row < 3; ++row) {
                const auto place = plain.embed(std::span(words).subspan(row * 300, 300));
                for (std::size_t i = 0; i < place.size(); ++i)
                    QVERIFY(std::abs(place[i] - found[row * neural::kJointDims + i]) < 1e-4f);
            }
        } else {
            found = model->embedSongs({isLong ? 1u : 2u, 1, isLong ? 400u : 173u, spectrograms, factors});
        }
        const auto wanted = flatRows<double>(expected);
        QCOMPARE(found.size(), wanted.size());
        double scale = 0;
        for (const auto number : wanted)
            scale = std::max(scale, std::abs(number));
        for (std::size_t i = 0; i < wanted.size(); ++i)   // the reference was computed in float64
            QVERIFY2(std::abs(static_cast<double>(found[i]) - wanted[i]) < 1e-4 * scale, qPrintable(QString("%1: %2, not %3").arg(i).arg(found[i]).arg(wanted[i])));
    }

    void chunksAreAveragedWhereThePublishedEvaluationDoes()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        const auto golden = metricGolden("architecture.json");
        const std::vector<std::int64_t> shape{2, 128, 173};
        const auto spectrograms = filled(checkpoint::elementCount(shape), 1000, "input", shape);
        const auto factors = filled(200, 1002, "input", {1, 200});
        const auto acoustic = m_engine->makeMetricModel(shapeOf("acoustic"), 0);
        acoustic->load(filledState(golden["tables"]["acoustic"]));
        const auto apart = acoustic->embedSongs({2, 1, 173, spectrograms, {}}), together = acoustic->embedSongs({1, 2, 173, spectrograms, {}});
        for (std::size_t i = 0; i < neural::kJointDims; ++i)
            QVERIFY(std::abs(together[i] - (apart[i] + apart[neural::kJointDims + i]) / 2) < 1e-3f);
        // The hybrid one averages before its last layers, so the mean of its outputs is another vector.
        const auto hybrid = m_engine->makeMetricModel(shapeOf("hybrid"), 0);
        hybrid->load(filledState(golden["tables"]["hybrid"]));
        std::vector<float> twice = factors;
        twice.insert(twice.end(), factors.begin(), factors.end());
        const auto outputs = hybrid->embedSongs({2, 1, 173, spectrograms, twice}), place = hybrid->embedSongs({1, 2, 173, spectrograms, factors});
        double difference = 0;
        for (std::size_t i = 0; i < neural::kJointDims; ++i)
            difference = std::max(difference, std::abs(static_cast<double>(place[i] - (outputs[i] + outputs[neural::kJointDims + i]) / 2)));
        QVERIFY(difference > 1e-3);
    }

    void theLossAndItsDerivativesAreThoseOfTheReference_data()
    {
        QTest::addColumn<QString>("margin");
        for (const char* margin : {"0.4", "0.2", "1.0"})
            QTest::newRow(margin) << margin;
    }
    void theLossAndItsDerivativesAreThoseOfTheReference()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        QFETCH(QString, margin);
        const auto golden = metricGolden("triplet_loss.json");
        const auto anchor = flatRows<float>(golden["anchor"]), positive = flatRows<float>(golden["positive"]), negative = flatRows<float>(golden["negative"]);
        const auto found = m_engine->tripletLoss({10, 8, anchor, positive, negative}, margin.toDouble());
        const auto& expected = golden["margin"][margin.toStdString()];
        for (std::size_t row = 0; row < 10; ++row)   // float32
            QVERIFY2(std::abs(static_cast<double>(found.perRow[row]) - expected["per_triplet"][row].get<double>()) < 1e-6, qPrintable(QString::number(row)));
        QVERIFY(std::abs(found.mean - expected["mean"].get<double>()) < 1e-6);
        if (margin != "0.4") return;
        const auto& derivatives = golden["grad_rows_6_to_9_margin_0.4"];
        const std::size_t from = 6 * 8;
        const auto some = m_engine->tripletLoss({4, 8, std::span(anchor).subspan(from), std::span(positive).subspan(from), std::span(negative).subspan(from)}, 0.4);
        QVERIFY(std::abs(some.mean - derivatives["loss"].get<double>()) < 1e-6);
        const std::map<std::string, const std::vector<float>*> byName{{"d_anchor", &some.byAnchor}, {"d_positive", &some.byPositive}, {"d_negative", &some.byNegative}};
        for (const auto& [name, values] : byName) {
            const auto wanted = flatRows<double>(derivatives[name]);
            for (std::size_t i = 0; i < wanted.size(); ++i)
                QVERIFY2(std::abs(static_cast<double>((*values)[i]) - wanted[i]) < 1e-6, name.c_str());
        }
    }

    void theToyProblemIsLearnedAsByTheReference_data()
    {
        QTest::addColumn<QString>("sampling");
        for (const char* sampling : {"random", "balanced", "balanced-weighted"})
            QTest::newRow(sampling) << sampling;
    }
    void theToyProblemIsLearnedAsByTheReference()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        QFETCH(QString, sampling);
        const Toy toy;
        const auto golden = metricGolden("toy_training_expected.json")["measured"][sampling.toStdString()];
        auto config = toyConfig(toy, qPrintable(sampling));
        if (sampling == "balanced-weighted") config.negatives = retrieval::NegativeWeights::Linear;
        ToyTriplets train(toy, sampling == "random" ? retrieval::AnchorSampling::Random : retrieval::AnchorSampling::Balanced, 1);
        ToySongs test(toy, 2);
        LastEpoch sink;
        RunControl control;
        const auto outcome = m_engine->trainMetric(config, train, &test, sink, control);
        QCOMPARE(outcome.epochs, 4);
        QCOMPARE(outcome.bestEpoch, 4);
        const auto& last = sink.last();
        QCOMPARE(last.songs, toy.songs[2].size());
        QCOMPARE(last.triplets + last.droppedAnchors, std::size_t{100 * 128});
        const std::vector<double> similarity(last.similarity.begin(), last.similarity.end());
        const auto truth = toy.carriesOf(2);
        const std::vector<std::string> names(Toy::kTags, "tag"), categories(Toy::kTags, "all");
        const auto scores = evaluate::evaluateRetrieval(evaluate::Scores(similarity, Toy::kTags, last.songs), evaluate::Truth(truth, last.songs, Toy::kTags), names, categories);
        // The reference's hint: within 0.08 of its three seeds.
        const auto maps = golden["map"].get<std::vector<double>>();
        const auto [low, high] = std::minmax_element(maps.begin(), maps.end());
        const auto map = *scores.mean.averagePrecision;
        QVERIFY2(map > *low - 0.08 && map < *high + 0.08, qPrintable(QString::number(map)));
        QVERIFY(map > 2 * 0.1756);   // twice the mean prevalence
        QVERIFY(last.loss < sink.losses().front());
        // What was kept gives what was measured.
        const auto model = m_engine->makeMetricModel(config.shape, 99);
        model->load(checkpoint::readSafetensors(outcome.best).tensors);
        QCOMPARE(model->embedTags(toy.words).size(), Toy::kTags * neural::kJointDims);
    }

    void aResumedTrainingIsTheUndisturbedOne()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        const Toy toy;
        auto config = toyConfig(toy, "whole");
        config.epochs = 2;
        config.negatives = retrieval::NegativeWeights::Distance;
        ToyTriplets train(toy, retrieval::AnchorSampling::Balanced, 3);
        ToySongs valid(toy, 1);
        LastEpoch undisturbed, first, second;
        RunControl control;
        const auto whole = m_engine->trainMetric(config, train, &valid, undisturbed, control);
        config.checkpointFolder = m_folder.filePath("parts").toStdString();
        config.epochs = 1;
        m_engine->trainMetric(config, train, &valid, first, control);
        config.epochs = 2;
        config.resume = true;
        config.workers = 3;   // reading ahead changes nothing
        const auto parts = m_engine->trainMetric(config, train, &valid, second, control);
        QCOMPARE(second.losses().size(), std::size_t{1});
        QCOMPARE(second.last().loss, undisturbed.last().loss);
        QCOMPARE(second.last().similarity, undisturbed.last().similarity);
        QVERIFY(checkpoint::readSafetensors(parts.best).metadata[checkpoint::kCheckSumKey] == checkpoint::readSafetensors(whole.best).metadata[checkpoint::kCheckSumKey]);
        config.margin = 0.2;
        QVERIFY_EXCEPTION_THROWN(m_engine->trainMetric(config, train, &valid, second, control), Error);
    }

    void anchorsWithoutANegativeAreDroppedAndCounted()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        Toy toy;
        for (std::size_t song = 0; song < toy.carries.size() / Toy::kTags; ++song)
            toy.carries[song * Toy::kTags] = 1;   // tag 0 is everywhere
        auto config = toyConfig(toy, "dropped");
        config.epochs = 1;
        ToyTriplets train(toy, retrieval::AnchorSampling::Balanced, 1);
        LastEpoch sink;
        RunControl control;
        m_engine->trainMetric(config, train, nullptr, sink, control);
        QCOMPARE(sink.last().triplets + sink.last().droppedAnchors, std::size_t{12'800});
        // Each batch has 10 or 11 anchors of each of the 12 tags.
        QVERIFY(sink.last().droppedAnchors >= 1000 && sink.last().droppedAnchors <= 1100);
    }

    void nonsenseIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(m_engine->makeMetricModel({neural::SongInput::Cultural, 0, 200}, 0), Error);
        const auto model = m_engine->makeMetricModel(shapeOf("acoustic"), 0);
        const std::vector<float> few(128 * 100, 0.0f);
        QVERIFY_EXCEPTION_THROWN(model->embedSongs({1, 1, 100, few, {}}), Error);
        QVERIFY_EXCEPTION_THROWN(model->load(std::vector<checkpoint::TensorBytes>{}), Error);
        QVERIFY_EXCEPTION_THROWN(neural::TagBranch(std::vector<checkpoint::TensorBytes>{}), Error);
    }
};

QTEST_GUILESS_MAIN(tst_metric_model)
#include "tst_metric_model.moc"
