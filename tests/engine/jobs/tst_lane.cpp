#include <QtTest>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <semaphore>
#include <vector>

#include "engine/core/error.h"
#include "engine/jobs/lane.h"

using namespace engine;
using namespace engine::jobs;

namespace {

/// All events, and a way to wait for the n-th end of a job.
class Recorder {
public:
    JobObserver observer()
    {
        return [this](const JobEvent& event) {
            const bool ended = event.state == JobState::Done || event.state == JobState::Failed || event.state == JobState::Cancelled;
            {
                const std::lock_guard lock(m_mutex);
                m_events.push_back(event);
            }
            if (ended) m_ended.release();
        };
    }
    bool waitForEnd() { return m_ended.try_acquire_for(std::chrono::seconds(20)); }
    std::vector<JobState> statesOf(JobId id)
    {
        const std::lock_guard lock(m_mutex);
        std::vector<JobState> states;
        for (const auto& event : m_events)
            if (event.id == id && (states.empty() || states.back() != event.state)) states.push_back(event.state);
        return states;
    }
    std::vector<JobEvent> events()
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

private:
    std::mutex m_mutex;
    std::vector<JobEvent> m_events;
    std::counting_semaphore<> m_ended{0};
};

class Work final : public Job {
public:
    explicit Work(std::function<void(RunControl&)> body, bool isBrief = false) : m_body(std::move(body)), m_isBrief(isBrief) {}
    std::string kind() const override { return "work"; }
    bool isBrief() const override { return m_isBrief; }
    void run(RunControl& control) override { m_body(control); }

private:
    std::function<void(RunControl&)> m_body;
    bool m_isBrief;
};

std::unique_ptr<Job> work(std::function<void(RunControl&)> body)
{
    return std::make_unique<Work>(std::move(body));
}

std::unique_ptr<Job> brief(std::function<void(RunControl&)> body)
{
    return std::make_unique<Work>(std::move(body), true);
}

void untilStopped(RunControl& control)
{
    for (std::int64_t i = 0;; ++i) {
        control.giveWay();
        control.step("waiting", i, 0);
        std::this_thread::yield();
    }
}

}  // namespace

