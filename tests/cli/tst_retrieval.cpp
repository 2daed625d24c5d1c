#include "dataset_bench.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

/// words, taste, retrieval: the whole way on tones by twelve artists, with listeners who like low or high ones.
class tst_retrieval : public QObject {
    Q_OBJECT

    DatasetBench m_bench;
    static constexpr int kTracks = 36;

    static QByteArray words(const DatasetBench::Outcome& outcome) { return outcome.out + outcome.err; }
    nlohmann::json done(const QStringList& arguments) const
    {
        const auto outcome = m_bench.run(QStringList{"--threads", "1", "--device", "cpu", "--quiet", "--json"} + arguments);
        if (outcome.status != 0) qWarning("%s", words(outcome).constData());
        return outcome.status == 0 ? outcome.json() : nlohmann::json();
    }
    static QStringList quick(const QStringList& more) { return QStringList{"retrieval", "train", "--split", "tones"} + more; }
    static QString nameOf(int track) { return QStringLiteral("t%1.wav").arg(track, 2, 10, QLatin1Char('0')); }
    static bool isLow(int track) { return track % 2 == 0; }

private Q_SLOTS:
    void initTestCase()
    {
        QByteArray table = "path,artist,tags\n";
        for (int track = 0; track < kTracks; ++track) {
            m_bench.writeTone("music/" + nameOf(track), isLow(track) ? 120 + 5 * track : 1500 + 40 * track);
            table += nameOf(track).toUtf8() + ",Artist " + QByteArray::number(track / 3) + "," + (isLow(track) ? "low" : "high") + (track % 3 == 0 ? ";soft" : "") +
                     (track % 5 == 0 ? ";nameless" : "") + "\n";
        }
        m_bench.write("tones.csv", table);
        QVERIFY(!done({"library", "scan", m_bench.path("music")}).is_null());
        QVERIFY(!done({"tags", "import", m_bench.path("tones.csv")}).is_null());
        m_bench.write("words.txt", "the 0.1 0.1 0.1 0.1\nlow 1 0 0.1 0\nhigh 0 1 0 0.1\nsoft 0.3 0.2 1 0\nquiet 0.35 0.2 0.9 0.1\n");
        // A dozen people hear low tones, a dozen high ones; the last track is heard by nobody.
        std::mt19937 random(3);
        QByteArray plays;
        for (int user = 0; user < 24; ++user)
            for (int track = 0; track < kTracks - 1; ++track)
                if ((user % 2 == 0) == isLow(track) && random() % 3 != 0) plays += "u" + QByteArray::number(user) + "\t" + nameOf(track).toUtf8() + "\t" + QByteArray::number(1 + random() % 4) + "\n";
        m_bench.write("plays.tsv", plays);
    }

    void wordVectorsAreTakenInAndListed()
    {
        const auto imported = done({"words", "import", m_bench.path("words.txt"), "--name", "tiny", "--most", "1"});
        QCOMPARE(imported["words"].get<int>(), 4);   // the first, and those the tags ask for
        QCOMPARE(imported["dimension"].get<int>(), 4);
        QCOMPARE(imported["tags"].get<int>(), 4);
        QCOMPARE(imported["tags_with_vector"].get<int>(), 3);
        QCOMPARE(done({"words", "import", m_bench.path("words.txt"), "--name", "tiny"})["words"].get<int>(), 5);
        QCOMPARE(done({"words", "import", "--from-tags"})["name"].get<std::string>(), std::string("library"));
        const auto sets = done({"words", "list"})["sets"];
        QCOMPARE(sets.size(), std::size_t{2});   // a set of the same name was replaced
        const auto near = done({"words", "near", "quiet", "--set", "tiny", "--k", "2"})["sets"];
        QCOMPARE(near.size(), std::size_t{1});
        QCOMPARE(near[0]["tags"][0]["tag"].get<std::string>(), std::string("soft"));   // cosine of (0.35 0.2 0.9 0.1) and (0.3 0.2 1 0)
        QVERIFY(std::abs(near[0]["tags"][0]["distance"].get<double>() - (1 - 1.045 / (std::sqrt(0.9825) * std::sqrt(1.13)))) < 1e-5);
        const auto both = m_bench.run({"words", "near", "low"});
        QVERIFY2(both.out.contains("tiny") && both.out.contains("library"), both.out);
        QCOMPARE(m_bench.run({"words", "near", "low", "--set", "none"}).status, 1);
        QCOMPARE(m_bench.run({"words", "import", m_bench.path("none.txt")}).status, 1);
        QCOMPARE(m_bench.run({"words", "import"}).status, 2);
    }

