#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

#include <SQLiteCpp/SQLiteCpp.h>

namespace engine::store {

/// One connection, owned by one thread. WAL (DELETE on network folders), foreign keys, 5 s busy timeout, trusted_schema off.
/// SQLite's own errors come out as Error{NoSpace, ReadOnly, Busy, Corrupt, ...} from every store class.
class Database {
public:
    enum class Access { ReadWrite, ReadOnly };
    /// Applies missing migrations (each in one transaction, a copy of the file made before the first).
    /// Throws Error{Unsupported} for a file newer than this program or of another program, Error{Corrupt} for no database.
    explicit Database(const std::filesystem::path& file, Access access = Access::ReadWrite);

    SQLite::Database& connection() { return *m_connection; }
    const std::filesystem::path& file() const { return m_file; }
    /// Ends a query running in the owning thread (it throws Error{Busy}); callable from any thread.
    void interrupt();
    /// Reads the whole file for damage. Throws Error{Corrupt}.
    void quickCheck();

private:
    friend class ReusedStatement;
    SQLite::Statement& prepared(const std::string& sql);
    void configure(Access access);
    void migrate();
    int checkedVersion();
    void backUp(int version);

    std::filesystem::path m_file;
    std::unique_ptr<SQLite::Database> m_connection;
    std::unordered_map<std::string, SQLite::Statement> m_statements;   // go before the connection
};

/// An IMMEDIATE transaction: rolled back unless committed. Inside another one of the same connection it is a savepoint, so
/// that a store method is whole by itself and part of its caller's transaction alike.
class WriteTransaction {
public:
    explicit WriteTransaction(Database& database);
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_nested = false;
    bool m_open = true;
};

WriteTransaction writeTransaction(Database& database);
bool inTransaction(Database& database);

/// UTC, ISO 8601 with seconds.
std::string nowUtc();

}  // namespace engine::store
