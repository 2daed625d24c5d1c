#include <QtTest>

#include <map>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/make_split.h"
#include "engine/tasks/task.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

struct Bench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(fs::path(folder.path().toStdString()) / "workspace");
    LibraryId library = workspace.tracks().addLibrary(fs::path(folder.path().toStdString()) / "music", 0);

    void addTrack(std::uint64_t id, const std::string& artist, const std::string& audioHash = {}, store::TrackState state = store::TrackState::Ready)
    {
        store::Track track;
        track.id = TrackId{id};
        track.library = library;
        track.path = track.displayPath = std::to_string(id) + ".wav";
        track.artist = artist;
        track.audioHash = audioHash;
        track.state = state;
        workspace.tracks().upsert(track);
    }
    Json make(Json parameters)
    {
        auto control = RunControl::silent();
        tasks::TaskContext context{workspace, control};
        return tasks::findTask("split").run(parameters, context);
    }
    std::map<std::uint64_t, Part> parts(const std::string& name)
    {
        std::map<std::uint64_t, Part> parts;
        for (const auto& member : workspace.splits().members(workspace.splits().find(name)->id))
            parts[value(member.track)] = member.part;
        return parts;
    }
};

}  // namespace

class tst_make_split : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyReadableTracksAreAssignedAndTagsAreCounted()
    {
        Bench bench;
        const auto rock = bench.workspace.tags().ensure("rock", "genre");
        for (std::uint64_t id = 1; id <= 100; ++id) {
            bench.addTrack(id, "");
            if (id <= 20) bench.workspace.tags().set(TrackId{id}, rock, "user");
        }
        bench.addTrack(101, "", "", store::TrackState::Unreadable);
        bench.addTrack(102, "", "", store::TrackState::Missing);
        const auto result = bench.make({{"name", "first"}, {"ratios", {80, 10, 10}}, {"seed", 3}});
        QCOMPARE(result["counts"].dump(), std::string(R"({"train":80,"valid":10,"test":10})"));
        QCOMPARE(result["tags"].dump(), std::string(R"([{"tag":"rock","type":"genre","train":16,"valid":2,"test":2}])"));
        QCOMPARE(result["untagged"].get<int>(), 80);
        const auto parts = bench.parts("first");
        QCOMPARE(parts.size(), std::size_t{100});
        QVERIFY(!parts.contains(101) && !parts.contains(102));
    }

    void sameSeedSameSplit()
    {
        Bench bench;
        for (std::uint64_t id = 1; id <= 60; ++id)
            bench.addTrack(id, "");
        bench.make({{"name", "a"}, {"seed", 1}});
        bench.make({{"name", "b"}, {"seed", 1}});
        bench.make({{"name", "c"}, {"seed", 2}});
        QVERIFY(bench.parts("a") == bench.parts("b"));
        QVERIFY(bench.parts("a") != bench.parts("c"));
    }

    void artistsAndCopiesDoNotCrossAndTheCheckAgrees()
    {
        Bench bench;
        for (std::uint64_t id = 1; id <= 90; ++id)
            bench.addTrack(id, "Artist " + std::to_string(id % 15), id == 1 || id == 2 ? "same" : "h" + std::to_string(id));
        const auto result = bench.make({{"name", "grouped"}, {"group_by", "artist"}, {"ratios", {60, 20, 20}}});
        QCOMPARE(result["units"].get<int>(), 14);
        QCOMPARE(result["copies"].get<int>(), 2);
        QVERIFY(result["quality"]["share_deviation"]["train"].is_number());
        const auto lines = tasks::splitLines(bench.workspace, tasks::namedSplit(bench.workspace, "grouped").id);
        QCOMPARE(lines.size(), std::size_t{90});
        QVERIFY(dataset::findOffenders(lines, dataset::GroupBy::Artist).empty());

        // A foreign table knows no copies; the library does.
        std::vector<dataset::SplitLine> foreign{{toHex(TrackId{1}), "", "", "", "", "", "train"}, {"", "2.wav", "", "", "", "", "test"}};
        tasks::completeLines(bench.workspace, foreign);
        const auto offenders = dataset::findOffenders(foreign, dataset::GroupBy::None);
        QCOMPARE(offenders.size(), std::size_t{1});
        QCOMPARE(offenders[0].kind, std::string("duplicate"));
    }

    void withoutTracksOrWithStrangeSharesNothingIsMade_data()
    {
        QTest::addColumn<int>("tracks");
        QTest::addColumn<QVector<double>>("shares");
        QTest::newRow("empty library") << 0 << QVector<double>{80, 10, 10};
        QTest::newRow("two shares") << 10 << QVector<double>{80, 20};
        QTest::newRow("no training part") << 10 << QVector<double>{0, 50, 50};
    }
    void withoutTracksOrWithStrangeSharesNothingIsMade()
    {
        QFETCH(int, tracks);
        QFETCH(QVector<double>, shares);
        Bench bench;
        for (int id = 1; id <= tracks; ++id)
            bench.addTrack(static_cast<std::uint64_t>(id), "");
        QVERIFY_EXCEPTION_THROWN(bench.make({{"ratios", std::vector<double>(shares.begin(), shares.end())}}), Error);
        QVERIFY(bench.workspace.splits().list().empty());
    }
};

QTEST_GUILESS_MAIN(tst_make_split)
#include "tst_make_split.moc"