    void aSplitHasEnoughOfEveryTagOrSaysWhatPreventsIt()
    {
        const auto missing = m_bench.run({"retrieval", "split"});   // the published word vectors are not here
        QCOMPARE(missing.status, 1);
        QVERIFY2(missing.err.contains("google") && missing.err.contains("tiny"), missing.err);
        const auto made = done({"retrieval", "split", "--name", "tones", "--words", "tiny", "--minimum", "1"});
        QVERIFY(made["reached"].get<bool>());
        QCOMPARE(made["artists"].get<int>(), 12);
        QCOMPARE(made["counts"]["train"].get<int>(), 24);   // floor(12 * 0.7) artists of three
        QCOMPARE(made["tags_without_vector"].dump(), std::string(R"(["nameless"])"));
        QCOMPARE(made["tags"].size(), std::size_t{3});
        for (const auto& tag : made["tags"])
            for (const char* part : {"train", "valid", "test"})
                QVERIFY(tag[part].get<int>() >= 1);
        const auto tooMuch = done({"retrieval", "split", "--name", "greedy", "--words", "tiny", "--minimum", "4", "--tries", "40"});
        QVERIFY(!tooMuch["reached"].get<bool>());
        QCOMPARE(tooMuch["tries"].get<int>(), 40);
        QVERIFY(tooMuch["blocking_tags"].size() >= 1 && tooMuch["best_try"].get<int>() >= 1);
        const auto shown = m_bench.run({"retrieval", "split", "--name", "greedy", "--words", "tiny", "--minimum", "1000", "--tries", "3"});
        QVERIFY2(QRegularExpression(R"(\n +\d+ +\d+ +\d+  low\n)").match(QString::fromUtf8(shown.out)).hasMatch(), shown.out);   // train, valid and test apart
        QCOMPARE(done({"retrieval", "split", "--name", "again", "--words", "tiny", "--minimum", "1"})["tags"], made["tags"]);   // the seed decides
        const auto check = m_bench.run({"split", "check", "--name", "tones", "--group-by", "artist"});
        QVERIFY2(check.status == 0, words(check));
    }

    void playsBecomeFactorsAndWhoIsUnknownIsNamed()
    {
        const auto imported = done({"taste", "import", m_bench.path("plays.tsv"), "--name", "us"});
        QCOMPARE(imported["users"].get<int>(), 24);
        QCOMPARE(imported["matched"].get<int>(), kTracks - 1);
        QCOMPARE(imported["tracks_without"]["count"].get<int>(), 1);
        QVERIFY(imported["tracks_without"]["names"][0].get<std::string>().find("t35") != std::string::npos);
        const auto fitted = done({"taste", "fit", "--factors", "8", "-o", m_bench.path("factors.npy")});
        QCOMPARE(fitted["factors"].get<int>(), 8);
        QCOMPARE(fitted["matched"].get<int>(), kTracks - 1);
        QVERIFY(QFile::exists(m_bench.path("factors.npy")) && QFile::exists(m_bench.path("factors.txt")));
        const auto ready = done({"taste", "import", m_bench.path("factors.npy"), "--ids", m_bench.path("factors.txt"), "--name", "ready"});
        QCOMPARE(ready["kind"].get<std::string>(), std::string("factors"));
        QCOMPARE(ready["matched"].get<int>(), kTracks - 1);
        m_bench.write("few.txt", "one\n");
        const auto wrong = m_bench.run({"taste", "import", m_bench.path("factors.npy"), "--ids", m_bench.path("few.txt")});
        QCOMPARE(wrong.status, 1);
        QVERIFY2(wrong.err.contains("1 ids for 35 rows"), wrong.err);
        m_bench.write("bad.tsv", "u\tsong\t0\n");
        QCOMPARE(m_bench.run({"taste", "import", m_bench.path("bad.tsv")}).status, 1);
    }

