#include <QtTest>

#include <fstream>
#include <map>
#include <numeric>

#include "engine/core/error.h"
#include "engine/dsp/preset.h"
#include "engine/store/workspace.h"
#include "engine/tasks/melgram_needs.h"
#include "engine/tasks/resample_split.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"
#include "scan_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// Tracks 1..100 in training, 101..120 valid, 121..140 test; "rare" on 10 training tracks, "common" on 80.
struct ResampleBench {
    QTemporaryDir folder;
    fs::path root{folder.path().toStdString()};
    store::Workspace workspace = store::Workspace::openOrCreate(root / "workspace");
    LibraryId library = workspace.tracks().addLibrary(root / "music", 0);
    store::Split split;

    ResampleBench()
    {
        const auto rare = workspace.tags().ensure("rare", "genre"), common = workspace.tags().ensure("common", "genre");
        std::vector<store::SplitMember> members;
        for (std::uint64_t id = 1; id <= 140; ++id) {
            store::Track track;
            track.id = TrackId{id};
            track.library = library;
            track.path = track.displayPath = std::to_string(id) + ".wav";
            workspace.tracks().upsert(track);
            const auto part = id <= 100 ? Part::Train : id <= 120 ? Part::Valid : Part::Test;
            members.push_back({track.id, part});
            if (id % 10 == 0) workspace.tags().set(track.id, rare, "user");
            if (id % 5 != 0) workspace.tags().set(track.id, common, "user");
        }
        workspace.splits().put({{}, "s", 0, {0.8, 0.1, 0.1}, true, "none"}, members);
        split = *workspace.splits().find("s");
    }
    Json run(const char* task, Json parameters)
    {
        RunControl control;
        tasks::TaskContext context{workspace, control};
        return tasks::runAsJob(task, parameters, context);
    }
    std::int64_t count(const Json& document, const std::string& tag, const char* when) const
    {
        for (const auto& row : document["tags"])
            if (row["tag"] == tag) return row["train"][when];
        return -1;
    }
};

}  // namespace