class tst_lane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jobsRunInOrderOnTheLanesThread()
    {
        Recorder recorder;
        std::vector<int> order;
        std::vector<std::thread::id> threads;
        Lane lane("test", recorder.observer());
        for (int i = 0; i < 3; ++i)
            lane.submit(JobId{i + 1}, work([&, i](RunControl&) { order.push_back(i); threads.push_back(std::this_thread::get_id()); }));
        for (int i = 0; i < 3; ++i)
            QVERIFY(recorder.waitForEnd());
        QCOMPARE(order, (std::vector<int>{0, 1, 2}));
        QVERIFY(std::all_of(threads.begin(), threads.end(), [&](auto id) { return id == lane.threadId(); }));
        QCOMPARE(recorder.statesOf(JobId{2}), (std::vector<JobState>{JobState::Queued, JobState::Running, JobState::Done}));
    }

    void cancelEndsARunningJobAndDropsAQueuedOne()
    {
        Recorder recorder;
        Lane lane("test", recorder.observer());
        bool ran = false;
        std::atomic<bool> begun = false;
        lane.submit(JobId{1}, work([&](RunControl& control) {
            begun = true;
            untilStopped(control);
        }));
        QTRY_VERIFY(begun);
        lane.submit(JobId{2}, work([&](RunControl&) { ran = true; }));
        QVERIFY(lane.cancel(JobId{2}));
        QVERIFY(lane.cancel(JobId{1}));
        QTRY_VERIFY_WITH_TIMEOUT(recorder.statesOf(JobId{1}).back() == JobState::Cancelled, 20'000);
        QVERIFY(recorder.statesOf(JobId{2}).back() == JobState::Cancelled);
        QVERIFY(!ran);
        QVERIFY(!lane.cancel(JobId{2}));
    }

    void aFailureIsAValueAndTheNextJobRuns()
    {
        Recorder recorder;
        Lane lane("test", recorder.observer());
        lane.submit(JobId{1}, work([](RunControl&) { throw Error(ErrorCode::Corrupt, "a.flac", "broken"); }));
        lane.submit(JobId{2}, work([](RunControl&) { throw 7; }));
        lane.submit(JobId{3}, work([](RunControl&) {}));
        for (int i = 0; i < 3; ++i)
            QVERIFY(recorder.waitForEnd());
        const auto events = recorder.events();
        const auto failed = std::find_if(events.begin(), events.end(), [](const auto& e) { return e.state == JobState::Failed; });
        QVERIFY(failed != events.end() && failed->failure.has_value());
        QCOMPARE(failed->failure->subject, std::string("a.flac"));
        QCOMPARE(recorder.statesOf(JobId{3}).back(), JobState::Done);
    }

    void aPausedJobStandsStillUntilResumed()
    {
        Recorder recorder;
        std::atomic<std::int64_t> steps = 0;
        std::atomic<bool> finish = false;
        Lane lane("test", recorder.observer());
        lane.submit(JobId{1}, work([&](RunControl& control) {
            while (!finish) {
                control.step("counting", steps++, 0);
                std::this_thread::yield();
            }
        }));
        QTRY_VERIFY(steps > 10);
        QVERIFY(lane.pause(JobId{1}));
        std::int64_t before = -1;
        QTRY_VERIFY2(std::exchange(before, steps.load()) == steps.load(), "still counting");
        finish = true;
        QVERIFY(recorder.statesOf(JobId{1}).back() != JobState::Done);
        QVERIFY(lane.resume(JobId{1}));
        QVERIFY(recorder.waitForEnd());
        QCOMPARE(recorder.statesOf(JobId{1}).back(), JobState::Done);
    }

    void aBriefJobRunsBetweenTwoStepsOfALongOne()
    {
        Recorder recorder;
        Lane lane("test", recorder.observer());
        std::atomic<bool> begun = false;
        bool otherRan = false;
        std::thread::id where;
        lane.submit(JobId{1}, work([&](RunControl& control) {
            begun = true;
            untilStopped(control);
        }));
        QTRY_VERIFY(begun);
        lane.submit(JobId{2}, work([&](RunControl&) { otherRan = true; }));
        lane.submit(JobId{3}, brief([&](RunControl&) { where = std::this_thread::get_id(); }));
        QVERIFY(recorder.waitForEnd());
        QCOMPARE(recorder.statesOf(JobId{3}), (std::vector<JobState>{JobState::Queued, JobState::Running, JobState::Done}));
        QVERIFY(where == lane.threadId());
        QVERIFY(!otherRan);
        QCOMPARE(lane.waiting(), std::vector{JobId{2}});
        lane.submit(JobId{4}, brief([](RunControl&) { throw Error(ErrorCode::Corrupt, "a.flac", "broken"); }));
        QVERIFY(recorder.waitForEnd());
        QCOMPARE(recorder.statesOf(JobId{4}).back(), JobState::Failed);
        QCOMPARE(recorder.statesOf(JobId{1}), (std::vector<JobState>{JobState::Queued, JobState::Running}));   // its own way goes on
        QVERIFY(lane.cancel(JobId{1}));
        QVERIFY(recorder.waitForEnd());
        QVERIFY(recorder.waitForEnd());
        QVERIFY(otherRan);
    }

    void aPausedJobGivesWayToo()
    {
        Recorder recorder;
        Lane lane("test", recorder.observer());
        std::atomic<std::int64_t> steps = 0;
        lane.submit(JobId{1}, work([&](RunControl& control) {
            for (;; ++steps) {
                control.giveWay();
                control.step("counting", steps, 0);
            }
        }));
        QTRY_VERIFY(steps > 10);
        QVERIFY(lane.pause(JobId{1}));
        std::vector<std::int64_t> heard;   // where the paused one stands while others use its thread
        for (int i = 2; i < 5; ++i) {
            lane.submit(JobId{i}, brief([&](RunControl&) { heard.push_back(steps); }));
            QVERIFY(recorder.waitForEnd());
            QCOMPARE(recorder.statesOf(JobId{i}).back(), JobState::Done);
        }
        const auto before = heard.front();
        QCOMPARE(heard, (std::vector{before, before, before}));
        QCOMPARE(steps.load(), before);
        QVERIFY(lane.resume(JobId{1}));
        QTRY_VERIFY(steps > before);
    }

    void briefJobsDoNotRunInsideEachOther()
    {
        Recorder recorder;
        Lane lane("test", recorder.observer());
        std::atomic<bool> begun = false, inside = false, late = false;
        bool nested = false;
        lane.submit(JobId{1}, work([&](RunControl& control) {
            begun = true;
            untilStopped(control);
        }));
        QTRY_VERIFY(begun);
        lane.submit(JobId{2}, brief([&](RunControl& control) {
            inside = true;
            while (!late)
                std::this_thread::yield();
            control.giveWay();
            inside = false;
        }));
        QTRY_VERIFY(inside);
        lane.submit(JobId{3}, brief([&](RunControl&) { nested = inside; }));
        late = true;
        QVERIFY(recorder.waitForEnd());
        QVERIFY(recorder.waitForEnd());
        QCOMPARE(recorder.statesOf(JobId{3}).back(), JobState::Done);
        QVERIFY(!nested);
    }

    void aBriefJobAtWorkIsCancelledAlone()
    {
        Recorder recorder;
        Lane lane("test", recorder.observer());
        std::atomic<bool> begun = false, inside = false;
        lane.submit(JobId{1}, work([&](RunControl& control) {
            begun = true;
            untilStopped(control);
        }));
        QTRY_VERIFY(begun);
        lane.submit(JobId{2}, brief([&](RunControl& control) {
            inside = true;
            untilStopped(control);
        }));
        QTRY_VERIFY(inside);
        QVERIFY(lane.cancel(JobId{2}));
        QVERIFY(recorder.waitForEnd());
        QCOMPARE(recorder.statesOf(JobId{2}).back(), JobState::Cancelled);
        QCOMPARE(recorder.statesOf(JobId{1}).back(), JobState::Running);
    }

    void endingTheLaneStopsALongJobAndTheBriefOneInIt()
    {
        Recorder recorder;
        std::atomic<bool> begun = false, inside = false;
        {
            Lane lane("test", recorder.observer());
            lane.submit(JobId{1}, work([&](RunControl& control) {
                begun = true;
                untilStopped(control);
            }));
            QTRY_VERIFY(begun);
            lane.submit(JobId{2}, brief([&](RunControl& control) {
                inside = true;
                untilStopped(control);
            }));
            QTRY_VERIFY(inside);
            QVERIFY(lane.pause(JobId{1}));
        }
        QCOMPARE(recorder.statesOf(JobId{2}).back(), JobState::Cancelled);
        QCOMPARE(recorder.statesOf(JobId{1}).back(), JobState::Cancelled);
    }

    void endingTheLaneStopsTheRunningJob()
    {
        Recorder recorder;
        std::atomic<bool> begun = false;
        {
            Lane lane("test", recorder.observer());
            lane.submit(JobId{1}, work([&](RunControl& control) {
                begun = true;
                untilStopped(control);
            }));
            QTRY_VERIFY(begun);
        }
        QCOMPARE(recorder.statesOf(JobId{1}).back(), JobState::Cancelled);
    }
};

QTEST_GUILESS_MAIN(tst_lane)
#include "tst_lane.moc"