    void tasteTellsTheTonesApart()
    {
        const auto trained = done(quick({"--input", "cf", "--taste", "us", "--sampling", "balanced-weighted", "--epochs", "4", "--items", "640", "--batch", "32", "--lr", "0.01", "--hold-out", "soft"}));
        QCOMPARE(trained["sampling"].get<std::string>(), std::string("balanced-weighted"));
        QCOMPARE(trained["tags"].get<int>(), 2);
        QCOMPARE(trained["epochs"].size(), std::size_t{4});
        QCOMPARE(trained["placed_tracks"].get<int>(), kTracks - 1);
        const auto tested = done({"retrieval", "test"})["runs"][0];
        QVERIFY2(tested["mean"]["map"].get<double>() > 0.95, tested["mean"].dump().c_str());   // who hears low tones hears low ones
        QVERIFY(tested["floor"]["map"].get<double>() < 0.8);
        QCOMPARE(tested["held_out"]["tags"][0]["tag"].get<std::string>(), std::string("soft"));
        QVERIFY(tested["held_out"]["tags"][0]["floor"]["precision_at_10"].get<double>() > 0);
    }

    void wordsAndTracksAreSearchedInTheSpaceThatWasTrained()
    {
        const auto genres = [](const nlohmann::json& document) {
            std::set<bool> low;
            for (const auto& hit : document["hits"])
                low.insert(hit["path"].get<std::string>().find_first_of("13579", hit["path"].get<std::string>().rfind('.') - 1) == std::string::npos);
            return low;
        };
        const auto low = done({"search", "--tag", "low", "--k", "12"});
        QCOMPARE(low["by"].get<std::string>(), std::string("joint"));
        QVERIFY(low["method"].get<std::string>().starts_with("metric model 1 (balanced-weighted cf, by taste)"));
        QCOMPARE(low["not_placed"].get<int>(), 1);
        QCOMPARE(genres(low), std::set<bool>{true});
        const auto quiet = done({"search", "--tag", "quiet", "--method", "joint"});   // never a tag
        QCOMPARE(quiet["hits"].size(), std::size_t{10});
        QCOMPARE(quiet["words"][0]["vectors"].get<std::string>(), std::string("tiny"));
        QVERIFY(quiet["hits"][0]["reasons"][0]["closeness"].get<double>() < 1);
        const auto id = low["hits"][0]["id"].get<std::string>();
        QCOMPARE(genres(done({"search", "--like", id.c_str(), "--k", "8"})), std::set<bool>{true});
        QCOMPARE(genres(done({"search", "--like", id.c_str(), "--more", "high", "--less", "low", "--strength", "3", "--k", "8"})), std::set<bool>{false});
        QCOMPARE(genres(done({"recommend", id.c_str(), "--space", "joint", "--k", "8"})), std::set<bool>{true});
        const auto carried = done({"search", "--tag", "low", "--method", "library", "--k", "40"});
        QCOMPARE(carried["by"].get<std::string>(), std::string("library"));
        QCOMPARE(carried["hits"].size(), std::size_t{kTracks / 2});
        QCOMPARE(m_bench.run({"search", "--tag", "low", "--method", "tags"}).status, 1);   // nothing was predicted
    }

    void soundAndBothStandBesideTaste()
    {
        const QStringList small{"--epochs", "1", "--items", "8", "--batch", "4", "--chunks", "1", "--frames", "128"};
        QCOMPARE(m_bench.run(quick(small)).status, 1);   // no melgrams yet
        const auto sound = done(quick(small) + QStringList{"--prepare", "--name", "sound"});
        QCOMPARE(sound["placed_tracks"].get<int>(), kTracks);
        const auto both = done(quick(small) + QStringList{"--input", "hybrid", "--taste", "us", "--name", "both"});
        QCOMPARE(both["placed_tracks"].get<int>(), kTracks - 1);
        const auto table = m_bench.run({"retrieval", "test", "sound", "both", "balanced-weighted cf"});
        QVERIFY2(table.status == 0, words(table));
        for (const char* word : {"spec", "hybrid", "cf", "random order", "published"})
            QVERIFY2(table.out.contains(word), table.out);
    }

