#include <QtTest>

#include <algorithm>
#include <cmath>

#include "engine/core/npy.h"
#include "engine/evaluate/retrieval_scores.h"
#include "tests/engine/evaluate/golden.h"

using namespace engine;
using namespace engine::evaluate;

/// Retrieval by tag, against the numbers of the published evaluation (retrieval_eval.json).
class tst_retrieval_scores : public QObject {
    Q_OBJECT

    std::filesystem::path m_folder = goldenFolder("metric_learning");

private Q_SLOTS:
    void scoresAreThoseOfTheReference()
    {
        SKIP_WITHOUT(m_folder);
        const auto golden = readGolden(m_folder / "retrieval_eval.json");
        const auto similarity = readNpy(m_folder / "retrieval_eval_similarity.npy");
        const auto truth = toTruth(readNpy(m_folder / "retrieval_eval_truth.npy"));
        const auto categories = golden["categories"].get<std::vector<std::string>>();
        std::vector<std::string> tags;
        for (std::size_t tag = 0; tag < categories.size(); ++tag)
            tags.push_back("tag " + std::to_string(tag));
        const auto found = evaluateRetrieval(Scores(similarity.values, 9, 60), Truth(truth, 60, 9), tags, categories);
        QCOMPARE(found.tracks, std::size_t{60});
        for (std::size_t tag = 0; tag < tags.size(); ++tag) {
            COMPARE_GOLDEN(*found.tags[tag].score.precisionAt10, golden["precision_at_10"][tag].get<double>());
            COMPARE_GOLDEN(*found.tags[tag].score.averagePrecision, golden["average_precision"][tag].get<double>());
            COMPARE_GOLDEN(*found.tags[tag].score.rocAuc, golden["roc_auc"][tag].get<double>());
        }
        COMPARE_GOLDEN(*found.mean.precisionAt10, golden["mean"]["precision_at_10"].get<double>());
        COMPARE_GOLDEN(*found.mean.averagePrecision, golden["mean"]["map"].get<double>());
        COMPARE_GOLDEN(*found.mean.rocAuc, golden["mean"]["roc_auc"].get<double>());
        QCOMPARE(found.categories.size(), golden["per_category"].size());
        for (const auto& row : found.categories) {
            const auto& expected = golden["per_category"][row.category];
            COMPARE_GOLDEN(*row.score.averagePrecision, expected["map"].get<double>());
            COMPARE_GOLDEN(*row.score.precisionAt10, expected["p10"].get<double>());
            COMPARE_GOLDEN(*row.score.rocAuc, expected["roc_auc"].get<double>());
        }
    }

    void theRandomFloorIsTheMeanOverAllOrders_data()
    {
        QTest::addColumn<int>("items");
        QTest::addColumn<int>("positives");
        QTest::newRow("one of two") << 2 << 1;
        QTest::newRow("two of six") << 6 << 2;
        QTest::newRow("five of seven") << 7 << 5;
    }
    void theRandomFloorIsTheMeanOverAllOrders()
    {
        QFETCH(int, items);
        QFETCH(int, positives);
        std::vector<int> right(static_cast<std::size_t>(items), 0);
        std::fill(right.end() - positives, right.end(), 1);
        double sum = 0, orders = 0;
        do {   // every arrangement of right and wrong ones is equally likely
            double found = 0, precision = 0;
            for (std::size_t k = 0; k < right.size(); ++k)
                if (right[k] == 1) precision += ++found / static_cast<double>(k + 1);
            sum += precision / positives;
            ++orders;
        } while (std::next_permutation(right.begin(), right.end()));
        const auto floor = randomFloor(static_cast<std::size_t>(items), static_cast<std::size_t>(positives));
        QVERIFY(std::abs(*floor.averagePrecision - sum / orders) < 1e-12);
        QCOMPARE(*floor.precisionAt10, static_cast<double>(positives) / items);
    }

    void aTagThatNobodyCarriesIsUndefinedAndInNoMean()
    {
        const std::vector<double> similarity{0.9, 0.1, 0.5, 0.4, 0.3, 0.2};
        const std::vector<std::uint8_t> truth{1, 0, 0, 0, 0, 0};
        const std::vector<std::string> tags{"a", "b"}, categories{"genre", "mood/theme"};
        const auto found = evaluateRetrieval(Scores(similarity, 2, 3), Truth(truth, 3, 2), tags, categories);
        QVERIFY(!found.tags[1].score.rocAuc && !found.tags[1].floor.rocAuc && !found.categories[1].score.rocAuc);
        QCOMPARE(*found.mean.averagePrecision, 1.0);
        QCOMPARE(*found.mean.precisionAt10, 1.0 / 3);
        QVERIFY(toJson(found)["tags"][1]["map"].is_null());
    }

private:
    static std::vector<std::uint8_t> toTruth(const NpyArray& array)
    {
        return {array.values.begin(), array.values.end()};
    }
};

QTEST_GUILESS_MAIN(tst_retrieval_scores)
#include "tst_retrieval_scores.moc"
