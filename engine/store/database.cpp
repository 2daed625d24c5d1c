#include "engine/store/database.h"

#include <sqlite3.h>
#include <sys/vfs.h>

#include <chrono>
#include <ctime>
#include <thread>

#include "engine/core/error.h"
#include "engine/store/migrations.h"
#include "engine/store/sql.h"
#include "engine/store/text_fold.h"

namespace engine::store {

namespace fs = std::filesystem;

namespace {

constexpr int kApplicationId = 0x5447424e;   // "TGBN"
constexpr int kBusyTimeoutMs = 5000;
// Track ids are random, so every row touches pages all over the file: the default of 2 MB makes bulk writes twice as slow.
constexpr int kCacheKilobytes = 32 * 1024;

/// WAL needs memory shared between all who open the file, which these file systems do not give (statfs(2), linux/magic.h).
bool isNetworkFolder(const fs::path& folder)
{
    struct statfs info {};
    if (::statfs(folder.empty() ? "." : folder.c_str(), &info) != 0) return false;
    switch (static_cast<unsigned long>(info.f_type) & 0xffffffffUL) {
    case 0x6969UL:       // NFS
    case 0x517bUL:       // SMB
    case 0xff534d42UL:   // CIFS
    case 0xfe534d42UL:   // SMB2
    case 0x65735546UL:   // FUSE (sshfs and its like)
    case 0x5346414fUL:   // AFS
    case 0x00c36400UL:   // Ceph
    case 0x0bd00bd0UL:   // Lustre
    case 0x47504653UL:   // GPFS
    case 0x01021997UL:   // 9P
        return true;
    default: return false;
    }
}

std::string pragma(SQLite::Database& connection, const std::string& text)
{
    SQLite::Statement query(connection, "PRAGMA " + text);
    std::string answer;
    while (query.executeStep())
        answer = query.getColumn(0).getString();
    return answer;
}

int pragmaNumber(SQLite::Database& connection, const std::string& text)
{
    return std::stoi(pragma(connection, text));
}

/// search_fold(text): foldForSearch for queries (never used by the schema, so that any SQLite program can write the file).
void addSearchFold(SQLite::Database& connection)
{
    const auto fold = [](sqlite3_context* context, int, sqlite3_value** values) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
        const auto folded = foldForSearch(text == nullptr ? "" : text);
        sqlite3_result_text(context, folded.data(), static_cast<int>(folded.size()), SQLITE_TRANSIENT);
    };
    sqlite3_create_function_v2(connection.getHandle(), "search_fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                               nullptr, fold, nullptr, nullptr, nullptr);
}

/// Changing the journal needs the file alone and does not wait by itself when two programs make a workspace at once.
void setJournal(SQLite::Database& connection, const std::string& mode)
{
    if (pragma(connection, "journal_mode") == mode) return;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(kBusyTimeoutMs);
    while (true) {
        try {
            pragma(connection, "journal_mode=" + mode);
            return;
        } catch (const SQLite::Exception& error) {
            if ((error.getErrorCode() & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() > deadline) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
}

}  // namespace

Database::Database(const fs::path& file, Access access) : m_file(file)
{
    guarded(*this, [&] {
        const int flags = access == Access::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        m_connection = std::make_unique<SQLite::Database>(file.native(), flags, kBusyTimeoutMs);
        configure(access);
        if (access == Access::ReadWrite)
            migrate();
        else if (const int version = checkedVersion(); version != migrations().back().version)
            throw Error(ErrorCode::Unsupported, m_file.string(),
                        "this workspace has schema " + std::to_string(version) + ", this program needs " +
                            std::to_string(migrations().back().version) + "; open it for writing once, so that it is upgraded");
    });
}

void Database::configure(Access access)
{
    auto& connection = *m_connection;
    sqlite3_extended_result_codes(connection.getHandle(), 1);
    addSearchFold(connection);
    connection.exec(std::string("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON; PRAGMA cache_size=-") + std::to_string(kCacheKilobytes));
    checkedVersion();   // before anything is changed in a file that may not be ours
    if (access == Access::ReadOnly) {
        connection.exec("PRAGMA query_only=ON");
        return;
    }
    setJournal(connection, isNetworkFolder(m_file.parent_path()) ? "delete" : "wal");
    connection.exec("PRAGMA synchronous=FULL");
}

int Database::checkedVersion()
{
    auto& connection = *m_connection;
    const int application = pragmaNumber(connection, "application_id");
    const int version = pragmaNumber(connection, "user_version");
    const bool hasTables = connection.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() > 0;
    if (application != kApplicationId && (application != 0 || hasTables || version != 0))
        throw Error(ErrorCode::Unsupported, m_file.string(), "this is a database of another program, not a Tagbench workspace");
    const int known = migrations().back().version;
    if (version > known)
        throw Error(ErrorCode::Unsupported, m_file.string(),
                    "this workspace has schema " + std::to_string(version) + ", this program knows up to " + std::to_string(known) +
                        "; open it with the newer Tagbench that wrote it");
    return version;
}

void Database::migrate()
{
    const int before = checkedVersion();
    if (before > 0 && before < migrations().back().version) backUp(before);
    for (const auto& step : migrations()) {
        if (checkedVersion() >= step.version) continue;
        WriteTransaction transaction(*this);
        if (checkedVersion() >= step.version) continue;   // another program was quicker
        m_connection->exec(std::string(step.sql));
        m_connection->exec("PRAGMA application_id=" + std::to_string(kApplicationId));
        m_connection->exec("PRAGMA user_version=" + std::to_string(step.version));
        transaction.commit();
    }
}

void Database::backUp(int version)
{
    auto stem = m_file;
    stem.replace_extension();
    auto target = stem;
    target += ".before-schema-" + std::to_string(version + 1) + m_file.extension().string();
    if (fs::exists(target)) return;   // the same upgrade was tried before; the older copy is the untouched one
    auto part = target;
    part.replace_filename("." + target.filename().string() + ".backup.part");
    fs::remove(part);
    SQLite::Statement vacuum(*m_connection, "VACUUM INTO ?");
    vacuum.bind(1, part.native());
    vacuum.exec();
    fs::rename(part, target);
}

SQLite::Statement& Database::prepared(const std::string& sql)
{
    const auto known = m_statements.find(sql);
    return known != m_statements.end() ? known->second : m_statements.try_emplace(sql, *m_connection, sql).first->second;
}

void Database::interrupt()
{
    sqlite3_interrupt(m_connection->getHandle());
}

void Database::quickCheck()
{
    guarded(*this, [&] {
        SQLite::Statement query(*m_connection, "PRAGMA quick_check(1)");
        if (!query.executeStep()) return;
        const auto answer = query.getColumn(0).getString();
        if (answer != "ok")
            throw Error(ErrorCode::Corrupt, m_file.string(), "the database is damaged (" + answer + "). A copy from before the last upgrade may lie beside it");
    });
}

WriteTransaction::WriteTransaction(Database& database)
    : m_database(database), m_nested(inTransaction(database))
{
    guarded(database, [&] { database.connection().exec(m_nested ? "SAVEPOINT nested" : "BEGIN IMMEDIATE"); });
}

WriteTransaction::~WriteTransaction()
{
    // Some errors (disk full) have rolled the whole transaction back already; then there is nothing to undo.
    if (!m_open || !inTransaction(m_database)) return;
    m_database.connection().tryExec(m_nested ? "ROLLBACK TO nested; RELEASE nested" : "ROLLBACK");
}

void WriteTransaction::commit()
{
    guarded(m_database, [&] { m_database.connection().exec(m_nested ? "RELEASE nested" : "COMMIT"); });
    m_open = false;
}

bool inTransaction(Database& database)
{
    return sqlite3_get_autocommit(database.connection().getHandle()) == 0;
}

WriteTransaction writeTransaction(Database& database)
{
    return WriteTransaction(database);
}

std::string nowUtc()
{
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

}  // namespace engine::store
