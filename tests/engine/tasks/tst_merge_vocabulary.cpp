#include <QtTest>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/merge_vocabulary.h"
#include "engine/tasks/pipeline.h"
#include "engine/tasks/task.h"
#include "engine/tasks/training_table.h"

using namespace engine;

namespace {

/// Ten tracks: data set a says "Hip-Hop" (genre) on 1 to 4, b says "hip hop" (genre) on 3 to 6 and "noise" on 7; the files say "hiphop" (no type) on 8.
struct MergeBench {
    QTemporaryDir folder;
    store::Workspace workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());

    MergeBench()
    {
        const auto library = workspace.tracks().addLibrary(folder.filePath("music").toStdString(), 0);
        for (std::uint64_t id = 1; id <= 10; ++id) {
            store::Track track;
            track.id = TrackId{id};
            track.library = library;
            track.path = track.displayPath = std::to_string(id) + ".wav";
            workspace.tracks().upsert(track);
        }
        for (std::uint64_t id = 1; id <= 4; ++id)
            tag(id, "Hip-Hop", "genre", "import:a.csv");
        for (std::uint64_t id = 3; id <= 6; ++id)
            tag(id, "hip hop", "genre", "import:b.csv");
        tag(7, "noise", "genre", "import:b.csv");
        tag(8, "hiphop", "user-defined", "file");
    }
    void tag(std::uint64_t id, const char* name, const char* type, const char* source)
    {
        workspace.tags().set(TrackId{id}, workspace.tags().ensure(name, type), source);
    }
    Json run(const char* task, const Json& parameters = Json::object())
    {
        RunControl control;
        tasks::TaskContext context{workspace, control};
        return tasks::findTask(task).run(parameters, context);
    }
    store::VocabularyStore vocabulary() { return store::VocabularyStore(workspace.database()); }
    /// Tracks that have the tag in the merged vocabulary.
    QString merged(const char* name, const char* type = "genre")
    {
        QStringList ids;
        for (const auto id : workspace.tags().tracksOf(workspace.tags().ensure(name, type), "merged"))
            ids << QString::number(value(id));
        return ids.join(' ');
    }
    store::VocabularyRow row(const std::string& source, const std::string& name)
    {
        for (auto& row : vocabulary().rows())
            if (row.source == source && row.name == name) return row;
        return {};
    }
    void decide(const std::string& source, const std::string& name, const std::string& target)
    {
        auto changed = row(source, name);
        changed.target = target;
        changed.origin = "user";
        tasks::changeVocabulary(workspace, "by hand", {changed});
    }
    store::Split split(const char* name)
    {
        run("split", {{"name", name}, {"ratios", {50, 25, 25}}});
        return *workspace.splits().find(name);
    }
};

}  // namespace

