#include "engine/store/session_lock.h"

#include <unistd.h>

#include <charconv>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "engine/core/error.h"
#include "engine/store/process.h"

namespace engine::store {

namespace fs = std::filesystem;

namespace {

std::string hostName()
{
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 && name[0] != '\0' ? std::string(name) : std::string("localhost");
}

std::string nameOf(const ProcessId& process)
{
    return hostName() + "-" + std::to_string(process.pid) + "-" + std::to_string(process.startTicks);
}

/// Nothing for a session of another machine or a file that is none of ours.
std::optional<ProcessId> localProcess(const std::string& name)
{
    const auto prefix = hostName() + "-";
    if (!name.starts_with(prefix)) return {};
    ProcessId process;
    const char* end = name.data() + name.size();
    const auto pid = std::from_chars(name.data() + prefix.size(), end, process.pid);
    if (pid.ec != std::errc() || pid.ptr == end || *pid.ptr != '-') return {};
    const auto ticks = std::from_chars(pid.ptr + 1, end, process.startTicks);
    if (ticks.ec != std::errc() || ticks.ptr != end) return {};
    return process;
}

}  // namespace

std::shared_ptr<SessionLock> SessionLock::of(const fs::path& folder)
{
    static std::mutex mutex;
    static std::map<std::string, std::weak_ptr<SessionLock>> locks;
    const std::lock_guard guard(mutex);
    // The process is part of the key: a forked child must not share its parent's lock.
    auto& known = locks[nameOf(thisProcess()) + "\n" + fs::weakly_canonical(folder).native()];
    auto lock = known.lock();
    if (!lock) known = lock = std::shared_ptr<SessionLock>(new SessionLock(folder));
    return lock;
}

SessionLock::SessionLock(fs::path folder) : m_folder(std::move(folder) / "open"), m_file(m_folder / nameOf(thisProcess()))
{
    std::error_code error;
    fs::create_directories(m_folder, error);
    for (const auto& entry : fs::directory_iterator(m_folder, error)) {
        const auto process = localProcess(entry.path().filename().native());
        if (process && !isAlive(*process))
            m_foundDead = true;
        else if (entry.path() != m_file)
            m_hasCompany = true;
    }
    if (!std::ofstream(m_file))
        throw Error(ErrorCode::ReadOnly, m_folder.parent_path().string(), "the workspace cannot be written: no file can be made in it");
}

SessionLock::~SessionLock()
{
    std::error_code ignored;
    fs::remove(m_file, ignored);
}

void SessionLock::forgetDead()
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(m_folder, ignored)) {
        const auto process = localProcess(entry.path().filename().native());
        if (process && !isAlive(*process)) fs::remove(entry.path(), ignored);
    }
    m_foundDead = false;
}

}  // namespace engine::store
