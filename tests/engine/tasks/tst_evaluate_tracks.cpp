#include <QtTest>

#include <random>

#include "engine/report/charts.h"
#include "engine/tasks/evaluate_tracks.h"

using namespace engine;
using tasks::RunScores;

namespace {

std::vector<TrackId> ids(std::initializer_list<std::uint64_t> numbers)
{
    std::vector<TrackId> made;
    for (const auto number : numbers)
        made.push_back(TrackId{number});
    return made;
}

/// Four tracks (10, 11, 12, 13), one genre each and any moods.
RunScores small()
{
    RunScores data;
    data.tags = {{"rock", "genre"}, {"jazz", "genre"}, {"calm", "mood"}};
    data.tracks = ids({10, 11, 12, 13});
    data.scores = {0.9, 0.2, 0.1,
                   0.6, 0.7, 0.8,
                   0.3, 0.4, 0.8,
                   0.8, 0.1, 0.5};
    data.labels = {1, 0, 0,
                   1, 0, 1,
                   0, 1, 1,
                   0, 1, 0};
    return data;
}

RunScores generated(std::size_t tracks)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform;
    RunScores data;
    data.tags = {{"rock", "genre"}, {"jazz", "genre"}, {"folk", "genre"}, {"calm", "mood"}, {"wild", "mood"}};
    for (std::size_t row = 0; row < tracks; ++row) {
        data.tracks.push_back(TrackId{1000 + row});
        const auto genre = random() % 3;
        for (std::size_t tag = 0; tag < data.tags.size(); ++tag) {
            data.labels.push_back(tag < 3 ? tag == genre : uniform(random) < 0.4);
            data.scores.push_back(std::round(uniform(random) * 20) / 20);   // ties on purpose
        }
    }
    return data;
}

}  // namespace

class tst_evaluate_tracks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBarStandsForTheTracksThatHaveTheTag() { QCOMPARE(tasks::tracksOfTag(small(), 1), ids({12, 13})); }
    void aPointStandsForTheTracksGivenTheTagThere()
    {
        QCOMPARE(tasks::tracksAtThreshold(small(), 0, 0.8), ids({10, 13}));
        QCOMPARE(tasks::tracksAtThreshold(small(), 2, 0.8), ids({11, 12}));
        QCOMPARE(tasks::tracksAtThreshold(small(), 0, 0.95), ids({}));
    }
    void aClassCellStandsForThoseOfTheRowCalledTheColumn()
    {
        const std::vector<std::size_t> classes{0, 1};
        QCOMPARE(tasks::tracksOfClassCell(small(), classes, 0, 0), ids({10}));
        QCOMPARE(tasks::tracksOfClassCell(small(), classes, 0, 1), ids({11}));
        QCOMPARE(tasks::tracksOfClassCell(small(), classes, 1, 0), ids({13}));
        QCOMPARE(tasks::tracksOfClassCell(small(), classes, 1, 1), ids({12}));
    }
    void everyCellHasAsManyTracksAsItsNumber()
    {
        const auto data = generated(300);
        evaluate::EvaluationOptions options;
        options.thresholds = {0.4, 0.5, 0.6, 0.3, 0.7};
        const auto evaluation = tasks::evaluateScores(data, options);
        const auto tables = report::confusionTables(evaluation);
        QCOMPARE(tables.size(), std::size_t{3});   // genre as classes, mood as tags, all tags
        for (const auto& table : tables)
            for (std::size_t i = 0; i < table.places.size(); ++i)
                for (std::size_t j = 0; j < table.places.size(); ++j) {
                    const auto truth = table.places[i], given = table.places[j];
                    const auto tracks = table.classes ? tasks::tracksOfClassCell(data, table.places, truth, given)
                                                      : tasks::tracksOfTagCell(data, evaluation.perTag[given].threshold, truth, given);
                    QCOMPARE(tracks.size(), table.counts(i, j));
                }
        for (std::size_t tag = 0; tag < data.tags.size(); ++tag)
            QCOMPARE(tasks::tracksOfTag(data, tag).size(), evaluation.perTag[tag].positives);
    }
};

QTEST_GUILESS_MAIN(tst_evaluate_tracks)
#include "tst_evaluate_tracks.moc"
