#include <set>

#include <QtTest>

#include "desk.h"

using namespace ui;

class tst_job_bridge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { isolateProfile(QStringLiteral("tagbench-job-bridge")); }

    /// A job that ends at once: its events must not overtake its number.
    void theNumberOfAJobComesBeforeItsEvents()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        QVERIFY(desk.settle());
        std::set<engine::JobId> known, ended;
        bool isOvertaken = false;
        connect(&desk.jobs, &JobBridge::eventArrived, this, [&](const engine::jobs::JobEvent& event) {
            isOvertaken = isOvertaken || !known.contains(event.id);
            if (event.state == engine::jobs::JobState::Failed || event.state == engine::jobs::JobState::Done) ended.insert(event.id);
        });
        constexpr std::size_t kJobs = 50;
        for (std::size_t job = 0; job < kJobs; ++job)
            desk.jobs.submit(QStringLiteral("scan"), engine::Json::object(), this, [&known](const JobBridge::Submission& begun) {
                if (begun.job) known.insert(*begun.job);
            });
        QTRY_COMPARE(ended.size(), kJobs);
        QVERIFY(!isOvertaken);
        QVERIFY(known == ended);
    }

    void aRefusalAnswersTheOneWhoAskedAndIsSaidAloud()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        QVERIFY(desk.settle());
        QSignalSpy refused(&desk.jobs, &JobBridge::refused);
        std::optional<JobBridge::Submission> answer;
        desk.jobs.submit(QStringLiteral("no-such-task"), engine::Json::object(), this, [&answer](const JobBridge::Submission& begun) { answer = begun; });
        QTRY_COMPARE(refused.count(), 1);
        QVERIFY(answer.has_value() && !answer->job);
        QCOMPARE(answer->refusal, refused.front().front().toString());
        // What came meanwhile was held back, not lost.
        QVERIFY(desk.run("scan", {{"folders", {folder.path().toStdString()}}}));
    }

    void nobodyIsToldWhoIsGone()
    {
        QTemporaryDir folder;
        Desk desk(folder.filePath("w").toStdString());
        QVERIFY(desk.settle());
        bool isTold = false;
        QSignalSpy events(&desk.jobs, &JobBridge::eventArrived);
        auto receiver = std::make_unique<QObject>();
        desk.jobs.submit(QStringLiteral("scan"), engine::Json::object(), receiver.get(), [&isTold](const JobBridge::Submission&) { isTold = true; });
        receiver.reset();
        QTRY_VERIFY(events.count() >= 2);
        QVERIFY(!isTold);
    }
};

QTEST_MAIN(tst_job_bridge)
#include "tst_job_bridge.moc"
