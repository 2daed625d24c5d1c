#pragma once
#include <filesystem>
#include <memory>

namespace engine::store {

/// Says that this process has the workspace open: an empty file `open/<host>-<pid>-<start ticks>`, shared by all connections
/// of the process and removed with the last. One that stays behind tells of an unclean end.
class SessionLock {
public:
    /// The lock of this process on `folder`; made if it has none.
    static std::shared_ptr<SessionLock> of(const std::filesystem::path& folder);
    ~SessionLock();
    SessionLock(const SessionLock&) = delete;
    SessionLock& operator=(const SessionLock&) = delete;

    /// Dead sessions were found when this lock was made (their files are removed by forgetDead()).
    bool foundDead() const { return m_foundDead; }
    /// Another live process (or one of another machine, of which nothing can be known) has the workspace open.
    bool hasCompany() const { return m_hasCompany; }
    void forgetDead();

private:
    explicit SessionLock(std::filesystem::path folder);
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
    bool m_foundDead = false;
    bool m_hasCompany = false;
};

}  // namespace engine::store