    void theThreeSamplingsAreComparedInOneStep()
    {
        const QStringList arguments = quick({"--input", "cf", "--taste", "us", "--epochs", "1", "--items", "64", "--batch", "32", "--compare-sampling"});
        const auto compared = done(arguments);
        QCOMPARE(compared["runs"].size(), std::size_t{3});
        QCOMPARE(compared["published"].size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(compared["runs"][i]["sampling"], compared["published"][i]["sampling"]);
        QCOMPARE(done(arguments)["runs"][2]["run"], compared["runs"][2]["run"]);   // finished ones are not trained again
    }

    void theTableShowsModelsSideBySideAsTheyWereTested()
    {
        m_bench.run({"retrieval", "test", "sound", "both", "balanced-weighted cf"});
        const auto tested = done({"retrieval", "test", "sound"})["runs"][0];
        const auto table = done({"retrieval", "table", "--csv", m_bench.path("table.csv")});
        std::map<std::string, int> kinds;
        for (const auto& column : table["columns"])
            ++kinds[column["kind"].get<std::string>() + (column["kind"] == "model" ? " " + column["input"].get<std::string>() : std::string())];
        QCOMPARE(kinds["model spec"], 1);
        QCOMPARE(kinds["model hybrid"], 1);
        QVERIFY(kinds["model cf"] >= 1);
        QCOMPARE(kinds["random"], 1);   // one split
        QCOMPARE(kinds["published"], 5);
        const auto at = std::ranges::find_if(table["columns"], [](const auto& column) { return column["input"] == "spec" && column["kind"] == "model"; }) - table["columns"].begin();
        QCOMPARE(table["rows"][0]["scores"][static_cast<std::size_t>(at)], tested["mean"]);
        for (const auto& row : table["rows"])
            if (row["name"] == "low") QCOMPARE(row["scores"][static_cast<std::size_t>(at)]["map"], tested["tags"][1]["map"]);   // high, low, soft
        QFile csv(m_bench.path("table.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto lines = csv.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), static_cast<qsizetype>(table["rows"].size()) + 1);
        QVERIFY(lines[1].startsWith("all,,,"));
        const auto shown = m_bench.run({"retrieval", "table", "both"});
        for (const char* words : {"precision@10", "MAP", "ROC-AUC", "hybrid", "random order of split tones", "published: Million Song Dataset, 100 tags, spec, balanced-weighted", "    low"})
            QVERIFY2(shown.out.contains(words), shown.out);
        QVERIFY(!shown.out.contains("(sound"));
        QCOMPARE(m_bench.run({"retrieval", "table", "nobody"}).status, 1);
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("no such split") << QStringList{"retrieval", "train", "--split", "none"} << 1;
        QTest::newRow("margin") << quick({"--margin", "3"}) << 2;
        QTest::newRow("both ways to say it") << quick({"--sampling", "random", "--balanced"}) << 2;
        QTest::newRow("too short a chunk") << quick({"--frames", "100"}) << 2;
        QTest::newRow("nobody held out") << quick({"--input", "cf", "--hold-out", "nobody"}) << 1;
        QTest::newRow("no such model") << QStringList{"retrieval", "test", "99"} << 1;
        QTest::newRow("no such profile") << quick({"--input", "cf", "--taste", "them"}) << 1;
        QTest::newRow("nothing to fit") << QStringList{"taste", "fit", "--name", "ready"} << 1;
    }
    void nonsenseIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const auto outcome = m_bench.run(arguments);
        QVERIFY2(outcome.status == status, words(outcome));
    }
};

QTEST_GUILESS_MAIN(tst_retrieval)
#include "tst_retrieval.moc"
