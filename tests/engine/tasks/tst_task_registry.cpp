#include <QtTest>

#include <set>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/task.h"

using namespace engine;

/// Walks registry.def: whatever is registered is tested here without another line.
class tst_task_registry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsAreUniqueAndFound()
    {
        std::set<std::string_view> seen;
        for (const auto* entry : tasks::allTasks()) {
            QVERIFY(seen.insert(entry->id).second);
            QCOMPARE(&tasks::findTask(entry->id), entry);
        }
        QVERIFY(seen.size() >= 10);
        QVERIFY_EXCEPTION_THROWN(tasks::findTask("no such task"), Error);
    }

    void onAnEmptyWorkspaceNonsenseIsRefusedInTheJobsRow_data()
    {
        QTest::addColumn<QString>("id");
        for (const auto* entry : tasks::allTasks()) {
            const std::string id(entry->id);
            QTest::newRow(id.c_str()) << QString::fromStdString(id);
        }
    }
    void onAnEmptyWorkspaceNonsenseIsRefusedInTheJobsRow()
    {
        QFETCH(QString, id);
        QTemporaryDir folder;
        auto workspace = store::Workspace::openOrCreate(folder.filePath("w").toStdString());
        RunControl control;
        tasks::TaskContext context{workspace, control, 1, "cpu", {}, {}};
        const Json nonsense{{"architectures", {"nobody"}}, {"run", "nobody"}, {"split", "nowhere"}, {"preset", "/nowhere/none.json"}, {"part", "somewhere"}, {"file", "/nowhere/none.csv"},
                            {"folder", "/nowhere"}, {"folders", {"/nowhere"}}, {"tracks", -1}, {"ratios", {1, 2, -3}}, {"method", "none"}};
        QVERIFY_EXCEPTION_THROWN(tasks::runAsJob(id.toStdString(), nonsense, context), Error);
        const auto jobs = workspace.jobs().list();
        QCOMPARE(jobs.size(), std::size_t{1});
        QCOMPARE(jobs.front().state, std::string("failed"));
        QVERIFY(jobs.front().failure.has_value() && !jobs.front().failure->message.empty());
    }
};

QTEST_GUILESS_MAIN(tst_task_registry)
#include "tst_task_registry.moc"
