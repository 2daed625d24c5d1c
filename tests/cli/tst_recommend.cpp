#include "tests/cli/dataset_bench.h"

namespace {

/// Twelve tones with predictions of two tags, written by somebody else's SQLite: the first six are "low", the others "high".
const char* kPredictions = R"py(
import json, sqlite3, struct, sys
db = sqlite3.connect(sys.argv[1])
db.execute("INSERT INTO preset VALUES ('h', 'made up', '{}')")
tags = json.dumps([dict(tag='low', type='genre'), dict(tag='high note', type='genre')])
db.execute("INSERT INTO run (name, architecture, preset_hash, config, tags, seed, created_at, state, best_epoch) VALUES "
           "('made-up', 'musicnn', 'h', '{}', ?, 0, '2026-01-01T00:00:00Z', 'trained', 1)", (tags,))
db.execute("INSERT INTO tag (name, type) VALUES ('low', 'genre'), ('high note', 'genre')")
rows = db.execute("SELECT id, display_path FROM track ORDER BY display_path").fetchall()
for i, (track, path) in enumerate(rows):
    high = i >= 6
    db.execute("INSERT INTO prediction VALUES (1, ?, ?)", (track, struct.pack('<2f', 0.9 - 0.8 * high - 0.001 * i, 0.1 + 0.8 * high - 0.001 * i)))
    db.execute("INSERT INTO track_tag SELECT ?, id, 'user', 1 FROM tag WHERE name = ?", (track, 'high note' if high else 'low'))
db.commit()
)py";

}  // namespace

