#include <QtTest>

#include <condition_variable>
#include <mutex>
#include <set>

#include "engine/core/error.h"
#include "engine/store/workspace.h"
#include "engine/tasks/job_service.h"
#include "scan_fixture.h"

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// Events of the lanes, to be waited for.
class News {
public:
    jobs::JobObserver observer()
    {
        return [this](const jobs::JobEvent& event) {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(event);
            m_changed.notify_all();
        };
    }
    bool waitFor(const std::function<bool(const jobs::JobEvent&)>& wanted)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::seconds(30), [&] { return std::ranges::any_of(m_events, wanted); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<jobs::JobEvent> m_events;
};

struct Bench {
    QTemporaryDir folder;
    fs::path root = folder.path().toStdString();
    fs::path workspace = root / "workspace";
    Json scan{{"folders", {(root / "music").native()}}};

    explicit Bench(int files)
    {
        for (int i = 0; i < files; ++i)
            writeWav(root / "music" / (std::to_string(i) + ".wav"), 100 + i);
    }
    std::map<std::string, std::string> states()
    {
        std::map<std::string, std::string> states;
        for (const auto& row : store::Workspace::openOrCreate(workspace).jobs().list())
            states[row.kind] = row.state;
        return states;
    }
};

const std::vector<std::pair<std::string, Json>> kSplitAfter = {{"split", {{"name", "after"}}}};

}  // namespace

class tst_job_chain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stepsFollowEachOther()
    {
        Bench bench(8);
        News news;
        tasks::JobService service({bench.workspace, 1, "cpu"}, news.observer());
        service.submitChain({{"scan", bench.scan}, kSplitAfter.front()});
        QVERIFY(news.waitFor([](const auto& event) { return event.kind == "split" && event.state == jobs::JobState::Done; }));
    }

    void whatRunsAndWaitsAtTheEndIsInterruptedAndGoesOnLater()
    {
        Bench bench(1500);
        JobId running{};
        {
            News news;
            tasks::JobService service({bench.workspace, 1, "cpu"}, news.observer());
            running = service.submitChain({{"scan", bench.scan}, kSplitAfter.front()});
            service.submit("import", {{"file", "/nowhere.csv"}});
            QVERIFY(news.waitFor([](const auto& event) { return event.kind == "scan" && event.progress.done > 0; }));
        }
        const std::map<std::string, std::string> interrupted{{"scan", "interrupted"}, {"import", "interrupted"}};
        QVERIFY(bench.states() == interrupted);
        {
            News news;
            tasks::JobService service({bench.workspace, 2, "cpu"}, news.observer());
            service.rerun(running);
            QVERIFY(news.waitFor([](const auto& event) { return event.kind == "split" && event.state == jobs::JobState::Done; }));
        }
        auto states = bench.states();
        QCOMPARE(states["scan"], std::string("done"));
        QCOMPARE(states["split"], std::string("done"));
        QCOMPARE(store::Workspace::open(bench.workspace).tracks().count(), std::int64_t{1500});
    }

    void cancelledByTheUserIsCancelledAndEndsTheWay()
    {
        Bench bench(1500);
        JobId running{}, waiting{};
        {
            News news;
            tasks::JobService service({bench.workspace, 1, "cpu"}, news.observer());
            running = service.submitChain({{"scan", bench.scan}, kSplitAfter.front()});
            waiting = service.submit("import", {{"file", "/nowhere.csv"}});
            QVERIFY(news.waitFor([](const auto& event) { return event.kind == "scan" && event.progress.done > 0; }));
            QVERIFY(service.cancel(waiting));
            QVERIFY(service.cancel(running));
            QVERIFY(news.waitFor([&](const auto& event) { return event.id == running && event.state == jobs::JobState::Cancelled; }));
        }
        const std::map<std::string, std::string> cancelled{{"scan", "cancelled"}, {"import", "cancelled"}};
        QVERIFY(bench.states() == cancelled);
    }

    void anUnknownStepIsRefusedAtOnce()
    {
        Bench bench(1);
        tasks::JobService service({bench.workspace, 1, "cpu"}, {});
        QVERIFY_EXCEPTION_THROWN(service.submitChain({{"scan", bench.scan}, {"no-such-task", {}}}), Error);
        QVERIFY(bench.states().empty());
    }
};

QTEST_GUILESS_MAIN(tst_job_chain)
#include "tst_job_chain.moc"
