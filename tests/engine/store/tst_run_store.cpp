#include <QtTest>

#include <cmath>
#include <limits>

#include "engine/core/error.h"
#include "engine/store/workspace.h"

using namespace engine;
using namespace engine::store;

/// Runs with their epochs and evaluations, the splits they hold on to, and what they predict.
class tst_run_store : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::openOrCreate(m_folder->path().toStdString()));
        m_workspace->melgrams().putPreset("hash", "sota-96", "{}");
        const auto library = m_workspace->tracks().addLibrary("/music", 0);
        for (const auto id : {std::uint64_t(1), std::uint64_t(2), ~std::uint64_t(0)}) {
            Track track;
            track.id = static_cast<TrackId>(id);
            track.library = library;
            track.path = track.displayPath = std::to_string(id);
            m_workspace->tracks().upsert(track);
        }
    }
    void cleanup()
    {
        m_workspace.reset();
        m_folder.reset();
    }

    void aRunComesBackAsItWasStored();
    void aRunIsFoundByNumberNameAndLatest();
    void anUnknownRunListsTheKnownOnes();
    void undefinedNumbersStayUndefined();
    void epochsAfterACheckpointCanBeTakenBack();
    void anEvaluationReplacesTheOneBefore();
    void aSplitInUseIsNotReplaced();
    void scoresComeBackAscendingAndWhole();
    void rowsOfDifferentWidthAreRefused();
    void aTaggramComesBackWithItsShape();
    void aMapComesBack();
    void melgramRowsAreReplacedByTrackAndRepetition();
    void aFailedJobKeepsItsReason();

private:
    RunId makeRun(const std::string& name)
    {
        Run run;
        run.name = name;
        run.architecture = "fcn";
        run.presetHash = "hash";
        return m_workspace->runs().create(run);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;
};

void tst_run_store::aRunComesBackAsItWasStored()
{
    Run run;
    run.name = "Ä";
    run.architecture = "fcn";
    run.presetHash = "hash";
    run.split = m_workspace->splits().put({.name = "s", .seed = 5, .ratios = {0.8, 0.1, 0.1}}, {{TrackId(1), Part::Valid}});
    run.config = {{"epochs", 3}, {"lr", 1e-4}};
    run.tags = {{"rock", "genre"}, {"slow", "descriptive"}};
    run.seed = ~std::uint64_t(0);
    run.thresholds = {0.1, 1.0 / 3};
    run.id = m_workspace->runs().create(run);
    run.state = "trained";
    run.bestEpoch = 2;
    m_workspace->runs().update(run);
    const auto back = m_workspace->runs().find(run.id);
    QVERIFY(back && back->split == run.split);
    QCOMPARE(back->seed, run.seed);
    QCOMPARE(back->config, run.config);
    QCOMPARE(back->tags.size(), std::size_t(2));
    QCOMPARE(back->tags[1].type, std::string("descriptive"));
    QCOMPARE(back->thresholds, run.thresholds);
    QCOMPARE(back->state, run.state);
    QCOMPARE(back->bestEpoch, 2);
    QVERIFY(!back->createdAt.empty());
}

void tst_run_store::aRunIsFoundByNumberNameAndLatest()
{
    const auto first = makeRun("a"), second = makeRun("b"), third = makeRun("a");
    QVERIFY(m_workspace->runs().resolve(std::to_string(value(first))).id == first);
    QVERIFY(m_workspace->runs().resolve("b").id == second);
    QVERIFY(m_workspace->runs().resolve("a").id == third);
    QVERIFY(m_workspace->runs().resolve("latest").id == third);
    auto learned = *m_workspace->runs().find(second);
    learned.bestEpoch = 1;
    m_workspace->runs().update(learned);
    QVERIFY(m_workspace->runs().resolve("latest").id == second);   // the third cannot be asked anything yet
}

