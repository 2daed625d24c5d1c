#include <QtTest>

#include "engine/core/error.h"
#include "engine/tasks/retrieval_settings.h"
#include "engine/tasks/retrieval_sources.h"
#include "tests/engine/retrieval/metric_golden.h"

using namespace engine;

/// Where evaluation looks, and what is said to a training.
class tst_retrieval_sources : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evaluationChunksAreThoseOfTheReference()
    {
        SKIP_WITHOUT_METRIC_GOLDENS();
        const auto golden = metricGolden("eval_chunks.json");
        for (const auto& one : golden["cases"])
            QCOMPARE(tasks::evaluationStarts(one["frames"], golden["input_length"], golden["num_chunk"]), one["starts"].get<std::vector<std::size_t>>());
    }

    void tripletsAreAPureFunctionOfSeedEpochAndBatch()
    {
        store::TrackMatrix factors{{}, 2, {}};
        std::vector<std::uint8_t> carries;
        for (std::uint64_t track = 1; track <= 20; ++track) {
            factors.tracks.push_back(static_cast<TrackId>(track));
            factors.values.insert(factors.values.end(), {static_cast<float>(track), 1.0f});
            carries.insert(carries.end(), {static_cast<std::uint8_t>(track % 2), static_cast<std::uint8_t>(1 - track % 2)});
        }
        auto tracks = factors.tracks;
        tracks.push_back(static_cast<TrackId>(99));   // nobody knows it
        carries.insert(carries.end(), {1, 1});
        const tasks::RetrievalSongs songs(tracks, carries, 2, nullptr, &factors);
        QCOMPARE(songs.size(), std::size_t{20});
        QCOMPARE(songs.withoutFactors(), std::vector<TrackId>{static_cast<TrackId>(99)});
        const neural::MetricShape shape{neural::SongInput::Cultural, 4, 2};
        tasks::TripletSource source(songs, shape, {.batch = 8, .items = 20, .sampling = retrieval::AnchorSampling::Balanced, .seed = 7});
        QCOMPARE(source.batchCount(1), std::size_t{3});
        neural::HostBatch first, other, again;
        source.fill(2, 1, first);
        source.fill(3, 1, other);
        source.fill(2, 1, again);
        QCOMPARE(again.factors, first.factors);
        QCOMPARE(again.anchors, first.anchors);
        QVERIFY(other.factors != first.factors);
        QCOMPARE(first.anchors, (std::vector<std::uint32_t>{0, 1, 0, 1, 0, 1, 0, 1}));   // the tags in turn
        for (std::size_t row = 0; row < first.rows; ++row)
            QCOMPARE(first.target[row * 2 + first.anchors[row]], 1.0f);
        source.fill(1, 2, again);
        QCOMPARE(again.rows, std::size_t{4});
    }

    void defaultsAreThePublishedOnes()
    {
        const auto config = tasks::completeRetrieval(Json::object());
        const Json published{{"workers", 0}, {"batch", 128}, {"chunks", 8}, {"frames", 173}, {"margin", 0.4}, {"input", "spec"}, {"balanced", false},
                             {"weighted", false}, {"epochs", 200}, {"lr", 1e-4}, {"items", 10'000}};
        for (const auto& [name, value] : published.items())
            QVERIFY2(config[name] == value, name.c_str());
        QCOMPARE(tasks::samplingName(config), std::string("random"));
        const auto recommended = tasks::completeRetrieval({{"sampling", "balanced-weighted"}});
        QVERIFY(recommended["balanced"].get<bool>() && recommended["weighted"].get<bool>());
        QCOMPARE(tasks::negativeWeightsOf(recommended), retrieval::NegativeWeights::Linear);
        QVERIFY(tasks::sameRetrieval({{"sampling", "balanced"}, {"workers", 3}}, {{"balanced", true}}));
        QVERIFY(!tasks::sameRetrieval({{"seed", 1}}, {{"seed", 2}}));
    }

    void nonsenseIsRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::addColumn<QByteArray>("subject");
        QTest::newRow("margin") << QByteArray(R"({"margin": -1})") << QByteArray("margin");
        QTest::newRow("batch of one") << QByteArray(R"({"batch": 1})") << QByteArray("batch");
        QTest::newRow("half an epoch") << QByteArray(R"({"epochs": 0.5})") << QByteArray("epochs");
        QTest::newRow("sampling") << QByteArray(R"({"sampling": "clever"})") << QByteArray("sampling");
        QTest::newRow("plain weights") << QByteArray(R"({"negatives": "plain"})") << QByteArray("negatives");
        QTest::newRow("input") << QByteArray(R"({"input": "video"})") << QByteArray("video");
    }
    void nonsenseIsRefusedByName()
    {
        QFETCH(QByteArray, parameters);
        QFETCH(QByteArray, subject);
        try {
            tasks::completeRetrieval(Json::parse(parameters.toStdString()));
            QFAIL("was accepted");
        } catch (const Error& error) {
            QCOMPARE(QByteArray::fromStdString(error.subject()), subject);
        }
    }
};

QTEST_GUILESS_MAIN(tst_retrieval_sources)
#include "tst_retrieval_sources.moc"
