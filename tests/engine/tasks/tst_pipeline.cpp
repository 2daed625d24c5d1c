#include <QtTest>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"

using namespace engine;

namespace {

struct Bench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
    RunControl control;
    tasks::TaskContext context{workspace, control, 1, "cpu"};
    tasks::PipelineWish wish;

    void addTracks(std::uint64_t first, std::uint64_t last)
    {
        const auto library = workspace.tracks().addLibrary("/music", 0);
        for (auto id = first; id <= last; ++id) {
            store::Track track;
            track.id = TrackId{id};
            track.library = library;
            track.path = track.displayPath = std::to_string(id) + ".wav";
            track.artist = "artist " + std::to_string(id);
            workspace.tracks().upsert(track);
            tag(id, id % 2 == 0 ? "rock music" : "jazz");
        }
    }
    void tag(std::uint64_t track, const char* name) { workspace.tags().set(TrackId{track}, workspace.tags().ensure(name, "user-defined"), "import:x"); }
    Json run(const char* task, const Json& parameters) { return tasks::runAsJob(task, parameters, context); }
    /// "merged=unused split=stale(inputs) ..." of the stages named.
    QString states(const QStringList& named)
    {
        QStringList all;
        const auto document = tasks::pipelineDocument(tasks::pipelineStages(workspace, wish));
        for (const auto& row : document["stages"]) {
            const auto stage = QString::fromStdString(row["stage"].get<std::string>());
            if (!named.contains(stage)) continue;
            const auto reason = row.contains("reason") ? "(" + QString::fromStdString(row["reason"].get<std::string>()) + ")" : QString();
            all << stage + "=" + QString::fromStdString(row["state"].get<std::string>()) + reason;
        }
        return all.join(' ');
    }
    QStringList steps()
    {
        QStringList all;
        for (const auto& [task, parameters] : tasks::staleSteps(tasks::pipelineStages(workspace, wish)))
            all << QString::fromStdString(task);
        return all;
    }
    std::int64_t count(const std::string& stage, const std::string& name)
    {
        const auto document = tasks::pipelineDocument(tasks::pipelineStages(workspace, wish));
        for (const auto& row : document["stages"])
            if (row["stage"] == stage) return row["counts"].value(name, std::int64_t{-1});
        return -1;
    }
};

const QStringList kMade{"merged", "split", "resampled", "checked"};

}  // namespace