void tst_run_store::anUnknownRunListsTheKnownOnes()
{
    makeRun("the only one");
    try {
        m_workspace->runs().resolve("other");
        QFAIL("found");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::NotFound);
        QVERIFY2(QString(error.what()).contains("the only one"), error.what());
    }
}

void tst_run_store::undefinedNumbersStayUndefined()
{
    const auto run = makeRun("a");
    EpochRow row;
    row.epoch = 1;
    row.trainLoss = 0.1;
    row.validRocAuc = std::numeric_limits<double>::quiet_NaN();
    m_workspace->runs().putEpoch(run, row);
    const auto back = m_workspace->runs().epochs(run);
    QCOMPARE(back.size(), std::size_t(1));
    QCOMPARE(back[0].trainLoss, 0.1);
    QVERIFY(std::isnan(back[0].validRocAuc));
}

void tst_run_store::epochsAfterACheckpointCanBeTakenBack()
{
    const auto run = makeRun("a");
    for (int epoch = 1; epoch <= 4; ++epoch) {
        EpochRow row;
        row.epoch = epoch;
        m_workspace->runs().putEpoch(run, row);
    }
    m_workspace->runs().removeEpochsAfter(run, 2);
    QCOMPARE(m_workspace->runs().epochs(run).size(), std::size_t(2));
}

void tst_run_store::anEvaluationReplacesTheOneBefore()
{
    const auto run = makeRun("a");
    m_workspace->runs().putEvaluation(run, "test", {{"roc_auc", 0.1}});
    m_workspace->runs().putEvaluation(run, "test", {{"roc_auc", 2.0 / 3}});
    QCOMPARE((*m_workspace->runs().evaluation(run, "test"))["roc_auc"].get<double>(), 2.0 / 3);
    QVERIFY(!m_workspace->runs().evaluation(run, "valid"));
}

void tst_run_store::aSplitInUseIsNotReplaced()
{
    const Split split{.name = "default", .seed = 1, .ratios = {0.8, 0.1, 0.1}};
    m_workspace->splits().put(split, {{TrackId(1), Part::Train}});
    const auto id = m_workspace->splits().put(split, {{TrackId(2), Part::Test}});
    const auto members = m_workspace->splits().members(id);
    QCOMPARE(members.size(), std::size_t(1));
    QVERIFY(members[0].track == TrackId(2) && members[0].part == Part::Test);
    Run run;
    run.name = "mine";
    run.architecture = "fcn";
    run.presetHash = "hash";
    run.split = id;
    m_workspace->runs().create(run);
    try {
        m_workspace->splits().put(split, {});
        QFAIL("replaced");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::Busy);
        QVERIFY2(QString(error.what()).contains("mine"), error.what());
    }
    QCOMPARE(m_workspace->splits().members(id).size(), std::size_t(1));
}

void tst_run_store::scoresComeBackAscendingAndWhole()
{
    const auto run = makeRun("a");
    auto predictions = m_workspace->predictions();
    const std::vector<float> low = {0.25f, 0.5f}, high = {1, 0};
    predictions.put(run, static_cast<TrackId>(~std::uint64_t(0)), high);   // the largest id, negative in SQLite
    predictions.put(run, TrackId(1), low);
    const auto all = predictions.allScores(run);
    QCOMPARE(all.width, std::size_t(2));
    QCOMPARE(all.values, (std::vector<float>{0.25f, 0.5f, 1, 0}));
    QVERIFY(all.tracks[0] == TrackId(1));
    QCOMPARE(*predictions.scores(run, TrackId(1)), low);
    QVERIFY(!predictions.scores(run, TrackId(2)));
    predictions.clear(run);
    QCOMPARE(predictions.allScores(run).tracks.size(), std::size_t(0));
}

