#pragma once
#include <cstdint>

namespace engine::tasks {

/// How much memory this process takes more, at its highest, from here on (Linux: /proc/self). Other threads count too.
class PeakMemory {
public:
    /// Gives freed memory back to the system and begins to watch.
    PeakMemory();
    /// 0 where the system does not tell.
    std::int64_t growthBytes() const;

private:
    std::int64_t m_before = 0;
};

/// Memory that programs can still have; 0 = unknown.
std::int64_t availableMemoryBytes();

}  // namespace engine::tasks