class tst_pipeline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutTracksNothingIsToBeDone()
    {
        Bench bench;
        QCOMPARE(bench.states({"sources", "merged", "ids", "split", "melgrams"}), QString("sources=absent merged=absent ids=absent split=absent melgrams=absent"));
        QVERIFY(bench.steps().isEmpty());
    }

    void whatIsMissingIsMadeInOrder()
    {
        Bench bench;
        bench.addTracks(1, 20);
        QCOMPARE(bench.states({"sources", "merged", "ids", "split"}), QString("sources=current merged=unused ids=current split=absent"));
        QCOMPARE(bench.steps(), (QStringList{"split", "prep", "check"}));
        bench.run("split", {{"name", "default"}, {"seed", 1}});
        bench.run("check", Json::object());
        QCOMPARE(bench.states(kMade), QString("merged=unused split=current resampled=unused checked=current"));
        QCOMPARE(bench.steps(), QStringList{"prep"});
        QCOMPARE(bench.count("split", "train") + bench.count("split", "valid") + bench.count("split", "test"), std::int64_t{20});
    }

    void aChangedSettingMarksOnlyLaterStages()
    {
        Bench bench;
        bench.addTracks(1, 20);
        bench.run("clean", {{"stage", 2}});
        bench.run("split", {{"name", "default"}, {"seed", 1}});
        bench.run("resample", {{"split", "default"}, {"wish", "2x"}});
        bench.run("check", Json::object());
        QCOMPARE(bench.states(kMade), QString("merged=current split=current resampled=current checked=current"));
        bench.wish.split = {{"name", "default"}, {"seed", 2}};
        QCOMPARE(bench.states(kMade), QString("merged=current split=stale(settings) resampled=stale(before) checked=stale(before)"));
        QCOMPARE(bench.steps(), (QStringList{"split", "resample", "prep", "check"}));
        bench.wish.split = {{"name", "default"}, {"seed", 1}, {"stratify", Json()}};   // says nothing new
        bench.wish.resample = {{"wish", "3x"}};
        QCOMPARE(bench.states({"merged", "split", "resampled"}), QString("merged=current split=current resampled=stale(settings)"));
    }

    void newTagsMakeAllThatReadThemStale()
    {
        Bench bench;
        bench.addTracks(1, 20);
        bench.run("clean", {{"stage", 2}});
        bench.run("split", {{"name", "default"}, {"seed", 1}});
        bench.run("check", Json::object());
        bench.tag(3, "calm");
        QCOMPARE(bench.states(kMade), QString("merged=stale(inputs) split=stale(inputs) resampled=unused checked=stale(before)"));
        for (const auto& [task, parameters] : tasks::staleSteps(tasks::pipelineStages(bench.workspace, bench.wish)))
            if (task != "prep") bench.run(task.c_str(), parameters);
        QCOMPARE(bench.states(kMade), QString("merged=current split=current resampled=unused checked=current"));
        QCOMPARE(bench.workspace.splits().list().size(), std::size_t{1});
    }

    void aSplitThatARunWasTrainedOnIsNotReplaced()
    {
        Bench bench;
        bench.addTracks(1, 20);
        bench.run("split", {{"name", "default"}, {"seed", 1}});
        store::Run run;
        run.name = "trained";
        run.presetHash = "hash";
        bench.workspace.melgrams().putPreset(run.presetHash, "some", "{}");
        run.split = bench.workspace.splits().find("default")->id;
        bench.workspace.runs().create(run);
        bench.tag(3, "calm");
        for (const auto& [task, parameters] : tasks::staleSteps(tasks::pipelineStages(bench.workspace, bench.wish)))
            if (task != "prep") bench.run(task.c_str(), parameters);
        QVERIFY(bench.workspace.splits().find("default 2").has_value() && bench.workspace.splits().find("default").has_value());
        QCOMPARE(bench.states(kMade), QString("merged=unused split=current resampled=unused checked=current"));
    }

    void aPublishedSplitIsHonoured()
    {
        Bench bench;
        bench.addTracks(1, 4);
        QFile table(bench.folder.filePath("set.csv"));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write("path,tags,split\n1.wav,rock,train\n2.wav,rock,valid\n3.wav,rock,test\n");
        table.close();
        bench.run("import", {{"file", table.fileName().toStdString()}});
        bench.tag(3, "calm");
        bench.wish.split = {{"name", "default"}, {"seed", 7}};
        QCOMPARE(bench.states({"split"}), QString("split=current"));
        QCOMPARE(bench.steps(), (QStringList{"prep", "check"}));
    }

    void leaksAreSaid()
    {
        Bench bench;
        bench.addTracks(1, 4);
        auto one = *bench.workspace.tracks().find(TrackId{1}), two = *bench.workspace.tracks().find(TrackId{2});
        one.audioHash = two.audioHash = "same";
        bench.workspace.tracks().upsert(one);
        bench.workspace.tracks().upsert(two);
        bench.workspace.splits().put({{}, "bad", 0, {0.5, 0.5, 0}, false, "none"}, {{TrackId{1}, Part::Train}, {TrackId{2}, Part::Valid}});
        const auto document = bench.run("check", {{"split", "bad"}});
        QCOMPARE(document["leaks"].get<int>(), 1);
        QCOMPARE(bench.states({"checked"}), QString("checked=current(leaks)"));
    }
};

QTEST_GUILESS_MAIN(tst_pipeline)
#include "tst_pipeline.moc"
