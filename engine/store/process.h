#pragma once
#include <cstdint>

namespace engine::store {

/// A process that cannot be mistaken for a later one with the same pid.
struct ProcessId {
    std::int64_t pid = 0;
    std::int64_t startTicks = 0;   ///< since boot, field 22 of /proc/<pid>/stat
};

ProcessId thisProcess();
bool isAlive(const ProcessId& process);

}  // namespace engine::store