class tst_merge_vocabulary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void severalSourcesBecomeOneVocabulary()
    {
        MergeBench bench;
        const auto document = bench.run("merge");
        QCOMPARE(bench.merged("Hip-Hop"), QString("1 2 3 4 5 6 8"));
        QCOMPARE(bench.merged("noise"), QString("7"));
        QCOMPARE(document["tags"].get<int>(), 4);
        QCOMPARE(document["vocabulary"].get<int>(), 2);
        QCOMPARE(document["merged"].get<int>(), 2);
        QCOMPARE(document["types"]["genre"].get<int>(), 2);
        QCOMPARE(bench.run("merge").dump(), document.dump());   // again: nothing else
    }

    void aPreviewWritesNothing()
    {
        MergeBench bench;
        bench.run("merge", {{"dry_run", true}});
        QVERIFY(!bench.vocabulary().isInUse());
        QVERIFY(bench.row("import:b.csv", "hip hop").origin.empty());
    }

    void decisionsChangeLabelsAtOnceAndAreTakenBackOneByOne()
    {
        MergeBench bench;
        bench.run("merge");
        bench.decide("import:b.csv", "hip hop", "rap");
        QCOMPARE(bench.merged("rap"), QString("3 4 5 6"));
        QCOMPARE(bench.merged("Hip-Hop"), QString("1 2 3 4 8"));
        bench.decide("import:b.csv", "noise", "");
        QCOMPARE(bench.merged("noise"), QString());
        QVERIFY(tasks::isStageCurrent(bench.workspace, "vocabulary"));
        QCOMPARE(tasks::undoVocabulary(bench.workspace), std::string("by hand"));
        QCOMPARE(bench.merged("noise"), QString("7"));
        tasks::undoVocabulary(bench.workspace);
        QCOMPARE(bench.merged("Hip-Hop"), QString("1 2 3 4 5 6 8"));
        QCOMPARE(bench.merged("rap"), QString());
    }

    void editedLabelsAreThoseThatMakingAllAnewWouldGive()
    {
        MergeBench bench;
        bench.run("merge");
        bench.decide("import:a.csv", "Hip-Hop", "noise");
        bench.decide("file", "hiphop", "Hip-Hop");
        const auto noise = bench.merged("noise"), hop = bench.merged("Hip-Hop");
        bench.vocabulary().writeLabels();
        QCOMPARE(bench.merged("noise"), noise);
        QCOMPARE(bench.merged("Hip-Hop"), hop);
    }

    void rulesLeaveDecisionsAlone()
    {
        MergeBench bench;
        bench.decide("import:b.csv", "hip hop", "rap");
        bench.run("merge");
        QCOMPARE(bench.merged("rap"), QString("3 4 5 6"));
    }

    void aTableDecidesItsRowsAndUnknownOnesAreRefused()
    {
        MergeBench bench;
        QFile out(bench.folder.filePath("v.csv"));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("source,tag,type,vocabulary_tag,vocabulary_type\nb.csv,hip hop,genre,Hip-Hop,genre\nb.csv,noise,genre,,\nb.csv,polka,genre,x,genre\n");
        out.close();
        const auto document = bench.run("merge", {{"mapping", bench.folder.filePath("v.csv").toStdString()}});
        QCOMPARE(document["refused"].size(), std::size_t{1});
        QCOMPARE(document["refused"][0]["line"].get<int>(), 4);
        QCOMPARE(document["left_out"].get<int>(), 1);
        QCOMPARE(bench.merged("Hip-Hop"), QString("1 2 3 4 5 6"));
        QCOMPARE(bench.merged("hiphop", "user-defined"), QString("8"));
    }

    void splitsAndTrainingTablesReadTheMergedVocabulary()
    {
        MergeBench bench;
        bench.run("merge");
        const auto split = bench.split("s");
        tasks::VocabularyConfig config;
        config.minTrainTracks = 1;
        config.sources = tasks::labelSources(bench.workspace);
        QCOMPARE(config.sources, std::vector<std::string>{"merged"});
        const auto table = tasks::buildTrainingTable(bench.workspace, split.id, config);
        QVERIFY(!table.tags.empty());
        int labels = 0;
        for (const auto part : {Part::Train, Part::Valid, Part::Test})
            for (std::size_t i = 0; i < table.part(part).labels.size(); ++i)
                if (table.tags[i % table.tags.size()].name == "Hip-Hop") labels += table.part(part).labels[i];
        QCOMPARE(labels, 7);
        for (const auto& tag : table.tags)
            QVERIFY(tag.name != "hip hop" && tag.name != "hiphop");
        bench.vocabulary().drop();
        QVERIFY(tasks::labelSources(bench.workspace).empty());
    }

    void newTagsAreMergedBeforeTheNextSplit()
    {
        MergeBench bench;
        bench.run("merge");
        bench.tag(9, "hip hop", "genre", "import:b.csv");
        QVERIFY(!tasks::isStageCurrent(bench.workspace, "vocabulary"));
        bench.split("s");
        QCOMPARE(bench.merged("Hip-Hop"), QString("1 2 3 4 5 6 8 9"));
        QVERIFY(tasks::isStageCurrent(bench.workspace, "vocabulary"));
    }

    void thePipelineMarksTheVocabularyAndWhatFollows()
    {
        MergeBench bench;
        bench.run("merge");
        bench.split("s");
        const auto state = [&](std::size_t stage) { return tasks::pipelineStages(bench.workspace, {})[stage].state; };
        QCOMPARE(state(1), tasks::PipelineStage::State::Current);
        QCOMPARE(state(3), tasks::PipelineStage::State::Current);
        bench.tag(10, "noise", "genre", "import:b.csv");
        QCOMPARE(state(1), tasks::PipelineStage::State::Stale);
        const auto steps = tasks::staleSteps(tasks::pipelineStages(bench.workspace, {}));
        QCOMPARE(steps.front().first, std::string("merge"));
        bench.run("merge", steps.front().second);
        QCOMPARE(state(1), tasks::PipelineStage::State::Current);
        QCOMPARE(state(3), tasks::PipelineStage::State::Stale);   // its labels are other ones now
    }
};

QTEST_GUILESS_MAIN(tst_merge_vocabulary)
#include "tst_merge_vocabulary.moc"
