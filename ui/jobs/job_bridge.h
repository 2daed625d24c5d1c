#pragma once
#include <functional>
#include <memory>
#include <vector>

#include <QObject>

#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "engine/tasks/job_service.h"

namespace ui {

class StoreThread;

/// The window's side of the jobs: events of the lanes arrive as a signal on the GUI thread, wishes go down.
///
/// Submitting writes a row, so it happens on the store thread; GUI thread calls return at once.
class JobBridge : public QObject {
    Q_OBJECT
public:
    explicit JobBridge(QObject* parent = nullptr);
    ~JobBridge() override;   ///< ends the lanes: running jobs are asked to stop

    /// Makes the job service on the store thread. Called once, by the composition.
    void start(StoreThread& store, engine::tasks::JobService::Options options);

    /// Queues a task. A refusal (unknown task, bad parameters) arrives as refused().
    void submit(const QString& task, const engine::Json& parameters, std::function<void(engine::JobId)> submitted = {});
    /// Queues the tasks one after another, whatever lanes they run on; the first that does not end well ends the chain.
    void submitChain(std::vector<std::pair<QString, engine::Json>> tasks);
    /// Runs an interrupted, failed or cancelled job again.
    void rerun(engine::JobId job);
    void cancel(engine::JobId job);
    void pause(engine::JobId job);
    void resume(engine::JobId job);
    /// Lets a job that waits for the engine change places with the one before it.
    void moveUp(engine::JobId job);
    /// Which jobs wait for the engine, the next one first. The answer comes on the GUI thread, unless the receiver is gone.
    void askWaiting(QObject* receiver, std::function<void(std::vector<engine::JobId>)> answer);

Q_SIGNALS:
    /// One ordered stream; progress comes at most every 60 ms for each job.
    void eventArrived(const engine::jobs::JobEvent& event);
    /// A live picture of a map that converges. The job is a plain number: Qt 6.4 cannot stream an enum over `long`.
    void mapFrameArrived(qlonglong job, std::shared_ptr<const engine::tasks::MapFrame> frame);
    void refused(const QString& message);

private:
    engine::jobs::JobObserver observer();
    void withService(std::function<void(engine::tasks::JobService&)> action);

    void advance(const engine::jobs::JobEvent& event);

    struct Chain {
        engine::JobId waitsFor{};
        std::vector<std::pair<QString, engine::Json>> rest;   ///< next one last
    };
    std::vector<Chain> m_chains;
    StoreThread* m_store = nullptr;
    std::unique_ptr<engine::tasks::JobService> m_service;   ///< made and used on the store thread, ended by the destructor
};

}  // namespace ui
