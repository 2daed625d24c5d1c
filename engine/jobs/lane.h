#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/jobs/job.h"

namespace engine::jobs {

/// One thread that runs jobs in order. The window has two: "engine" (everything Torch) and "library" (scans, imports, melgrams).
/// A brief job need not wait for a long one's end: it runs between two of its steps, on the same thread (RunControl::giveWay).
/// Thread-safe. One ordered stream of events goes to the observer; progress is thinned to one event per 60 ms.
class Lane {
public:
    Lane(std::string name, JobObserver observer);
    ~Lane();   ///< asks the running job to stop, drops the queued ones (they stay rows), joins
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    void submit(JobId id, std::unique_ptr<Job> job);
    /// A queued job is dropped, a running one asked to stop. false = not here (any more).
    bool cancel(JobId id);
    bool pause(JobId id);
    bool resume(JobId id);
    /// Those that wait, the next one first.
    std::vector<JobId> waiting();
    /// Lets a waiting job change places with the one before it. false = it does not wait here, or is the next already.
    bool moveUp(JobId id);
    /// The lane's thread, for tests that assert which thread works.
    std::thread::id threadId() const { return m_thread.get_id(); }

private:
    struct Entry {
        JobId id{};
        std::string kind;
        bool isBrief = false;
        std::unique_ptr<Job> job;
        std::stop_source stop;
        std::shared_ptr<PauseGate> gate;
    };
    void serve(std::stop_token quit);
    void runOne(const std::shared_ptr<Entry>& entry);
    void giveWay(const Entry& outer);
    bool aBriefOneWaits() const;
    std::shared_ptr<Entry> workingEntry(JobId id) const;
    void announce(const Entry& entry, JobState state, Progress progress = {}, std::optional<Failure> failure = {},
                  std::optional<double> secondsLeft = {}) const;

    std::string m_name;
    JobObserver m_observer;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // --- guarded by m_mutex ---
    std::deque<std::shared_ptr<Entry>> m_queue;
    std::shared_ptr<Entry> m_running;
    std::shared_ptr<Entry> m_between;   ///< the brief one at work between two steps of m_running
    // --------------------------
    std::jthread m_thread;   // last member: starts after, ends before the rest
};

}  // namespace engine::jobs
