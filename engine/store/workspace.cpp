#include "engine/store/workspace.h"

#include <system_error>
#include <utility>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/store/session_lock.h"

namespace engine::store {

namespace fs = std::filesystem;

namespace {

constexpr const char* kDatabaseName = "workspace.sqlite";

void makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) return;
    const auto code = error == std::errc::no_space_on_device        ? ErrorCode::NoSpace
                      : error == std::errc::read_only_file_system   ? ErrorCode::ReadOnly
                      : error == std::errc::permission_denied       ? ErrorCode::Permission
                                                                    : ErrorCode::Missing;
    throw Error(code, folder.string(), "the folder cannot be made: " + error.message());
}

/// Half-written files below the workspace; they are at most two folders deep (melgrams/<preset>/, checkpoints/<run>/).
void removePartsBelow(const fs::path& folder, int depth)
{
    removeStaleParts(folder);
    if (depth == 0) return;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_directory(error) && !entry.is_symlink(error)) removePartsBelow(entry.path(), depth - 1);
}

}  // namespace

Workspace::Workspace(fs::path folder, Database::Access access) : m_folder(std::move(folder))
{
    if (access == Database::Access::ReadWrite) m_lock = SessionLock::of(m_folder);
    m_database = std::make_unique<Database>(m_folder / kDatabaseName, access);
    if (!m_lock || !m_lock->foundDead()) return;
    m_database->quickCheck();
    if (!m_lock->hasCompany()) removePartsBelow(m_folder, 2);   // else they may be another program's work
    jobs().markInterrupted();
    m_lock->forgetDead();
}

Workspace Workspace::openOrCreate(const fs::path& folder)
{
    makeFolder(folder);
    for (const char* name : {"melgrams", "checkpoints", "reports", "cache"})
        makeFolder(folder / name);
    Workspace workspace(folder, Database::Access::ReadWrite);
    workspace.jobs().markInterrupted();
    return workspace;
}

Workspace Workspace::open(const fs::path& folder, Database::Access access)
{
    std::error_code error;
    if (!fs::exists(folder / kDatabaseName, error))
        throw Error(ErrorCode::Missing, folder.string(), "there is no workspace in this folder");
    return Workspace(folder, access);
}

}  // namespace engine::store
