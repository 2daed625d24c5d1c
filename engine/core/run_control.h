#pragma once
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace engine {

/// Where a job stands. `total` 0 = unknown.
struct Progress {
    std::string stage;
    std::int64_t done = 0;
    std::int64_t total = 0;
};

/// Shared by whoever pauses a job and the job itself. Thread-safe.
class PauseGate {
public:
    void pause();
    void resume();
    bool isPaused() const;
    /// Returns at once if not paused; otherwise when resumed or asked to stop.
    void wait(std::stop_token stop);
    /// The next wait() returns at once: who calls it stands still where it gives way, where others can use its thread.
    void passOnce();

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // --- guarded by m_mutex ---
    bool m_paused = false;
    bool m_passesOnce = false;
    // --------------------------
};

/// The one small parameter of every long function: progress out, stop and pause in.
class RunControl {
public:
    using Sink = std::function<void(const Progress&)>;
    using Interlude = std::function<void()>;

    RunControl() = default;  ///< silent: reports to nobody, is never stopped
    RunControl(std::stop_token stop, Sink sink, std::shared_ptr<PauseGate> gate = nullptr, Interlude interlude = {});
    /// Part of the same work: reports to `sink` and is stopped by `stop`, but gives way as this one does.
    RunControl within(std::stop_token stop, Sink sink) const;

    static RunControl silent() { return {}; }

    /// Reports `done` of `total` (0 = unknown), waits while paused, throws Cancelled if asked to stop.
    /// Call it once per track or batch; it is cheap, the receiver thins the reports out.
    void step(std::string_view stage, std::int64_t done, std::int64_t total);
    /// Between two steps of long work: somebody's brief job may have the thread first, also while this one is paused. The caller holds
    /// nothing here: no lock, no open transaction, no mode of a library (gradients off, seeds set) that another's work would meet.
    void giveWay();
    /// For waits: cv.wait(lock, control.stop(), ready).
    std::stop_token stop() const { return m_stop; }

private:
    std::stop_token m_stop;
    Sink m_sink;
    std::shared_ptr<PauseGate> m_gate;
    Interlude m_interlude;
};

}  // namespace engine
