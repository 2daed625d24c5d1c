#include <QtTest>

#include "engine/evaluate/type_confusion.h"

using namespace engine::evaluate;

class tst_type_confusion : public QObject {
    Q_OBJECT

    // Three tracks; genre: rock, jazz; mood: calm, wild. Track 0 rock calm, 1 jazz calm and wild, 2 jazz wild.
    const std::vector<std::string> m_types{"genre", "genre", "mood", "mood"};
    const std::vector<std::uint8_t> m_truth{1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0, 1};
    const std::vector<double> m_scores{0.6, 0.4, 0.9, 0.1, 0.7, 0.2, 0.9, 0.9, 0.5, 0.5, 0.1, 0.8};

private Q_SLOTS:
    void onlyATypeWithOneTagATrackHasClasses()
    {
        const auto found = confusionsByType({m_scores, 3, 4}, {m_truth, 3, 4}, m_types);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].type, std::string("genre"));
        QCOMPARE(found[0].places, (std::vector<std::size_t>{0, 1}));
        // rock is called rock; one jazz is called rock, the other ties and so goes to the first, rock too.
        QCOMPARE(found[0].confusion.table.cells, (std::vector<std::size_t>{1, 0, 2, 0}));
        QCOMPARE(found[0].confusion.accuracy, 1.0 / 3);
    }
    void aTrackWithoutATagOfTheTypeMakesItNoClasses()
    {
        auto truth = m_truth;
        truth[0] = 0;
        QVERIFY(confusionsByType({m_scores, 3, 4}, {truth, 3, 4}, m_types).empty());
    }
    void oneTagOrNoTrackIsNoConfusion()
    {
        const std::vector<std::string> one{"genre"};
        const std::vector<double> scores{0.1, 0.2};
        const std::vector<std::uint8_t> truth{1, 1};
        QVERIFY(confusionsByType({scores, 2, 1}, {truth, 2, 1}, one).empty());
        QVERIFY(confusionsByType({{}, 0, 4}, {{}, 0, 4}, m_types).empty());
    }
    void equalScoresGoToTheFirst()
    {
        const std::vector<double> row{0.5, 0.9, 0.9, 1.0};
        QCOMPARE(bestOf(row, std::vector<std::size_t>{0, 1, 2}), std::size_t{1});
        QCOMPARE(bestOf(row, std::vector<std::size_t>{3, 0}), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(tst_type_confusion)
#include "tst_type_confusion.moc"
