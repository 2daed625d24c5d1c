#include "tests/engine/tasks/map_bench.h"

#include <map>

#include "engine/core/error.h"
#include "engine/tasks/map_sample.h"

using namespace engine;

namespace {

/// JSON with ' for ", which moc cannot read in raw strings.
Json parsed(QString text)
{
    return Json::parse(text.replace(QLatin1Char('\''), QLatin1Char('"')).toStdString());
}

}  // namespace

class tst_map_run : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedGivesTheSamePicture_data()
    {
        QTest::addColumn<QString>("method");
        QTest::newRow("t-SNE") << "tsne";
        QTest::newRow("principal components") << "pca";
    }
    void theSameSeedGivesTheSamePicture()
    {
        QFETCH(QString, method);
        MapBench bench;
        const Json wanted{{"method", method.toStdString()}, {"seed", 5}, {"clusters", 3}};
        const auto first = bench.map(bench.make(wanted)), second = bench.map(bench.make(wanted));
        QVERIFY(first.id != second.id);
        QCOMPARE(first.points, second.points);
        QCOMPARE(first.clusters, second.clusters);
        QCOMPARE(first.parameters["seed"].get<int>(), 5);
        QCOMPARE(bench.workspace.maps().heads().size(), std::size_t{2});
    }

    void clustersOfFarGenresAreTheGenres()
    {
        MapBench bench;
        const auto map = bench.map(bench.make({{"clusters", 3}, {"method", "pca"}}));
        std::map<std::uint32_t, std::size_t> genreOfCluster;
        for (std::size_t i = 0; i < map.tracks.size(); ++i) {
            const auto genre = bench.genreOf[value(map.tracks[i]) - 1000];
            QCOMPARE(genreOfCluster.try_emplace(map.clusters[i], genre).first->second, genre);
        }
        QCOMPARE(genreOfCluster.size(), std::size_t{3});
    }

    void framesComeWhileItConvergesAndTheLastIsTheMap()
    {
        MapBench bench;
        const auto map = bench.map(bench.make({{"iterations", 50}}));
        QCOMPARE(bench.frames.size(), std::size_t{5});
        QCOMPARE(bench.frames.back()->points, map.points);
        QCOMPARE(bench.frames.back()->tracks, map.tracks);
    }

    void onlyTheTracksAskedForAreMapped_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<int>("expected");
        QTest::newRow("all") << "{}" << 60;
        QTest::newRow("a part of the run's split") << "{'part': 'test'}" << 15;
        QTest::newRow("a part of a named split") << "{'part': 'train', 'split': 'half'}" << 45;
        QTest::newRow("a filter") << "{'filter': 'tag:\\u0022genre 1\\u0022'}" << 20;
        QTest::newRow("a filter and a part") << "{'filter': 'tag:\\u0022genre 1\\u0022', 'part': 'test'}" << 5;
        QTest::newRow("tracks") << "{'tracks': ['00000000000003e8', '00000000000003e9', '00000000000003ea', '00000000000003eb', '00000000000003ec']}" << 5;
    }
    void onlyTheTracksAskedForAreMapped()
    {
        QFETCH(QString, choice);
        QFETCH(int, expected);
        MapBench bench;
        auto parameters = parsed(choice);
        parameters["method"] = "pca";
        QCOMPARE(int(bench.make(parameters)["tracks"].get<std::size_t>()), expected);
    }

    void samplingIsSaidAndKept()
    {
        MapBench bench;
        const auto document = bench.make({{"method", "pca"}, {"sample", 12}});
        QCOMPARE(document["tracks"].get<int>(), 12);
        QCOMPARE(document["available"].get<int>(), 60);
        QCOMPARE(bench.said, std::vector<std::string>{"showing 12 of 60 tracks, stratified by genre"});
        const auto map = bench.map(document);
        QCOMPARE(map.parameters["available"].get<int>(), 60);
        std::map<std::size_t, int> perGenre;
        for (const auto track : map.tracks)
            ++perGenre[bench.genreOf[value(track) - 1000]];
        QCOMPARE(perGenre, (std::map<std::size_t, int>{{0, 4}, {1, 4}, {2, 4}}));
        bench.said.clear();
        QCOMPARE(bench.make({{"method", "pca"}, {"sample", 60}})["tracks"].get<int>(), 60);
        QVERIFY(bench.said.empty());
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QString>("parameters");
        QTest::newRow("an unknown source") << "{'of': 'colours'}";
        QTest::newRow("an unknown method") << "{'method': 'umap'}";
        QTest::newRow("an unknown run") << "{'run': 'nobody'}";
        QTest::newRow("an unknown layer") << "{'of': 'embedding', 'layer': 'nowhere'}";
        QTest::newRow("an unknown split") << "{'part': 'test', 'split': 'nowhere'}";
        QTest::newRow("too few tracks") << "{'filter': 'title:\\u0022Title 1\\u0022', 'part': 'valid'}";
        QTest::newRow("a sample too small") << "{'sample': 2}";
        QTest::newRow("too many groups") << "{'clusters': 1000}";
        QTest::newRow("a broken filter") << "{'filter': 'tag:\\u0022x'}";
    }
    void nonsenseIsRefused()
    {
        QFETCH(QString, parameters);
        MapBench bench;
        QVERIFY_EXCEPTION_THROWN(bench.make(parsed(parameters)), Error);
        QVERIFY(bench.workspace.maps().list().empty());
    }

    void aSampleHoldsEveryStratumInProportion()
    {
        std::vector<std::string> strata(1000, "rock");
        std::fill_n(strata.begin(), 250, "jazz");
        strata[3] = "polka";
        const auto taken = tasks::stratifiedSample(strata, 100, 1);
        std::map<std::string, int> counts;
        for (const auto place : taken)
            ++counts[strata[place]];
        QCOMPARE(taken.size(), std::size_t{100});
        QVERIFY(std::is_sorted(taken.begin(), taken.end()) && std::adjacent_find(taken.begin(), taken.end()) == taken.end());
        QCOMPARE(counts["polka"], 1);
        QVERIFY(std::abs(counts["jazz"] - 25) <= 1);
        QCOMPARE(tasks::stratifiedSample(strata, 100, 1), taken);
        QVERIFY(tasks::stratifiedSample(strata, 100, 2) != taken);
        QCOMPARE(tasks::stratifiedSample(strata, 5000, 1).size(), strata.size());
        QCOMPARE(tasks::stratifiedSample(strata, 1, 1).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(tst_map_run)
#include "tst_map_run.moc"
