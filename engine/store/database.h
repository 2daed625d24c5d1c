#pragma once
#include <filesystem>
#include <memory>

#include <SQLiteCpp/SQLiteCpp.h>

namespace engine::store {

/// One connection, owned by one thread. WAL (DELETE on network folders), foreign keys, 5 s busy timeout, trusted_schema off.
/// SQLite's own errors come out as Error{NoSpace, ReadOnly, Busy, Corrupt, ...} from every store class.
class Database {
public:
    enum class Access { ReadWrite, ReadOnly };
    /// Applies missing migrations (each in one transaction, a copy of the file made before the first).
    /// Throws Error{Unsupported} for a file newer than this program, Error{NotAudio...} never.
    explicit Database(const std::filesystem::path& file, Access access = Access::ReadWrite);

    SQLite::Database& connection() { return *m_connection; }
    /// Ends a query running in the owning thread (it throws Error{Busy}); callable from any thread.
    void interrupt();

private:
    std::unique_ptr<SQLite::Database> m_connection;
};

/// An IMMEDIATE transaction: rolled back unless committed.
SQLite::Transaction writeTransaction(Database& database);

/// UTC, ISO 8601 with seconds.
std::string nowUtc();

}  // namespace engine::store
