#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <QObject>
#include <QPointer>

#include "engine/core/json.h"
#include "engine/jobs/job.h"
#include "engine/tasks/command_line.h"
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

    /// What became of a wish for a job: its number, or why there is none.
    struct Submission {
        std::optional<engine::JobId> job;
        QString refusal;
    };
    /// Queues a task. A refusal (unknown task, disk full) arrives as refused().
    void submit(const QString& task, const engine::Json& parameters);
    /// The answer comes on the GUI thread and before any event of the job, unless the receiver is gone.
    void submit(const QString& task, const engine::Json& parameters, QObject* receiver, std::function<void(const Submission&)> answer);
    /// Queues the tasks one after another, whatever lanes they run on; the first that does not end well ends the chain.
    /// One that is interrupted goes on with the others when it is resumed, also after the next start.
    void submitChain(const std::vector<std::pair<QString, engine::Json>>& tasks);
    /// The lines of the command line that do the same as submitChain(tasks) on this workspace, the next only if the one before went well.
    QString commandLines(const std::vector<std::pair<QString, engine::Json>>& tasks) const;
    /// Runs an interrupted, failed or cancelled job again.
    void rerun(engine::JobId job);
    void cancel(engine::JobId job);
    void pause(engine::JobId job);
    void resume(engine::JobId job);
    /// Lets a job that waits for the engine change places with the one before it.
    void moveUp(engine::JobId job);
    /// Which jobs wait for the engine, the next one first. The answer comes on the GUI thread, unless the receiver is gone.
    void askWaiting(QObject* receiver, std::function<void(std::vector<engine::JobId>)> answer);
    /// For jobs submitted from now on. 0 threads = all.
    void setResources(int threads, const QString& device);

Q_SIGNALS:
    /// One ordered stream; progress comes at most every 60 ms for each job.
    void eventArrived(const engine::jobs::JobEvent& event);
    /// A live picture of a map that converges: the newest one there is; those that came while the window was busy are skipped.
    /// The job is a plain number: Qt 6.4 cannot stream an enum over `long`.
    void mapFrameArrived(qlonglong job, std::shared_ptr<const engine::tasks::MapFrame> frame);
    void refused(const QString& message);

private:
    engine::jobs::JobObserver observer();
    void withService(std::function<void(engine::tasks::JobService&)> action, std::function<void(const QString&)> refuse = {});
    void post(const engine::jobs::JobEvent& event);
    void answer(QPointer<QObject> receiver, std::function<void(const Submission&)> take, Submission submission);
    void putFrame(engine::JobId job, std::shared_ptr<const engine::tasks::MapFrame> frame);
    void takeFrame();

    struct LiveFrame {
        engine::JobId job{};
        std::shared_ptr<const engine::tasks::MapFrame> frame;
    };
    std::mutex m_mailbox;
    // --- guarded by m_mailbox ---
    std::optional<LiveFrame> m_newest;   ///< set = its delivery is under way
    bool m_isSubmitting = false;
    std::vector<engine::jobs::JobEvent> m_held;   ///< came while a job was being queued: perhaps that one's, whose number nobody knows yet
    // ----------------------------
    StoreThread* m_store = nullptr;
    engine::tasks::CommandSettings m_settings;
    std::unique_ptr<engine::tasks::JobService> m_service;   ///< made and used on the store thread, ended by the destructor
};

}  // namespace ui
