#include "engine/tasks/peak_memory.h"

#include <malloc.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace engine::tasks {

namespace {

/// A line "VmHWM:   1234 kB" of a file below /proc.
std::int64_t kilobytesOf(const char* file, const std::string& field)
{
    std::ifstream in(file);
    std::string name;
    while (in >> name) {
        std::int64_t kilobytes = 0;
        if (name == field + ":" && in >> kilobytes) return kilobytes;
        std::getline(in, name);
    }
    return 0;
}

}  // namespace

PeakMemory::PeakMemory()
{
    ::malloc_trim(0);
    // "5" sets the high-water mark back to what is taken now (proc(5)); where that is forbidden, a growth under the old mark is not seen.
    std::ofstream("/proc/self/clear_refs") << "5";
    m_before = kilobytesOf("/proc/self/status", "VmRSS") * 1024;
}

std::int64_t PeakMemory::growthBytes() const
{
    return std::max<std::int64_t>(0, kilobytesOf("/proc/self/status", "VmHWM") * 1024 - m_before);
}

std::int64_t availableMemoryBytes()
{
    return kilobytesOf("/proc/meminfo", "MemAvailable") * 1024;
}

}  // namespace engine::tasks
