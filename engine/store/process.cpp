#include "engine/store/process.h"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace engine::store {

namespace {

/// 0 = no such process.
std::int64_t startTicksOf(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text, '\0');
    // The program's name (field 2, in brackets) may hold blanks and brackets itself.
    const auto end = text.rfind(')');
    if (end == std::string::npos) return 0;
    std::istringstream fields(text.substr(end + 1));
    std::string skipped, state;
    fields >> state;
    if (state == "Z" || state == "X") return 0;   // ended, only not yet collected by its parent
    for (int field = 4; field <= 21; ++field)
        fields >> skipped;
    std::int64_t ticks = 0;
    fields >> ticks;
    return ticks;
}

}  // namespace

ProcessId thisProcess()
{
    const auto pid = static_cast<std::int64_t>(::getpid());
    return {pid, startTicksOf(pid)};
}

bool isAlive(const ProcessId& process)
{
    return process.pid > 0 && process.startTicks > 0 && startTicksOf(process.pid) == process.startTicks;
}

}  // namespace engine::store
