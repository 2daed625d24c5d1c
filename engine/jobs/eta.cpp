#include "engine/jobs/eta.h"

namespace engine::jobs {

std::optional<double> Eta::update(const Progress& progress, Clock::time_point now)
{
    if (progress.stage != m_stage || progress.done < m_first) {
        m_stage = progress.stage;
        m_began = now;
        m_first = progress.done;
    }
    if (progress.total <= 0) return {};
    const double seconds = std::chrono::duration<double>(now - m_began).count();
    const auto made = progress.done - m_first;
    if (seconds < 2.0 || made < 1 || static_cast<double>(made) < 0.02 * static_cast<double>(progress.total)) return {};
    return seconds * static_cast<double>(progress.total - progress.done) / static_cast<double>(made);
}

}  // namespace engine::jobs
