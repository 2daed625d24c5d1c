#include <QtTest>

#include <mutex>
#include <set>

#include "engine/store/workspace.h"
#include "engine/tasks/job_service.h"

using namespace engine;
using namespace engine::tasks;
using jobs::JobState;

/// The window's queue: one job works, the others wait and can change places or be taken out.
class tst_job_service : public QObject {
    Q_OBJECT

    std::mutex m_mutex;
    std::set<std::int64_t> m_working;

    bool isWorking(JobId id)
    {
        const std::lock_guard lock(m_mutex);
        return m_working.contains(value(id));
    }

private Q_SLOTS:
    void waitingJobsChangePlacesAndLeave()
    {
        QTemporaryDir folder;
        const std::filesystem::path place = folder.filePath("w").toStdString();
        JobService service({place, 1, "cpu"}, [this](const jobs::JobEvent& event) {
            const std::lock_guard lock(m_mutex);
            if (event.state == JobState::Running && event.progress.total > 0) m_working.insert(value(event.id));
        });
        // Composing so many tracks takes minutes; it stops at the next one.
        const auto demo = service.submit("demo", {{"tracks", 400}, {"stop_after", "music"}});
        const auto first = service.submit("evaluate", {{"run", "1"}});
        const auto second = service.submit("evaluate", {{"run", "2"}});
        const auto third = service.submit("evaluate", {{"run", "3"}});
        QTRY_VERIFY_WITH_TIMEOUT(isWorking(demo), 20'000);
        QCOMPARE(service.waiting(), (std::vector{first, second, third}));
        QVERIFY(service.moveUp(third));
        QVERIFY(!service.moveUp(first));
        QVERIFY(!service.moveUp(demo));
        QCOMPARE(service.waiting(), (std::vector{first, third, second}));
        QVERIFY(service.cancel(first));
        QCOMPARE(service.waiting(), (std::vector{third, second}));
    }
};

QTEST_GUILESS_MAIN(tst_job_service)
#include "tst_job_service.moc"
