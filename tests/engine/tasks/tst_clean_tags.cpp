#include <QtTest>

#include <fstream>

#include "engine/core/error.h"
#include "engine/store/cleaning_store.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

using namespace engine;

namespace {

struct CleanBench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
    LibraryId library = workspace.tracks().addLibrary(folder.filePath("music").toStdString(), 0);

    void tag(std::uint64_t id, const std::vector<std::string>& names, const std::string& type = "user-defined")
    {
        store::Track track;
        track.id = TrackId{id};
        track.library = library;
        track.path = track.displayPath = std::to_string(id) + ".wav";
        workspace.tracks().upsert(track);
        for (const auto& name : names)
            workspace.tags().set(track.id, workspace.tags().ensure(name, type), "import:x.csv");
    }
    Json clean(Json parameters)
    {
        RunControl control;
        tasks::TaskContext context{workspace, control};
        return tasks::findTask("clean").run(parameters, context);
    }
    QString tagsOf(std::uint64_t id)
    {
        QStringList all;
        for (const auto& tag : workspace.tags().ofTrack(TrackId{id}))
            if (tag.source == store::CleaningStore::kSource) all << QString::fromStdString(tag.type + "/" + tag.name);
        return all.join(' ');
    }
    store::CleaningStore cleaning() { return store::CleaningStore(workspace.database()); }
};

}  // namespace

class tst_clean_tags : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tracksGetTheTagsThatTheirOwnWereCollapsedTo()
    {
        CleanBench bench;
        bench.tag(1, {"Rock", "rock music", "hapy", "seen live"});
        bench.tag(2, {"indie rock", "1980s"});
        bench.tag(3, {"so sad songs"});
        bench.tag(3, {"jazz"}, "genre");   // a data set's own category is kept
        const auto result = bench.clean({{"stage", 2}});
        QCOMPARE(result["tags"].get<int>(), 7);
        QCOMPARE(bench.tagsOf(1), QString("emotion/happy genre/rock"));
        QCOMPARE(bench.tagsOf(2), QString("genre/indie rock numeric/80s"));
        QCOMPARE(bench.tagsOf(3), QString("emotion/sad"));
        const auto into = bench.cleaning().collapsedInto("ROCK");
        QCOMPARE(into.size(), std::size_t{2});
        QCOMPARE(into[1].name, std::string("rock music"));
        QVERIFY(!into[1].reason.empty());
    }

    void cleaningAgainChangesNothingAndUndoTakesAllAway()
    {
        CleanBench bench;
        bench.tag(1, {"Rock", "hapy"});
        const auto first = bench.clean({{"stage", 2}});
        const auto rows = bench.cleaning().rows().size();
        QCOMPARE(bench.clean({{"stage", 2}}).dump(), first.dump());
        QCOMPARE(bench.cleaning().rows().size(), rows);
        QCOMPARE(bench.tagsOf(1), QString("emotion/happy genre/rock"));
        bench.cleaning().clear();
        QCOMPARE(bench.tagsOf(1), QString());
        QVERIFY(bench.cleaning().rows().empty());
        QCOMPARE(bench.workspace.tags().list().size(), std::size_t{2});
    }

    void whatTheUserDecidedStays()
    {
        CleanBench bench;
        bench.tag(1, {"rock music", "grimy"});
        bench.clean({{"stage", 2}});
        const auto rock = bench.workspace.tags().ensure("rock music", "user-defined"), grimy = bench.workspace.tags().ensure("grimy", "user-defined");
        bench.cleaning().lock({rock, {}, 0, 0, "genre", "", "user", "kept apart by you", true});
        bench.cleaning().lock({grimy, {}, 0, 0, "emotion", "dark", "user", "by you", true});
        QCOMPARE(bench.tagsOf(1), QString("emotion/dark"));
        bench.clean({{"stage", 2}});
        QCOMPARE(bench.tagsOf(1), QString("emotion/dark"));
        bench.cleaning().release(rock);
        bench.clean({{"stage", 2}});
        QCOMPARE(bench.tagsOf(1), QString("emotion/dark genre/rock"));
    }

    void aDryRunAndAStopLeaveNothing()
    {
        CleanBench bench;
        bench.tag(1, {"rock music"});
        bench.clean({{"stage", 2}, {"dry_run", true}});
        QVERIFY(bench.cleaning().rows().empty());
        std::stop_source stop;
        RunControl control(stop.get_token(), [&](const Progress& progress) {
            if (progress.stage == "keep") stop.request_stop();
        });
        tasks::TaskContext context{bench.workspace, control};
        QVERIFY_EXCEPTION_THROWN(tasks::findTask("clean").run({{"stage", 2}}, context), Cancelled);
        QVERIFY(bench.cleaning().rows().empty());
    }

    void stageThreeUsesTheLibrarysOwnTags()
    {
        CleanBench bench;
        for (std::uint64_t i = 1; i <= 60; ++i)
            // "sad" and "gloomy" keep the same company, hence have the same vector.
            bench.tag(i, i % 3 == 0   ? std::vector<std::string>{"sad", "slow", "piano", "rain"}
                         : i % 3 == 1 ? std::vector<std::string>{"gloomy", "slow", "piano", "rain"}
                                      : std::vector<std::string>{"party", "loud", "drums"});
        const auto result = bench.clean({{"stage", 3}, {"percentile", 0.3}});
        QVERIFY(!result["targets"].empty());
        const auto into = bench.cleaning().collapsedInto("sad");
        QVERIFY(std::any_of(into.begin(), into.end(), [](const auto& row) { return row.name == "gloomy" && row.rule == "distance"; }));
        QVERIFY(std::none_of(into.begin(), into.end(), [](const auto& row) { return row.name == "loud"; }));
    }

    void nonsenseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("parameters");
        QTest::newRow("stage") << QByteArray(R"({"stage": 4})");
        QTest::newRow("threshold") << QByteArray(R"({"stage": 1, "threshold": 0})");
        QTest::newRow("match") << QByteArray(R"({"stage": 2, "match": "any"})");
        QTest::newRow("lists") << QByteArray(R"({"stage": 1, "lists": "/nowhere"})");
        QTest::newRow("embeddings") << QByteArray(R"({"stage": 3, "embeddings": "/nowhere"})");
        QTest::newRow("too few tags to place") << QByteArray(R"({"stage": 3})");
    }
    void nonsenseIsRefused()
    {
        QFETCH(QByteArray, parameters);
        CleanBench bench;
        bench.tag(1, {"rock music"});
        QVERIFY_EXCEPTION_THROWN(bench.clean(Json::parse(parameters.toStdString())), Error);
    }
};

QTEST_GUILESS_MAIN(tst_clean_tags)
#include "tst_clean_tags.moc"
