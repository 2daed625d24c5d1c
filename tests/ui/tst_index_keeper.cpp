#include <QtTest>

#include <QUndoStack>

#include "engine/tasks/kept_neighbours.h"
#include "engine/tasks/track_space.h"
#include "tests/engine/tasks/joint_bench.h"
#include "tests/ui/desk.h"
#include "ui/pages/search/index_keeper.h"

using namespace ui;
using engine::jobs::JobEvent;
using engine::jobs::JobState;

namespace {

struct KeeperDesk {
    MapBench bench;
    Theme theme;
    Selection selection;
    Player player;
    QUndoStack undo;
    JobBridge jobs;
    StoreThread store{bench.workspace.folder()};
    QStringList said;
    std::vector<JobEvent> events;
    PageContext context{store, jobs, selection, player, theme, undo, [this](const QString& text) { said << text; }, [](const QString&) {}};

    KeeperDesk()
    {
        jobs.start(store, {bench.workspace.folder(), 1, "cpu"});
        QObject::connect(&jobs, &JobBridge::eventArrived, &jobs, [this](const JobEvent& event) { if (event.kind == "index") events.push_back(event); });
    }
    void tell(const char* kind)
    {
        JobEvent event;
        event.kind = kind;
        event.state = JobState::Done;
        Q_EMIT jobs.eventArrived(event);
    }
    /// Answers of the store before this one have come.
    bool settle()
    {
        bool came = false;
        store.ask(&jobs, "settle", [](StoreThread::Workspace&) { return 0; }, [&](int) { came = true; });
        return QTest::qWaitFor([&] { return came; }, 20000);
    }
    std::string nameOf(const char* of)
    {
        engine::tasks::SpaceChoice choice;
        choice.of = of;
        choice.exactLimit = 10;
        return engine::tasks::TrackSpace(bench.workspace, choice).name();
    }
};

}  // namespace

class tst_index_keeper : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tst_index_keeper")); }

    void indexesAreBuiltOneAfterTheOtherWhenVectorsCame()
    {
        KeeperDesk desk;
        addJointSpace(desk.bench);
        search::IndexKeeper keeper(desk.context, nullptr, 10);
        QCOMPARE(engine::tasks::indexesWanted(desk.bench.workspace, 10).size(), std::size_t{3});
        for (const char* of : {"tags", "embedding", "joint"})
            QVERIFY(!desk.nameOf(of).ends_with("index of neighbours"));   // all are compared until then
        desk.tell("predict");
        QTRY_VERIFY_WITH_TIMEOUT(engine::tasks::indexesWanted(desk.bench.workspace, 10).empty(), 30000);
        for (const char* of : {"tags", "embedding", "joint"})
            QVERIFY(desk.nameOf(of).ends_with("index of neighbours"));
        QVERIFY(desk.said.value(0).contains(QStringLiteral("background")));
        QTRY_COMPARE(std::ranges::count(desk.events, JobState::Done, &JobEvent::state), 3);
        desk.tell("predict");
        QVERIFY(desk.settle());
        QCOMPARE(std::ranges::count(desk.events, JobState::Queued, &JobEvent::state), 3);   // nothing changed
    }

    void manyChangesAreTakenInAndFewAreLeftToTheSearch()
    {
        KeeperDesk desk;
        auto control = engine::RunControl::silent();
        for (const char* layer : {"", "embedding"})
            engine::tasks::keepNeighbours(desk.bench.workspace, {desk.bench.run, layer}, control, 1);
        desk.bench.workspace.predictions().put(desk.bench.run, desk.bench.tracks[0], std::vector<float>{0.1F, 0.2F, 0.3F});
        QVERIFY(engine::tasks::indexesWanted(desk.bench.workspace, 10).empty());
        QVERIFY(desk.nameOf("tags").ends_with("index of neighbours"));
        for (int round = 0; round < 600; ++round)   // as many changes as tracks in a larger library
            SQLite::Statement(desk.bench.workspace.database().connection(), "INSERT INTO vector_change (run_id, layer, track_id) VALUES (1, '', " + std::to_string(5000 + round) + ")").exec();
        QCOMPARE(engine::tasks::indexesWanted(desk.bench.workspace, 10).size(), std::size_t{1});
        QVERIFY(!desk.nameOf("tags").ends_with("index of neighbours"));   // compared exactly rather than waited for
        QVERIFY(desk.nameOf("embedding").ends_with("index of neighbours"));
        search::IndexKeeper keeper(desk.context, nullptr, 10);
        keeper.look();
        QTRY_VERIFY_WITH_TIMEOUT(engine::tasks::indexesWanted(desk.bench.workspace, 10).empty(), 30000);
        QVERIFY(desk.nameOf("tags").ends_with("index of neighbours"));
    }

    void tracksThatLeftMakeTheJointIndexStale()
    {
        KeeperDesk desk;
        addJointSpace(desk.bench);
        auto control = engine::RunControl::silent();
        const auto model = desk.bench.workspace.metrics().resolve("latest");
        QVERIFY(engine::tasks::keepJointNeighbours(desk.bench.workspace, model, control, 1).wasBuilt);
        QVERIFY(!engine::tasks::keepJointNeighbours(desk.bench.workspace, model, control, 1).wasBuilt);
        QVERIFY(desk.nameOf("joint").ends_with("index of neighbours"));
        SQLite::Statement(desk.bench.workspace.database().connection(), "DELETE FROM joint_vector WHERE track_id = 1006").exec();
        QVERIFY(!desk.nameOf("joint").ends_with("index of neighbours"));
        QVERIFY(engine::tasks::keepJointNeighbours(desk.bench.workspace, model, control, 1).wasBuilt);
        QVERIFY(desk.nameOf("joint").ends_with("index of neighbours"));
    }

    void fewVectorsNeedNoIndexAndACancelledOneIsNotBegunAgain()
    {
        KeeperDesk desk;
        search::IndexKeeper keeper(desk.context);   // as the window has it: 20,000
        desk.tell("predict");
        QVERIFY(desk.settle());
        QVERIFY(desk.events.empty());
        search::IndexKeeper eager(desk.context, nullptr, 10);
        JobEvent cancelled;
        cancelled.kind = "index";
        cancelled.state = JobState::Cancelled;
        Q_EMIT desk.jobs.eventArrived(cancelled);
        desk.events.clear();
        desk.tell("predict");
        QVERIFY(desk.settle());
        QVERIFY(desk.events.empty());
    }
};

QTEST_MAIN(tst_index_keeper)
#include "tst_index_keeper.moc"