class tst_resample_split : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRatioTakesWholeCopiesAndAShareMore_data()
    {
        QTest::addColumn<QString>("wish");
        QTest::addColumn<int>("occurrences");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("over") << "1.3" << 130 << 1 << 2;
        QTest::newRow("under") << "0.5" << 50 << 0 << 1;
        QTest::newRow("target") << "250" << 250 << 2 << 3;
        QTest::newRow("times") << "2x" << 200 << 2 << 2;
    }
    void aRatioTakesWholeCopiesAndAShareMore()
    {
        QFETCH(QString, wish);
        QFETCH(int, occurrences);
        QFETCH(int, least);
        QFETCH(int, most);
        ResampleBench bench;
        const auto document = bench.run("resample", {{"split", "s"}, {"wish", wish.toStdString()}});
        QCOMPARE(document["tracks"]["train"]["after"].get<int>(), occurrences);
        QCOMPARE(document["tracks"]["train"]["before"].get<int>(), 100);
        QCOMPARE(document["tracks"]["test"]["after"].get<int>(), 20);
        const tasks::Occurrences counts(bench.workspace, bench.split.id);
        for (std::uint64_t id = 1; id <= 140; ++id) {
            const int n = counts.of(TrackId{id});
            QVERIFY(id > 100 ? n == 1 : n >= least && n <= most);
        }
        QCOMPARE(bench.run("resample", {{"split", "s"}, {"wish", wish.toStdString()}}).dump(), document.dump());
        QCOMPARE(bench.run("resample", {{"split", "s"}, {"reset", true}})["tracks"]["train"]["after"].get<int>(), 100);
    }

    void perTagRareOnesAreFilledUpAndFrequentOnesThinnedOut()
    {
        ResampleBench bench;
        const auto document = bench.run("resample", {{"split", "s"}, {"wish", "100"}, {"per_tag", true}});
        QCOMPARE(bench.count(document, "rare", "before"), 10);
        QCOMPARE(bench.count(document, "rare", "after"), 100);
        QCOMPARE(bench.count(document, "common", "after"), 100);
        QVERIFY(document["imbalance"]["after"]["mean_ir"].get<double>() < document["imbalance"]["before"]["mean_ir"].get<double>());
        const auto thin = dataset::resamplePerTag(std::vector<std::vector<std::size_t>>(50, {0}), 1, std::vector<std::uint64_t>(50, 7), 20, 5, 0);
        QCOMPARE(std::accumulate(thin.begin(), thin.end(), 0), 20);
    }

    void whatResamplingLeavesOutIsNotTrainedOn()
    {
        ResampleBench bench;
        bench.run("resample", {{"split", "s"}, {"wish", "0.5"}});
        const auto table = tasks::buildTrainingTable(bench.workspace, bench.split.id, {{}, 1});
        QCOMPARE(table.part(Part::Train).tracks.size(), std::size_t{50});
        QCOMPARE(table.part(Part::Test).tracks.size(), std::size_t{20});
    }

    void aWishThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("wish");
        for (const char* wish : {"", "0", "-1", "much", "1.3.1", "1000000000", "150.5", "nan"})
            QTest::newRow(*wish ? wish : "empty") << wish;
    }
    void aWishThatIsNoneIsRefused()
    {
        QFETCH(QString, wish);
        QVERIFY_EXCEPTION_THROWN(dataset::resampleWishFrom(wish.toStdString()), Error);
    }

    void aLeakingSplitIsRefusedUnlessToldTwice()
    {
        ResampleBench bench;
        std::vector<std::string> said;
        const auto say = [&](const std::string& line) { said.push_back(line); };
        tasks::refuseLeakingSplit(bench.workspace, bench.split, 0, say);
        auto train = *bench.workspace.tracks().find(TrackId{1}), test = *bench.workspace.tracks().find(TrackId{130});
        train.audioHash = test.audioHash = "0123456789abcdef";
        bench.workspace.tracks().upsert(train);
        bench.workspace.tracks().upsert(test);
        for (const int allowed : {0, 1})
            QVERIFY_EXCEPTION_THROWN(tasks::refuseLeakingSplit(bench.workspace, bench.split, allowed, say), Error);
        QVERIFY(said.empty());
        tasks::refuseLeakingSplit(bench.workspace, bench.split, 2, say);
        QCOMPARE(said.size(), std::size_t{1});
    }

    void melgramsFollowTheSelection()
    {
        QTemporaryDir folder;
        const fs::path root(folder.path().toStdString());
        auto workspace = store::Workspace::openOrCreate(root / "workspace");
        RunControl control;
        tasks::TaskContext context{workspace, control, 1, "cpu", {}, {}};
        const auto run = [&](const char* task, const Json& parameters) { return tasks::runAsJob(task, parameters, context); };
        for (int i = 0; i < 6; ++i)
            writeWav(root / "music" / (std::to_string(i) + ".wav"), 300 + 40 * i, 32000);
        run("scan", {{"folders", {(root / "music").string()}}});
        const auto ids = workspace.tracks().ids({});
        std::vector<store::SplitMember> members;
        for (std::size_t i = 0; i < 5; ++i)
            members.push_back({ids[i], i < 4 ? Part::Train : Part::Test});
        workspace.splits().put({{}, "s", 0, {0.8, 0.1, 0.1}, true, "none"}, members);
        const auto hash = dsp::loadPreset("sota-96").hash();

        QCOMPARE(tasks::neededTracks(workspace, "s", hash).size(), std::size_t{5});
        run("prep", {{"preset", "sota-96"}});   // all six, once
        run("prep", {{"preset", "sota-96"}, {"split", "s"}, {"oversample", "2x"}});
        QVERIFY(tasks::neededTracks(workspace, "s", hash).empty());
        QCOMPARE(workspace.melgrams().rows(hash).size(), std::size_t{10});

        run("resample", {{"split", "s"}, {"wish", "0.5"}});
        const auto planned = run("prune", {{"dry_run", true}});
        QCOMPARE(planned["removed"].get<int>(), 7);   // four second ones, two left out, one of no split
        QCOMPARE(workspace.melgrams().rows(hash).size(), std::size_t{10});
        const auto pruned = run("prune", Json::object());
        QCOMPARE(pruned["removed"].get<int>(), 7);
        QVERIFY(pruned["bytes"].get<std::int64_t>() > 0);
        QCOMPARE(workspace.melgrams().rows(hash).size(), std::size_t{3});
        QVERIFY(tasks::neededTracks(workspace, "s", hash).empty());
        // What stays is whole: everything else would be noticed when it is read.
        run("resample", {{"split", "s"}, {"reset", true}});
        QCOMPARE(tasks::neededTracks(workspace, "s", hash).size(), std::size_t{2});
        QCOMPARE(run("prep", {{"preset", "sota-96"}, {"split", "s"}})["counts"]["built"].get<int>(), 2);
        QVERIFY(fs::exists(root / "music/0.wav"));
    }
};

QTEST_GUILESS_MAIN(tst_resample_split)
#include "tst_resample_split.moc"
