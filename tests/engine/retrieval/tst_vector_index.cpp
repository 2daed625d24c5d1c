#include "tests/engine/evaluate/golden.h"

#include <random>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/retrieval/ranking_quality.h"
#include "engine/retrieval/vector_index.h"

using namespace engine::retrieval;

namespace {

std::vector<std::uint32_t> indices(const std::vector<Hit>& hits)
{
    std::vector<std::uint32_t> result;
    for (const auto& hit : hits)
        result.push_back(hit.index);
    return result;
}

std::vector<std::uint32_t> recommendFor(const VectorIndex& index, std::uint32_t query, Query options)
{
    const std::uint32_t items[] = {query};
    return indices(index.recommend(items, options));
}

}  // namespace

class tst_vector_index : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recommendationsEqualTheGoldens_data()
    {
        SKIP_WITHOUT(goldenFolder("tsne"));
        QTest::addColumn<QString>("name");
        for (const char* name : {"tag_space_cosine", "tag_space_euclidean", "map_euclidean"})
            QTest::newRow(name) << name;
    }
    void recommendationsEqualTheGoldens()
    {
        QFETCH(QString, name);
        const auto all = readGolden(goldenFolder("tsne") / "expected.json");
        const auto golden = all["recommendation"][name.toStdString()];
        const auto labels = all["labels"].get<std::vector<int>>();
        const auto artists = all["artists"].get<std::vector<std::int64_t>>();
        const std::size_t dims = name.startsWith("map") ? 2 : m_dims;
        const VectorIndex index(vectors(all, dims), 60, dims, name.endsWith("cosine") ? Metric::Cosine : Metric::Euclidean);
        std::vector<std::vector<std::uint32_t>> rankings;
        for (std::uint32_t q = 0; q < 60; ++q) {
            rankings.push_back(recommendFor(index, q, {59, {}, {}}));
            QCOMPARE(rankings.back().size(), 59U);
            const auto ten = golden["neighbours_top10"][q].get<std::vector<std::uint32_t>>();
            QVERIFY(std::equal(ten.begin(), ten.end(), rankings.back().begin()));
            QCOMPARE(recommendFor(index, q, {5, {}, artists}), golden["top5_excluding_same_artist"][q].get<std::vector<std::uint32_t>>());
        }
        const auto quality = evaluateRankings(rankings, [&](std::uint32_t a, std::uint32_t b) { return labels[a] == labels[b]; });
        COMPARE_GOLDEN(quality.precisionAt5, golden["precision_at_5"]);
        COMPARE_GOLDEN(quality.precisionAt10, golden["precision_at_10"]);
        COMPARE_GOLDEN(quality.meanAveragePrecision, golden["map"]);
        COMPARE_GOLDEN(quality.mrrAt10, golden["mrr_at_10"]);
        COMPARE_GOLDEN(quality.ndcgAt10, golden["ndcg_at_10"]);
    }

    void tiesGoToTheLowerIndexAndExclusionsHold()
    {
        const std::vector<float> values{0, 1, 1, 1, 0.5F, 9};
        const VectorIndex index(values, 6, 1, Metric::Euclidean);
        QCOMPARE(recommendFor(index, 0, {4, {}, {}}), (std::vector<std::uint32_t>{4, 1, 2, 3}));
        QCOMPARE(recommendFor(index, 0, {4, {4, 2}, {}}), (std::vector<std::uint32_t>{1, 3, 5}));
    }

    void aNewSongNeedsOnlyItsVector()
    {
        const std::vector<float> values{1, 0, 0, 1, 0, 0};
        const VectorIndex index(values, 3, 2, Metric::Cosine);
        const auto hits = index.nearest(std::vector<float>{3, 1}, {3, {}, {}});
        QCOMPARE(indices(hits), (std::vector<std::uint32_t>{0, 1, 2}));
        QVERIFY(std::abs(hits[0].distance - (1 - 3 / std::sqrt(10.0))) < 1e-7);
        QCOMPARE(hits[2].distance, 1.0);   // a vector of zeros is like nothing
    }

    void severalItemsAskByTheirMean()
    {
        const std::vector<float> values{0, 10, 5, 6, 30};
        const VectorIndex index(values, 5, 1, Metric::Euclidean);
        const std::uint32_t both[] = {0, 1};
        QCOMPARE(indices(index.recommend(both, {2, {}, {}})), (std::vector<std::uint32_t>{2, 3}));
    }

    void theGraphFindsWhatComparingAllFinds()
    {
        std::mt19937 random(7);
        std::normal_distribution<float> normal;
        constexpr std::size_t kItems = 3000;
        std::vector<float> values(kItems * 20);
        for (float& v : values)
            v = normal(random);
        std::vector<std::int64_t> groups(kItems);
        for (std::size_t i = 0; i < kItems; ++i)
            groups[i] = static_cast<std::int64_t>(i % 2);   // half of everything is barred
        const VectorIndex exact(values, kItems, 20, Metric::Cosine);
        const VectorIndex graph(values, kItems, 20, Metric::Cosine, 0);
        std::size_t same = 0;
        for (std::uint32_t q = 0; q < 100; ++q) {
            const auto expected = recommendFor(exact, q, {10, {}, groups});
            const auto found = recommendFor(graph, q, {10, {}, groups});
            QCOMPARE(found.size(), 10U);
            for (const auto item : found)
                same += std::find(expected.begin(), expected.end(), item) != expected.end() ? 1 : 0;
        }
        QVERIFY2(same > 950, qPrintable(QString::number(same)));
    }

    void uselessInputIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(VectorIndex(std::vector<float>{1, NAN}, 2, 1, Metric::Cosine), engine::Error);
        QVERIFY_EXCEPTION_THROWN(VectorIndex(std::vector<float>{1, 2, 3}, 2, 1, Metric::Cosine), engine::Error);
        const VectorIndex index(std::vector<float>{1, 2}, 2, 1, Metric::Euclidean);
        QVERIFY_EXCEPTION_THROWN(recommendFor(index, 7, {1, {}, {}}), engine::Error);
        QVERIFY_EXCEPTION_THROWN(index.nearest(std::vector<float>{1, 2}, {1, {}, {}}), engine::Error);
    }

private:
    std::vector<float> vectors(const engine::Json& all, std::size_t dims)
    {
        std::vector<float> values;
        if (dims == 2) {
            for (const auto& point : all["Y"])
                for (const auto& coordinate : point)
                    values.push_back(coordinate.get<float>());
            return values;
        }
        const auto data = engine::readNpy(goldenFolder("tsne") / "tag_probabilities.npy");
        values.assign(data.values.begin(), data.values.end());
        return values;
    }

    std::size_t m_dims = 50;
};

QTEST_GUILESS_MAIN(tst_vector_index)
#include "tst_vector_index.moc"