class tst_recommend : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QDir().mkpath(m_bench.path("music"));
        for (int i = 0; i < 12; ++i)
            m_bench.writeTone(QStringLiteral("music/%1.wav").arg(i, 2, 10, QLatin1Char('0')), 200 + 40 * i);
        QCOMPARE(m_bench.run({"library", "scan", m_bench.path("music")}).status, 0);
        QProcess python;
        python.start("/usr/bin/python3", {"-c", kPredictions, m_bench.path("workspace/workspace.sqlite")});
        QVERIFY(python.waitForFinished() && python.exitStatus() == QProcess::NormalExit);
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError().constData());
        const auto library = m_bench.run({"library", "list", "--json"}).json();
        for (const auto& track : library["tracks"])
            m_ids << QString::fromStdString(track["id"].get<std::string>());
        QCOMPARE(m_ids.size(), 12);
    }

    void theSameKindIsRecommendedAndNeverTheQuery_data()
    {
        QTest::addColumn<QString>("track");
        QTest::newRow("by id") << m_ids[2];
        QTest::newRow("by path") << m_bench.path("music/02.wav");
    }
    void theSameKindIsRecommendedAndNeverTheQuery()
    {
        QFETCH(QString, track);
        const auto outcome = m_bench.run({"recommend", track, "--k", "5", "--json"});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QCOMPARE(document["space"].get<std::string>(), std::string("tag space of run 1 (made-up), cosine"));
        QCOMPARE(document["hits"].size(), std::size_t{5});
        double before = -1;
        for (const auto& hit : document["hits"]) {
            const auto place = m_ids.indexOf(QString::fromStdString(hit["id"].get<std::string>()));
            QVERIFY(place >= 0 && place < 6 && place != 2);
            QVERIFY(hit["distance"].get<double>() >= before);
            before = hit["distance"].get<double>();
        }
    }

    void evaluationIsPerfectWhereTheLabelsAreTheTags()
    {
        const auto document = m_bench.run({"recommend", "--evaluate", "--label", "genre", "--json"}).json();
        QCOMPARE(document["queries"].get<int>(), 12);
        QCOMPARE(document["precision_at_5"].get<double>(), 1.0);
        QCOMPARE(document["map"].get<double>(), 1.0);
        QCOMPARE(document["mrr_at_10"].get<double>(), 1.0);
        QCOMPARE(document["ndcg_at_10"].get<double>(), 1.0);
        QCOMPARE(document["precision_at_10"].get<double>(), 0.5);   // five of ten can be right
    }

    void playedTracksLeaveOneOut()
    {
        // Two listeners of one kind of music each, one of a single track. Whatever is left out, the five others of its kind are nearest.
        QFile plays(m_bench.path("plays.tsv"));
        QVERIFY(plays.open(QIODevice::WriteOnly));
        for (int i = 0; i < 6; ++i)
            plays.write(QStringLiteral("ann\t%1\t3\r\nbob\t%2\t1\r\n").arg(m_ids[i], m_ids[6 + i]).toUtf8());
        plays.write("cy\t" + m_ids[0].toUtf8() + "\t1\ncy\tnowhere.wav\t2\n");
        plays.close();
        const auto outcome = m_bench.run({"recommend", "--evaluate", "--plays", m_bench.path("plays.tsv"), "--k", "1", "--json"});
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        const auto document = outcome.json();
        QCOMPARE(document["hit_rate"].get<double>(), 1.0);
        QCOMPARE(document["by_chance"].get<double>(), 1.0 / 7);   // one of the seven that the listener has not
        QCOMPARE(document["listeners"].get<int>(), 2);
        QCOMPARE(document["left_out"].get<int>(), 1);
        QCOMPARE(document["unknown_tracks"].get<int>(), 1);
    }

    void searchSaysWhatAnsweredAndWhy()
    {
        const auto document = m_bench.run({"search", "--tag", "high note kazoo", "--k", "6", "--json"}).json();
        QCOMPARE(document["method"].get<std::string>(), std::string("predicted tags of run 1 (made-up)"));
        QCOMPARE(document["unknown_words"][0].get<std::string>(), std::string("kazoo"));
        for (const auto& hit : document["hits"]) {
            QVERIFY(m_ids.indexOf(QString::fromStdString(hit["id"].get<std::string>())) >= 6);
            QCOMPARE(hit["reasons"][0]["tag"].get<std::string>(), std::string("high note"));
        }
        const auto like = m_bench.run({"search", "--like", m_ids[11], "--k", "3", "--json"}).json();
        QCOMPARE(like["hits"].size(), std::size_t{3});
    }

    void mapsAreMadeListedExportedAndRemoved()
    {
        const auto map = m_bench.run({"map", "--method", "pca", "--clusters", "2", "--tracks", m_ids.mid(0, 8).join(QLatin1Char(',')), "--json"});
        QVERIFY2(map.status == 0, map.err.constData());
        QCOMPARE(map.json()["tracks"].get<int>(), 8);
        const auto number = QString::number(map.json()["map"].get<int>());
        QCOMPARE(m_bench.run({"maps", "list", "--json"}).json()["maps"].size(), std::size_t{1});
        QCOMPARE(m_bench.run({"maps", "export", number, "-o", m_bench.path("map.csv")}).status, 0);
        QFile table(m_bench.path("map.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QCOMPARE(table.readAll().split('\n').size(), 10);   // heading, eight rows, the end
        const auto sampled = m_bench.run({"map", "--method", "pca", "--sample", "6"});
        QVERIFY(sampled.out.contains("A sample of 12 tracks, stratified by genre"));
        QCOMPARE(m_bench.run({"maps", "remove", number}).status, 0);
        QCOMPARE(m_bench.run({"maps", "remove", number}).status, 1);
    }

    void playlistsAreWritten()
    {
        for (const char* name : {"list.m3u8", "list.xspf"}) {
            const auto outcome = m_bench.run({"playlist", "export", "--like", m_ids[0], "--k", "4", "-o", m_bench.path(name), "--json"});
            QVERIFY2(outcome.status == 0, outcome.err.constData());
            QCOMPARE(outcome.json()["tracks"].get<int>(), 5);   // what it is like comes first
            QFile list(m_bench.path(name));
            QVERIFY(list.open(QIODevice::ReadOnly));
            QCOMPARE(list.readAll().count(".wav"), 5);
        }
        QCOMPARE(m_bench.run({"playlist", "export", "--filter", "path:0", "-o", m_bench.path("f.m3u8"), "--json"}).json()["tracks"].get<int>(), 11);
    }

    void wordsPushWhatIsLikeATrackAndFiltersNarrow()
    {
        const auto pushed = m_bench.run({"search", "--like", m_ids[0], "--more", "high note", "--less", "low", "--strength", "3", "--k", "4", "--json"});
        QVERIFY2(pushed.status == 0, pushed.err.constData());
        QCOMPARE(pushed.json()["method"].get<std::string>(), std::string("tag space of run 1 (made-up), cosine, more high note, less low"));
        for (const auto& hit : pushed.json()["hits"])
            QVERIFY(m_ids.indexOf(QString::fromStdString(hit["id"].get<std::string>())) >= 6);
        const auto narrowed = m_bench.run({"search", "--tag", "-low", "--filter", "genre:low", "--json"}).json();
        QCOMPARE(narrowed["hits"].size(), std::size_t{6});
        QVERIFY(narrowed["hits"][0]["reasons"][0]["less"].get<bool>());
    }

    void playlistsAreKeptListedAndWalkAcrossMaps()
    {
        QCOMPARE(m_bench.run({"map", "--method", "pca", "--json"}).status, 0);
        const auto walked = m_bench.run({"playlist", "save", "Walk", "--path", "-9,0 9,0", "--k", "12", "--json"});
        QVERIFY2(walked.status == 0, walked.err.constData());
        QCOMPARE(walked.json()["tracks"].get<int>(), 12);
        QCOMPARE(m_bench.run({"playlist", "save", "Two", m_ids[5], m_ids[3]}).status, 0);
        const auto lists = m_bench.run({"playlist", "list", "--json"}).json()["playlists"];
        QCOMPARE(lists.size(), std::size_t{2});
        QCOMPARE(lists[0]["tracks"][0]["id"].get<std::string>(), m_ids[5].toStdString());
        QCOMPARE(lists[0]["tracks"][1]["id"].get<std::string>(), m_ids[3].toStdString());
        // The first principal axis parts the two kinds: a walk along it meets one kind first, then the other.
        std::vector<bool> high;
        for (const auto& track : lists[1]["tracks"])
            high.push_back(m_ids.indexOf(QString::fromStdString(track["id"].get<std::string>())) >= 6);
        QCOMPARE(std::adjacent_find(high.begin(), high.end(), std::not_equal_to<>()) - high.begin(), std::ptrdiff_t{5});
        QCOMPARE(m_bench.run({"playlist", "export", "--playlist", "Two", "-o", m_bench.path("two.m3u8"), "--json"}).json()["tracks"].get<int>(), 2);
        QCOMPARE(m_bench.run({"playlist", "remove", "Two"}).status, 0);
        QCOMPARE(m_bench.run({"playlist", "remove", "Two"}).status, 1);
    }

    void anIndexIsBuiltOnceAndThenBroughtUpToDate()
    {
        const auto first = m_bench.run({"index", "--of", "tags", "--json"});
        QVERIFY2(first.status == 0, first.err.constData());
        QVERIFY(first.json()["built"].get<bool>());
        QCOMPARE(first.json()["vectors"].get<int>(), 12);
        const auto second = m_bench.run({"index", "--of", "tags", "--json"}).json();
        QVERIFY(!second["built"].get<bool>());
        QCOMPARE(second["changed"].get<int>(), 0);
        QCOMPARE(m_bench.run({"index", "--of", "embedding"}).status, 1);   // none were kept
    }

    void nonsenseFailsWithAReason_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("no track") << QStringList{"recommend"} << 2;
        QTest::newRow("an unknown track") << QStringList{"recommend", "ffffffffffffffff"} << 1;
        QTest::newRow("a part without a split") << QStringList{"recommend", "--evaluate", "--part", "test"} << 1;
        QTest::newRow("no embedding") << QStringList{"recommend", m_ids[0], "--space", "embedding"} << 1;
        QTest::newRow("no query") << QStringList{"search"} << 2;
        QTest::newRow("no such word") << QStringList{"search", "--tag", "kazoo"} << 1;
        QTest::newRow("no metric model") << QStringList{"search", "--tag", "low", "--method", "joint"} << 1;
        QTest::newRow("words have no place on a map") << QStringList{"search", "--tag", "low", "--method", "map"} << 1;
        QTest::newRow("the library's tags are no places") << QStringList{"search", "--like", m_ids[0], "--method", "library"} << 1;
        QTest::newRow("a method said twice") << QStringList{"search", "--like", m_ids[0], "--space", "tags", "--method", "tags"} << 2;
        QTest::newRow("an unknown ending") << QStringList{"playlist", "export", m_ids[0], "-o", m_bench.path("list.pls")} << 1;
        QTest::newRow("half a corner") << QStringList{"playlist", "save", "x", "--path", "1 2,3"} << 1;
        QTest::newRow("an unknown playlist") << QStringList{"playlist", "export", "--playlist", "none", "-o", m_bench.path("x.m3u8")} << 1;
        QTest::newRow("more of something, like nothing") << QStringList{"search", "--tag", "low", "--more", "high note"} << 2;
        QTest::newRow("a map of nothing") << QStringList{"map", "--filter", "path:nowhere"} << 1;
        QTest::newRow("an unknown map") << QStringList{"maps", "export", "99", "-o", m_bench.path("x.csv")} << 1;
    }
    void nonsenseFailsWithAReason()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const auto outcome = m_bench.run(arguments);
        QCOMPARE(outcome.status, status);
        QVERIFY(outcome.out.isEmpty() && !outcome.err.isEmpty());
    }

private:
    DatasetBench m_bench;
    QStringList m_ids;
};

QTEST_GUILESS_MAIN(tst_recommend)
#include "tst_recommend.moc"