void tst_run_store::rowsOfDifferentWidthAreRefused()
{
    const auto run = makeRun("a");
    const std::vector<float> two = {1, 2}, three = {1, 2, 3};
    m_workspace->predictions().putEmbedding(run, "dense", TrackId(1), two);
    m_workspace->predictions().putEmbedding(run, "dense", TrackId(2), three);
    QVERIFY_EXCEPTION_THROWN(m_workspace->predictions().allEmbeddings(run, "dense"), Error);
}

void tst_run_store::aTaggramComesBackWithItsShape()
{
    const auto run = makeRun("a");
    m_workspace->predictions().putTaggram(run, TrackId(1), {3, 2, 1.5, {0, 1.5, 3}, {1, 2, 3, 4, 5, 6}});
    const auto back = m_workspace->predictions().taggram(run, TrackId(1));
    QVERIFY(back);
    QCOMPARE(back->chunks, std::size_t(3));
    QCOMPARE(back->tags, std::size_t(2));
    QCOMPARE(back->startsSeconds[2], 3.0f);
    QCOMPARE(back->activations[5], 6.0f);
}

void tst_run_store::aMapComesBack()
{
    TrackMap map;
    map.source = "features";
    map.method = "tsne";
    map.parameters = {{"perplexity", 30}};
    map.tracks = {TrackId(2), TrackId(1)};
    map.points = {0, 1, 2, 3};
    map.kl = 0.75;
    m_workspace->maps().put(map);
    map.kl = 0.5;
    const auto id = m_workspace->maps().put(map);
    QVERIFY(m_workspace->maps().latest()->id == id);
    QCOMPARE(m_workspace->maps().list().size(), std::size_t(2));
    const auto back = m_workspace->maps().find(id);
    QVERIFY(!back->run && back->tracks == map.tracks);
    QCOMPARE(back->points, map.points);
    QCOMPARE(back->kl, 0.5);
}

void tst_run_store::melgramRowsAreReplacedByTrackAndRepetition()
{
    auto melgrams = m_workspace->melgrams();
    const auto row = [](std::uint64_t track, int repetition, const std::string& pack) {
        return MelgramRow{static_cast<TrackId>(track), "hash", repetition, pack, 64, 100, 0xffffffff, 8000, 1234, 5};
    };
    melgrams.put({row(2, 0, "a"), row(1, 0, "a"), row(1, 1, "a")});
    melgrams.put({row(1, 0, "b")});
    QCOMPARE(melgrams.rows("hash").size(), std::size_t(3));
    QCOMPARE(melgrams.rowsOf(TrackId(1), "hash")[0].pack, std::string("b"));
    QCOMPARE(melgrams.rowsOf(TrackId(1), "hash")[0].crc, std::uint32_t(0xffffffff));
    melgrams.removePack("hash", "a");
    QCOMPARE(melgrams.rows("hash").size(), std::size_t(1));
}

void tst_run_store::aFailedJobKeepsItsReason()
{
    auto jobs = m_workspace->jobs();
    const auto id = jobs.create("scan", {{"folders", {"/music"}}});
    jobs.setState(id, "running");
    jobs.setProgress(id, "reading", 3, 10);
    jobs.appendLog(id, "one");
    jobs.appendLog(id, "two");
    jobs.finish(id, "failed", {}, Failure{ErrorCode::NoSpace, "/ws", "the disk is full"});
    const auto job = jobs.find(id);
    QCOMPARE(job->state, std::string("failed"));
    QVERIFY(job->failure->code == ErrorCode::NoSpace);
    QCOMPARE(job->failure->message, std::string("the disk is full"));
    QCOMPARE(job->log, std::string("one\ntwo\n"));
    QCOMPARE(job->done, std::int64_t(3));
    QCOMPARE(job->parameters["folders"][0].get<std::string>(), std::string("/music"));
    QCOMPARE(jobs.markInterrupted(), 0);
    jobs.setState(id, "running");
    QVERIFY(!jobs.find(id)->failure);   // a second try starts clean
}

QTEST_GUILESS_MAIN(tst_run_store)
#include "tst_run_store.moc"
