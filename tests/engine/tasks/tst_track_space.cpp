#include "tests/engine/tasks/map_bench.h"

#include <set>

#include "engine/core/error.h"
#include "engine/core/npy.h"
#include "engine/store/sql.h"
#include "engine/tasks/kept_neighbours.h"
#include "engine/tasks/playlist_file.h"
#include "engine/tasks/track_space.h"
#include "tests/engine/evaluate/golden.h"

using namespace engine;

class tst_track_space : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theGoldensComeOutOfAWorkspace_data()
    {
        SKIP_WITHOUT(goldenFolder("tsne"));
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("cosine");
        QTest::newRow("cosine") << "tag_space_cosine" << true;
        QTest::newRow("Euclidean") << "tag_space_euclidean" << false;
    }
    void theGoldensComeOutOfAWorkspace()
    {
        QFETCH(QString, name);
        QFETCH(bool, cosine);
        const auto all = readGolden(goldenFolder("tsne") / "expected.json");
        const auto golden = all["recommendation"][name.toStdString()];
        MapBench bench(60, 3);
        fillFromGolden(bench, all);
        tasks::SpaceChoice choice;
        choice.metric = cosine ? retrieval::Metric::Cosine : retrieval::Metric::Euclidean;
        const tasks::TrackSpace space(bench.workspace, choice);
        for (std::size_t q = 0; q < 60; ++q) {
            QCOMPARE(placesOf(space.near(std::span(&bench.tracks[q], 1), {10, false, 0})), golden["neighbours_top10"][q].get<std::vector<int>>());
            QCOMPARE(placesOf(space.near(std::span(&bench.tracks[q], 1), {5, true, 0})), golden["top5_excluding_same_artist"][q].get<std::vector<int>>());
        }
        std::vector<std::string> labels;
        for (const auto& label : all["labels"])
            labels.push_back(std::to_string(label.get<int>()));
        auto control = RunControl::silent();
        const auto quality = space.evaluate(labels, false, control);
        COMPARE_GOLDEN(quality.precisionAt5, golden["precision_at_5"]);
        COMPARE_GOLDEN(quality.precisionAt10, golden["precision_at_10"]);
        COMPARE_GOLDEN(quality.meanAveragePrecision, golden["map"]);
        COMPARE_GOLDEN(quality.mrrAt10, golden["mrr_at_10"]);
        COMPARE_GOLDEN(quality.ndcgAt10, golden["ndcg_at_10"]);
    }

    void theQueryIsNeverAmongTheAnswers()
    {
        MapBench bench;
        const tasks::TrackSpace space(bench.workspace, {});
        const std::vector<TrackId> query{bench.tracks[0], bench.tracks[7]};
        const auto hits = space.near(query, {100, false, 0});
        QCOMPARE(hits.size(), std::size_t{58});
        for (const auto& hit : hits)
            QVERIFY(hit.track != query[0] && hit.track != query[1]);
        QVERIFY(std::is_sorted(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.distance < b.distance; }));
    }

    void diversityBringsOtherKindsIn()
    {
        MapBench bench;
        const tasks::TrackSpace space(bench.workspace, {});
        const auto genres = [&](double diversity) {
            std::set<std::size_t> found;
            for (const auto& hit : space.near(std::span(&bench.tracks[0], 1), {5, false, diversity}))
                found.insert(bench.genreOf[value(hit.track) - 1000]);
            return found;
        };
        QCOMPARE(genres(0), std::set<std::size_t>{0});   // 19 others of the same genre are nearer than anything else
        QVERIFY(genres(1).size() > 1);
        QCOMPARE(space.near(std::span(&bench.tracks[0], 1), {5, false, 1}).size(), std::size_t{5});
    }

    void whatIsNotThereIsSaid()
    {
        MapBench bench;
        const tasks::TrackSpace space(bench.workspace, {});
        const TrackId stranger{5};
        QVERIFY_EXCEPTION_THROWN(space.near(std::span(&stranger, 1), {}), Error);
        QVERIFY_EXCEPTION_THROWN(space.near({}, {}), Error);
        tasks::SpaceChoice choice;
        choice.of = "embedding";
        QCOMPARE(tasks::TrackSpace(bench.workspace, choice).size(), std::size_t{60});
        choice.layer = "nowhere";
        QVERIFY_EXCEPTION_THROWN(tasks::TrackSpace(bench.workspace, choice), Error);
        choice.of = "map";
        QVERIFY_EXCEPTION_THROWN(tasks::TrackSpace(bench.workspace, choice), Error);
        bench.make({{"method", "pca"}});
        QCOMPARE(tasks::TrackSpace(bench.workspace, choice).size(), std::size_t{60});
    }

    void aKeptIndexAnswersAsAllVectorsDoAndFollowsChanges()
    {
        MapBench bench;
        auto control = RunControl::silent();
        const store::VectorSource source{bench.run, "embedding"};
        auto report = tasks::keepNeighbours(bench.workspace, source, control, 1);
        QVERIFY(report.wasBuilt);
        QCOMPARE(report.vectors, std::size_t{60});
        // Added, replaced and removed after the file was written.
        bench.workspace.predictions().putEmbedding(bench.run, "embedding", bench.tracks[4], std::vector<float>{0.9F, 0.05F, 0.1F});
        const auto added = bench.workspace.tracks().find(bench.tracks[0]).value();
        auto copy = added;
        copy.id = TrackId{77};
        copy.path = "elsewhere.wav";
        bench.workspace.tracks().upsert(copy);
        bench.workspace.predictions().putEmbedding(bench.run, "embedding", copy.id, std::vector<float>{0.05F, 0.9F, 0.1F});
        SQLite::Statement(bench.workspace.database().connection(), "DELETE FROM embedding WHERE track_id = 1006").exec();
        tasks::SpaceChoice choice;
        choice.of = "embedding";
        const auto compare = [&] {
            choice.exactLimit = 10;
            const tasks::TrackSpace kept(bench.workspace, choice);
            choice.exactLimit = 1000;
            const tasks::TrackSpace exact(bench.workspace, choice);
            QVERIFY(kept.name().ends_with("index of neighbours") && !exact.name().ends_with("index of neighbours"));
            QCOMPARE(kept.size(), std::size_t{60});
            QVERIFY(!kept.contains(bench.tracks[6]) && kept.contains(copy.id));
            for (const bool others : {false, true})
                for (const auto track : {bench.tracks[0], bench.tracks[4], copy.id}) {
                    tasks::NearOptions options{10, others, 0, {}};
                    const auto a = kept.near(std::vector{track}, options), b = exact.near(std::vector{track}, options);
                    QCOMPARE(a.size(), b.size());
                    for (std::size_t i = 0; i < a.size(); ++i)
                        QVERIFY(std::abs(a[i].distance - b[i].distance) < 1e-6);
                }
        };
        compare();
        report = tasks::keepNeighbours(bench.workspace, source, control, 1);
        QVERIFY(!report.wasBuilt);
        QCOMPARE(report.changed, std::size_t{3});
        compare();
        QCOMPARE(tasks::keepNeighbours(bench.workspace, source, control, 1).changed, std::size_t{0});
        // A damaged file is a cache that is lost.
        for (const auto& entry : std::filesystem::directory_iterator(bench.workspace.cacheFolder()))
            std::filesystem::resize_file(entry.path(), 100);
        choice.exactLimit = 10;
        QVERIFY(!tasks::TrackSpace(bench.workspace, choice).name().ends_with("index of neighbours"));
        QVERIFY(tasks::keepNeighbours(bench.workspace, source, control, 1).wasBuilt);
        compare();
    }

    void playlistsHoldTheirOrderAndHardNames()
    {
        const std::vector<tasks::PlaylistEntry> entries{{"/m/a b.wav", "Söng & <one>", "Artist", "", 61.6}, {"/m/two\nlines.wav", "", "", "", 0}, {"/m/\xff.wav", "T", "", "", 1}};
        QCOMPARE(QByteArray::fromStdString(tasks::m3u8Text(entries)),
                 QByteArray("#EXTM3U\n#EXTINF:62,Artist - Söng & <one>\n/m/a b.wav\n#EXTINF:0,two\\x0alines\nfile:///m/two%0Alines.wav\n"
                            "#EXTINF:1,T\nfile:///m/%FF.wav\n"));
        // Read by somebody else's parser.
        QXmlStreamReader reader(QByteArray::fromStdString(tasks::xspfText(entries, "A & B")));
        QStringList locations, titles;
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement()) continue;
            if (reader.name() == QLatin1String("location")) locations << reader.readElementText();
            else if (reader.name() == QLatin1String("title")) titles << reader.readElementText();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(locations, (QStringList{"file:///m/a%20b.wav", "file:///m/two%0Alines.wav", "file:///m/%FF.wav"}));
        QCOMPARE(titles, (QStringList{"A & B", QString::fromUtf8("Söng & <one>"), "T"}));
    }

    void aPlaylistIsWrittenFromTheLibrary()
    {
        MapBench bench;
        const auto file = bench.folder.filePath("list.m3u8").toStdString();
        const std::vector<TrackId> tracks{bench.tracks[3], TrackId{5}, bench.tracks[1]};
        QCOMPARE(tasks::writePlaylist(bench.workspace, tracks, file), std::size_t{2});
        QFile written(QString::fromStdString(file));
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto lines = written.readAll().split('\n');
        QVERIFY(lines[2].endsWith("/music/3.wav") && lines[4].endsWith("/music/1.wav"));
        QVERIFY_EXCEPTION_THROWN(tasks::writePlaylist(bench.workspace, tracks, bench.folder.filePath("list.txt").toStdString()), Error);
        QVERIFY_EXCEPTION_THROWN(tasks::writePlaylist(bench.workspace, {}, file), Error);
    }

private:
    static std::vector<int> placesOf(const std::vector<tasks::NearTrack>& hits)
    {
        std::vector<int> places;
        for (const auto& hit : hits)
            places.push_back(static_cast<int>(value(hit.track) - 1000));
        return places;
    }
    static void fillFromGolden(MapBench& bench, const Json& all)
    {
        const auto array = readNpy(goldenFolder("tsne") / "tag_probabilities.npy");
        bench.workspace.predictions().clear(bench.run);
        store::WriteTransaction transaction(bench.workspace.database());
        const std::size_t width = array.shape[1];
        for (std::size_t i = 0; i < 60; ++i) {
            const std::vector<float> row(array.values.begin() + static_cast<std::ptrdiff_t>(i * width), array.values.begin() + static_cast<std::ptrdiff_t>((i + 1) * width));
            bench.workspace.predictions().put(bench.run, bench.tracks[i], row);
            auto track = *bench.workspace.tracks().find(bench.tracks[i]);
            track.artist = "artist " + std::to_string(all["artists"][i].get<int>());
            bench.workspace.tracks().upsert(track);
        }
        transaction.commit();
    }
};

QTEST_GUILESS_MAIN(tst_track_space)
#include "tst_track_space.moc"
