#include "engine/core/run_control.h"

#include <utility>

#include "engine/core/error.h"

namespace engine {

void PauseGate::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
}

void PauseGate::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

bool PauseGate::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

void PauseGate::wait(std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    if (std::exchange(m_passesOnce, false)) return;
    m_changed.wait(lock, stop, [this] { return !m_paused; });
}

void PauseGate::passOnce()
{
    const std::lock_guard lock(m_mutex);
    m_passesOnce = true;
}

RunControl::RunControl(std::stop_token stop, Sink sink, std::shared_ptr<PauseGate> gate, Interlude interlude)
    : m_stop(std::move(stop)), m_sink(std::move(sink)), m_gate(std::move(gate)), m_interlude(std::move(interlude))
{
}

RunControl RunControl::within(std::stop_token stop, Sink sink) const
{
    return {std::move(stop), std::move(sink), nullptr, m_interlude};
}

void RunControl::giveWay()
{
    if (m_interlude) m_interlude();
}

void RunControl::step(std::string_view stage, std::int64_t done, std::int64_t total)
{
    if (m_sink) m_sink(Progress{std::string(stage), done, total});
    if (m_gate) m_gate->wait(m_stop);
    if (m_stop.stop_requested()) throw Cancelled{};
}

}  // namespace engine
