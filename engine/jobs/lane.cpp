#include "engine/jobs/lane.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "engine/jobs/eta.h"

namespace engine::jobs {

namespace {
constexpr auto kProgressPeriod = std::chrono::milliseconds(60);
}

Lane::Lane(std::string name, JobObserver observer)
    : m_name(std::move(name)), m_observer(std::move(observer)), m_thread([this](std::stop_token quit) { serve(quit); })
{
}

Lane::~Lane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.clear();
        for (const auto& entry : {m_running, m_between}) {
            if (!entry) continue;
            entry->stop.request_stop();
            entry->gate->resume();
        }
    }
    m_thread.request_stop();
}

void Lane::submit(JobId id, std::unique_ptr<Job> job)
{
    auto entry = std::make_shared<Entry>();
    entry->id = id;
    entry->kind = job->kind();
    entry->isBrief = job->isBrief();
    entry->job = std::move(job);
    entry->gate = std::make_shared<PauseGate>();
    announce(*entry, JobState::Queued);
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(entry));
    }
    m_changed.notify_all();
}

bool Lane::cancel(JobId id)
{
    std::shared_ptr<Entry> dropped;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto entry = workingEntry(id)) {
            entry->stop.request_stop();
            return true;
        }
        const auto found = std::find_if(m_queue.begin(), m_queue.end(), [id](const auto& entry) { return entry->id == id; });
        if (found == m_queue.end()) return false;
        dropped = *found;
        m_queue.erase(found);
    }
    announce(*dropped, JobState::Cancelled);
    return true;
}

bool Lane::pause(JobId id)
{
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = workingEntry(id);
        if (!entry) return false;
        entry->gate->pause();
    }
    announce(*entry, JobState::Paused);
    return true;
}

bool Lane::resume(JobId id)
{
    std::shared_ptr<Entry> entry;
    {
        const std::lock_guard lock(m_mutex);
        entry = workingEntry(id);
        if (!entry) return false;
        entry->gate->resume();
    }
    m_changed.notify_all();   // it may wait where it gives way
    announce(*entry, JobState::Running);
    return true;
}

std::vector<JobId> Lane::waiting()
{
    const std::lock_guard lock(m_mutex);
    std::vector<JobId> ids;
    for (const auto& entry : m_queue)
        ids.push_back(entry->id);
    return ids;
}

bool Lane::moveUp(JobId id)
{
    std::shared_ptr<Entry> moved;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::find_if(m_queue.begin(), m_queue.end(), [id](const auto& entry) { return entry->id == id; });
        if (found == m_queue.end() || found == m_queue.begin()) return false;
        moved = *found;
        std::iter_swap(found, found - 1);
    }
    announce(*moved, JobState::Queued);
    return true;
}

void Lane::serve(std::stop_token quit)
{
    while (true) {
        std::shared_ptr<Entry> entry;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, quit, [this] { return !m_queue.empty(); })) return;
            entry = m_running = m_queue.front();
            m_queue.pop_front();
        }
        runOne(entry);
        {
            const std::lock_guard lock(m_mutex);
            m_running.reset();
        }
        if (quit.stop_requested()) return;
    }
}

void Lane::runOne(const std::shared_ptr<Entry>& entry)
{
    announce(*entry, JobState::Running);
    Eta eta;
    auto lastSent = Eta::Clock::time_point{};
    std::string lastStage;
    Progress last;
    RunControl control(
        entry->stop.get_token(),
        [&](const Progress& progress) {
            const auto now = Eta::Clock::now();
            const auto left = eta.update(progress, now);
            last = progress;
            if (progress.stage == lastStage && now - lastSent < kProgressPeriod) return;
            lastSent = now;
            lastStage = progress.stage;
            announce(*entry, entry->gate->isPaused() ? JobState::Paused : JobState::Running, progress, {}, left);
        },
        entry->gate,
        entry->isBrief ? RunControl::Interlude{} : [&] { giveWay(*entry); });
    try {
        entry->job->run(control);
        announce(*entry, JobState::Done, last);
    } catch (const Cancelled&) {
        announce(*entry, JobState::Cancelled, last);
    } catch (...) {
        announce(*entry, JobState::Failed, last, describe(std::current_exception()));
    }
    entry->job.reset();   // on this thread: a job may own a connection or a tensor
}

/// Lets every brief job that waits have the thread, and stays here while the long one is paused.
void Lane::giveWay(const Entry& outer)
{
    std::unique_lock lock(m_mutex);
    const auto stop = outer.stop.get_token();
    while (!stop.stop_requested()) {
        const auto found = std::ranges::find_if(m_queue, [](const auto& entry) { return entry->isBrief; });
        if (found != m_queue.end()) {
            const auto brief = m_between = *found;
            m_queue.erase(found);
            lock.unlock();
            runOne(brief);
            lock.lock();
            m_between.reset();
        } else if (!outer.gate->isPaused()) {
            outer.gate->passOnce();   // a pause from now on waits for the next time it gives way
            return;
        } else {
            m_changed.wait(lock, stop, [&] { return aBriefOneWaits() || !outer.gate->isPaused(); });
        }
    }
}

bool Lane::aBriefOneWaits() const
{
    return std::ranges::any_of(m_queue, [](const auto& entry) { return entry->isBrief; });
}

std::shared_ptr<Lane::Entry> Lane::workingEntry(JobId id) const
{
    for (const auto& entry : {m_running, m_between})
        if (entry && entry->id == id) return entry;
    return nullptr;
}

void Lane::announce(const Entry& entry, JobState state, Progress progress, std::optional<Failure> failure,
                    std::optional<double> secondsLeft) const
{
    if (m_observer) m_observer(JobEvent{entry.id, entry.kind, state, std::move(progress), secondsLeft, std::move(failure)});
}

}  // namespace engine::jobs
