#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "engine/core/run_control.h"

namespace engine::jobs {

/// Seconds left of the current stage: from its pace so far, given only after 2 s and 2 % of it, so that the first
/// guess is not wild.
class Eta {
public:
    using Clock = std::chrono::steady_clock;
    std::optional<double> update(const Progress& progress, Clock::time_point now = Clock::now());

private:
    std::string m_stage;
    Clock::time_point m_began{};
    std::int64_t m_first = 0;
};

}  // namespace engine::jobs
