#include "engine/store/fetched_store.h"

#include "engine/store/sql.h"

namespace engine::store {

namespace {

constexpr const char* kColumns = "SELECT track_id, file, size, file_hash FROM fetched_copy ";

FetchedCopy copyFrom(SQLite::Statement& query)
{
    return {idFrom<TrackId>(query.getColumn(0)), query.getColumn(1).getString(), query.getColumn(2).getInt64(), query.getColumn(3).getString()};
}

}  // namespace

void FetchedStore::put(const FetchedCopy& copy)
{
    guarded(m_database, [&] {
        SQLite::Statement insert(m_database.connection(), "INSERT OR REPLACE INTO fetched_copy (track_id, file, size, file_hash, fetched_at) VALUES (?, ?, ?, ?, ?)");
        insert.bind(1, sqlId(copy.track));
        insert.bind(2, copy.file);
        insert.bind(3, copy.size);
        insert.bind(4, copy.fileHash);
        insert.bind(5, nowUtc());
        insert.exec();
    });
}

std::optional<FetchedCopy> FetchedStore::find(TrackId track)
{
    return guarded(m_database, [&]() -> std::optional<FetchedCopy> {
        SQLite::Statement query(m_database.connection(), std::string(kColumns) + "WHERE track_id = ?");
        query.bind(1, sqlId(track));
        if (!query.executeStep()) return {};
        return copyFrom(query);
    });
}

std::vector<FetchedCopy> FetchedStore::list()
{
    return guarded(m_database, [&] {
        SQLite::Statement query(m_database.connection(), std::string(kColumns) + "ORDER BY track_id");
        std::vector<FetchedCopy> copies;
        while (query.executeStep())
            copies.push_back(copyFrom(query));
        return copies;
    });
}

std::int64_t FetchedStore::bytes()
{
    return guarded(m_database, [&] { return m_database.connection().execAndGet("SELECT ifnull(sum(size), 0) FROM fetched_copy").getInt64(); });
}

void FetchedStore::remove(TrackId track)
{
    guarded(m_database, [&] {
        SQLite::Statement remove(m_database.connection(), "DELETE FROM fetched_copy WHERE track_id = ?");
        remove.bind(1, sqlId(track));
        remove.exec();
    });
}

}  // namespace engine::store
